"""Addresses of contests, entries and results."""

from django.urls import path

from api.contests import refusals  # noqa: F401 - registers them
from api.contests.entries import ContestAttempts, ContestEntries, ContestEntry, MyEntries
from api.contests.results import AttemptResultView, AttemptReviewView
from api.contests.views import (
    ContestAwards,
    ContestCalendar,
    ContestDetail,
    ContestList,
    ContestParticipation,
)

urlpatterns = [
    path("contests", ContestList.as_view()),
    path("contests/<slug:slug>", ContestDetail.as_view()),
    path("contests/<slug:slug>/participation", ContestParticipation.as_view()),
    path("contests/<slug:slug>/calendar.ics", ContestCalendar.as_view()),
    path("contests/<slug:slug>/awards", ContestAwards.as_view()),
    path("contests/<slug:slug>/entry", ContestEntry.as_view()),
    path("contests/<slug:slug>/entries", ContestEntries.as_view()),
    path("contests/<slug:slug>/attempts", ContestAttempts.as_view()),
    path("me/entries", MyEntries.as_view()),
    path("attempts/<uuid:attempt_id>/result", AttemptResultView.as_view()),
    path("attempts/<uuid:attempt_id>/review", AttemptReviewView.as_view()),
]
