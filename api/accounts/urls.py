"""Addresses of oneself, regions, organisations and jobs."""

from django.urls import path

from api.accounts.jobs import JobDetail, JobResultFile
from api.accounts.people import GuestClaims, Guests, Me
from api.accounts.places import OrganisationList, Regions

urlpatterns = [
    path("me", Me.as_view()),
    path("me/guest-claims", GuestClaims.as_view()),
    path("guests", Guests.as_view()),
    path("regions", Regions.as_view()),
    path("organise/organisations", OrganisationList.as_view()),
    path("jobs/<uuid:job_id>", JobDetail.as_view()),
    path("jobs/<uuid:job_id>/result", JobResultFile.as_view()),
]
