"""Addresses of boards."""

from django.urls import path

from api.boards.views import BoardPage, MyBoardPlace

urlpatterns = [
    path("contests/<slug:slug>/boards/<slug:kind>", BoardPage.as_view()),
    path("contests/<slug:slug>/boards/<slug:kind>/me", MyBoardPlace.as_view()),
]
