"""Addresses under /api: one list of routes a room, added here as the room lands."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from api.fallback import NothingHere
from api.schema.views import SwaggerUI, openapi, questions_schema

v1: list[URLPattern | URLResolver] = [
    path("openapi.json", openapi, name="openapi"),
    path("schemas/wangan-questions-1.json", questions_schema, name="questions-schema"),
    path("", include("api.accounts.urls")),
    path("", include("api.bank.urls")),
    path("", include("api.attempts.urls")),
    path("", include("api.contests.urls")),
    path("", include("api.boards.urls")),
    path("", include("api.organise.urls")),
    path("", include("api.campaign.urls")),
    path("", include("api.roster.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(v1)),
    path("docs", SwaggerUI.as_view(), name="api-docs"),
    re_path(r"", NothingHere.as_view()),
]
