"""Addresses of banks and blueprints."""

from django.urls import path

from api.bank import refusals  # noqa: F401 - registers them
from api.bank.views import BankList, BankTopics, BlueprintPreview, BlueprintSupply

urlpatterns = [
    path("organise/banks", BankList.as_view()),
    path("organise/banks/<uuid:bank_id>/topics", BankTopics.as_view()),
    path("organise/blueprints/supply", BlueprintSupply.as_view()),
    path("organise/blueprints/preview", BlueprintPreview.as_view()),
]
