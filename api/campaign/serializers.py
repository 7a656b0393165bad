"""Shapes of the home page and of campaigns."""

from typing import Any

from rest_framework import serializers

from api.fields import LocalisedStringField
from quiz.campaign.models import Campaign, CountedAs, Figure
from quiz.contest.enums import Phase
from quiz.contest.models import Contest, Round, round_to_show
from quiz.leaderboard.enums import Audience
from quiz.leaderboard.shared_snapshots import newest_snapshot


class FigureSerializer(serializers.ModelSerializer[Figure]):
    """A number as a document reports it."""

    label = LocalisedStringField()  # type: ignore[assignment]  # DRF takes fields off the class
    wording = LocalisedStringField(help_text="As the source puts it: 10万余 is not 100,000.")
    unit = LocalisedStringField()
    source = serializers.CharField(source="source_title")  # type: ignore[assignment]  # as above
    source_url = serializers.SerializerMethodField()
    counted_as = serializers.ChoiceField(
        CountedAs.choices,
        allow_null=True,
        help_text="The count of ours to show beside it. The two are never added up.",
    )

    class Meta:
        model = Figure
        fields = [
            "label",
            "wording",
            "lower_bound",
            "upper_bound",
            "unit",
            "source",
            "source_publisher",
            "source_year",
            "source_url",
            "counted_as",
        ]

    def get_source_url(self, figure: Figure) -> str | None:
        """Where the source can be read; null where no address is known."""
        return figure.source_url or None


class CampaignCountSerializer(serializers.Serializer[Any]):
    """People counted over all contests of a campaign, each once."""

    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0, help_text="Participants.")
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0)
    simulated = serializers.IntegerField(
        min_value=0, help_text="How many of the participants are made up."
    )
    as_of = serializers.DateTimeField()


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    """A campaign: what documents report, and beside it what this site has counted."""

    title = LocalisedStringField()
    summary = LocalisedStringField()
    figures = FigureSerializer(many=True)
    participation = CampaignCountSerializer()

    class Meta:
        model = Campaign
        fields = [
            "slug",
            "title",
            "summary",
            "year",
            "is_simulated",
            "figures",
            "participation",
        ]


class ContestOwnerSerializer(serializers.Serializer[Any]):
    """Who runs a contest."""

    name = LocalisedStringField()


class ContestCardSerializer(serializers.ModelSerializer[Contest]):
    """A contest as a card shows it."""

    title = LocalisedStringField()
    organisation = ContestOwnerSerializer()
    phase = serializers.SerializerMethodField()
    round_count = serializers.SerializerMethodField()
    question_count = serializers.SerializerMethodField()
    time_limit_s = serializers.SerializerMethodField()
    participants = serializers.SerializerMethodField()

    class Meta:
        model = Contest
        fields = [
            "slug",
            "title",
            "organisation",
            "phase",
            "opens_at",
            "closes_at",
            "timezone",
            "round_count",
            "question_count",
            "time_limit_s",
            "participants",
            "is_simulated",
        ]

    def get_phase(self, contest: Contest) -> Phase:
        """What it is now."""
        return contest.phase(self.context["now"])

    def get_question_count(self, contest: Contest) -> int | None:
        """Questions of a sheet of the round that is open, or else the next."""
        paper = self._shown_round(contest).paper
        return paper.question_count if paper else None

    def get_time_limit_s(self, contest: Contest) -> int | None:
        """Seconds for a sheet of the round that is open, or else the next."""
        paper = self._shown_round(contest).paper
        return paper.time_limit_s if paper else None

    def get_participants(self, contest: Contest) -> int | None:
        """Participants as last published; null before the first count."""
        snapshot = newest_snapshot(contest.pk, audience=Audience.PUBLIC)
        return snapshot.counts["started"] if snapshot else None

    def get_round_count(self, contest: Contest) -> int:
        """How many rounds it has."""
        return len(contest.rounds.all())

    def _shown_round(self, contest: Contest) -> Round:
        return round_to_show(list(contest.rounds.all()), self.context["now"])


class ContestsByPhaseSerializer(serializers.Serializer[Any]):
    """Contests to take now, to come, and to look back at."""

    open = ContestCardSerializer(many=True)
    upcoming = ContestCardSerializer(many=True)
    finished = ContestCardSerializer(many=True)


class HomeSerializer(serializers.Serializer[Any]):
    """The home page."""

    campaign = CampaignSerializer(allow_null=True)
    contests = ContestsByPhaseSerializer()


class CampaignPageSerializer(serializers.Serializer[Any]):
    """A campaign with its contests."""

    campaign = CampaignSerializer()
    contests = ContestsByPhaseSerializer()
