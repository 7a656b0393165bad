"""Shapes of prizes, draws and awards as everybody sees them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from api.fields import LocalisedStringField, PointsField
from common.text import localise
from quiz.contest.enums import ContestState, NameDisplay, PrizeKind
from quiz.contest.guest_names import name_of
from quiz.contest.masked_names import shown_name
from quiz.contest.models import Award, Contest, Prize
from quiz.contest.prize_rules import commitment_to
from quiz.contest.rules_of_prizes import terms_text


class OfferedPrizeSerializer(serializers.ModelSerializer[Prize]):
    """A prize, and what one must do for it."""

    title = LocalisedStringField()
    terms = serializers.SerializerMethodField()

    class Meta:
        model = Prize
        fields = ["number", "title", "kind", "terms"]

    def get_terms(self, prize: Prize) -> str:
        """In plain words."""
        return terms_text(prize)


class DrawSerializer(serializers.Serializer[Any]):
    """By what the lots of a contest are drawn.

    The lot of an entry is the SHA-256, in hexadecimal, of `seed:prize number:entry id`; the lowest
    lots win.
    """

    commitment = serializers.CharField(help_text="The SHA-256 of the seed, told from publication.")
    seed = serializers.CharField(allow_null=True, help_text="Told with the final results.")


def draw_document(contest: Contest, prizes: Iterable[Prize]) -> dict[str, Any] | None:
    """What `DrawSerializer` renders; None where no lots are drawn. No seed before the end."""
    if not contest.draw_seed or all(prize.kind != PrizeKind.DRAW for prize in prizes):
        return None
    final = contest.state == ContestState.FINAL
    return {
        "commitment": commitment_to(contest.draw_seed),
        "seed": contest.draw_seed if final else None,
    }


class AwardSerializer(serializers.ModelSerializer[Award]):
    """A prize and who won it, named as on the board."""

    prize = serializers.IntegerField(source="prize.number", min_value=1)
    title = LocalisedStringField(source="prize.title")
    name = serializers.SerializerMethodField()
    score = PointsField(source="score_centi")
    entry = serializers.UUIDField(source="entry_id", help_text="What its lot is made of.")

    class Meta:
        model = Award
        fields = ["prize", "title", "name", "rank", "score", "entry", "ticket"]

    def get_name(self, award: Award) -> str:
        """In full or masked, as the contest shows names."""
        name = name_of(award.entry.user)
        if isinstance(name, str):
            return shown_name(name, NameDisplay(award.contest.name_display))
        return localise(name, get_language() or "")
