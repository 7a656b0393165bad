"""Addresses of the home page and of campaigns."""

from django.urls import path

from api.campaign.views import CampaignPage, Home

urlpatterns = [
    path("home", Home.as_view()),
    path("campaigns/<slug:slug>", CampaignPage.as_view()),
]
