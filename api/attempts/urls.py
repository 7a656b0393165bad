"""The addresses of this room."""

from django.urls import path

from api.attempts import refusals  # noqa: F401 - registers what the API says when the engine refuses
from api.attempts.views import AttemptAnswersView, AttemptFinishView, AttemptView

urlpatterns = [
    path("attempts/<uuid:attempt_id>", AttemptView.as_view(), name="attempt"),
    path(
        "attempts/<uuid:attempt_id>/answers", AttemptAnswersView.as_view(), name="attempt-answers"
    ),
    path("attempts/<uuid:attempt_id>/finish", AttemptFinishView.as_view(), name="attempt-finish"),
]
