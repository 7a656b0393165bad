"""Addresses of rosters."""

from django.urls import path

from api.roster import refusals, views  # noqa: F401 - `refusals` registers them

_ROSTER = "train/rosters/<uuid:import_id>"

urlpatterns = [
    path("train/organisations", views.TrainedOrganisations.as_view()),
    path("train/organisations/<uuid:organisation_id>/rosters", views.RosterImports.as_view()),
    path(_ROSTER, views.RosterImportDetail.as_view()),
    path(f"{_ROSTER}/items", views.RosterImportItems.as_view()),
    path(f"{_ROSTER}/confirm", views.ConfirmRoster.as_view()),
    path(f"{_ROSTER}/failed-rows", views.RosterFailedRows.as_view()),
    path("train/roster-template", views.RosterTemplate.as_view()),
]
