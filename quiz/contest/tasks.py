"""What the worker does by the clock. Each task finds its work in the database."""

from celery import shared_task

from common import clock
from quiz.contest import board_publishing, finalising


@shared_task
def publish_boards() -> None:
    """Publish what changed on the boards of contests under way."""
    board_publishing.publish_boards(now=clock.now())


@shared_task
def finalise_contests() -> None:
    """Close what is over and make its standings final."""
    finalising.finalise_contests(now=clock.now())
