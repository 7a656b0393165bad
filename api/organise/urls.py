"""Addresses for those who run contests."""

from django.urls import path

from api.organise import awards, contests, entries, exports, rounds, rulings, watching

_CONTEST = "organise/contests/<uuid:contest_id>"
_ENTRY = "organise/entries/<uuid:entry_id>"

urlpatterns = [
    path("organise/contests", contests.OrganisedContests.as_view()),
    path(_CONTEST, contests.OrganisedContest.as_view()),
    path(f"{_CONTEST}/publish", contests.PublishContest.as_view()),
    path(f"{_CONTEST}/close", contests.CloseContest.as_view()),
    path(f"{_CONTEST}/extend", contests.ExtendContest.as_view()),
    path(f"{_CONTEST}/cancel", contests.CancelContest.as_view()),
    path(f"{_CONTEST}/finalise", contests.FinaliseContest.as_view()),
    path(f"{_CONTEST}/rounds", rounds.ContestRounds.as_view()),
    path(f"{_CONTEST}/rounds/order", rounds.RoundOrder.as_view()),
    path(f"{_CONTEST}/rounds/<uuid:round_id>", rounds.ContestRound.as_view()),
    path(f"{_CONTEST}/watch", watching.WatchContest.as_view()),
    path(f"{_CONTEST}/boards/<slug:kind>", watching.OrganisedBoard.as_view()),
    path(f"{_CONTEST}/entries", entries.ContestPeople.as_view()),
    path(f"{_CONTEST}/awards", awards.ContestAwards.as_view()),
    path(f"{_CONTEST}/exports", exports.ExportResults.as_view()),
    path(f"{_CONTEST}/rulings", rulings.ContestRulings.as_view()),
    path(f"{_CONTEST}/rulings/previews", rulings.RulingPreviews.as_view()),
    path(f"{_CONTEST}/rulings/previews/<uuid:job_id>", rulings.RulingPreview.as_view()),
    path(_ENTRY, entries.OrganisedEntryView.as_view()),
    path(f"{_ENTRY}/extra-time", entries.ExtraTime.as_view()),
    path(f"{_ENTRY}/disqualify", entries.Disqualify.as_view()),
    path(f"{_ENTRY}/reinstate", entries.Reinstate.as_view()),
]
