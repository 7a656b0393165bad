"""The topics of a bank: counted for those who compose, ordered by those who write."""

from http import HTTPStatus
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import (
    NO_STORE,
    editable_bank,
    organiser_of,
    refuse_unless_editable,
    usable_bank,
)
from api.bank.bank_examples import (
    MERGE_TOPIC,
    NEW_TOPIC,
    TOPIC_CHANGES,
    TOPICS,
    TOPICS_SIDE_BY_SIDE,
    TOPICS_WITH_NEW,
)
from api.bank.serializers import TopicsSerializer
from api.bank.writing_serializers import (
    MergeTopicSerializer,
    NewTopicSerializer,
    TopicChangesSerializer,
)
from api.permissions import IsOrganiser
from api.schema.problems import problem
from common import clock
from quiz.bank.access import usable_banks
from quiz.bank.models import Bank, Topic
from quiz.bank.queries import topic_supply
from quiz.bank.topic_tree import change_topic, create_topic, delete_topic, merge_topic

_MISPLACED = problem("topic_in_circle", "topic_too_deep")


class BankTopics(APIView):
    """The topics of a bank, with how many questions each holds by type and difficulty."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_banks_topics_retrieve",
        responses=TopicsSerializer,
        examples=[TOPICS],
    )
    def get(self, request: Request, bank_id: UUID) -> Response:
        """All topics in order, with what is published of each.

        A topic counts its own questions, not those of topics below it.
        """
        return _topics_response(usable_bank(request, bank_id))

    @extend_schema(
        operation_id="organise_banks_topics_create",
        request=NewTopicSerializer,
        responses={201: TopicsSerializer, 409: problem("topic_too_deep")},
        examples=[NEW_TOPIC, TOPICS_WITH_NEW],
    )
    def post(self, request: Request, bank_id: UUID) -> Response:
        """Add a topic; the answer is the whole tree."""
        bank = editable_bank(request, bank_id)
        given = NewTopicSerializer(data=request.data, context={"bank": bank})
        given.is_valid(raise_exception=True)
        by = organiser_of(request)
        create_topic(bank=bank, by=by, now=clock.now(), **given.validated_data)
        return _topics_response(bank, status=HTTPStatus.CREATED)


class TopicDetail(APIView):
    """One topic."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_topics_update",
        request=TopicChangesSerializer,
        responses={200: TopicsSerializer, 409: _MISPLACED},
        examples=[TOPIC_CHANGES, TOPICS_SIDE_BY_SIDE],
    )
    def patch(self, request: Request, topic_id: UUID) -> Response:
        """Rename a topic, or move it with all below it; the answer is the whole tree."""
        topic = _topic(request, topic_id)
        given = TopicChangesSerializer(data=request.data, context={"bank": topic.bank})
        given.is_valid(raise_exception=True)
        change_topic(
            topic=topic,
            changes=dict(given.validated_data),  # type: ignore[arg-type]  # its fields are the keys
            by=organiser_of(request),
            now=clock.now(),
        )
        return _topics_response(topic.bank)

    @extend_schema(
        operation_id="organise_topics_destroy",
        responses={204: None, 409: problem("topic_not_empty")},
    )
    def delete(self, request: Request, topic_id: UUID) -> Response:
        """Delete an empty topic."""
        topic = _topic(request, topic_id)
        delete_topic(topic=topic, by=organiser_of(request), now=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class MergeTopic(APIView):
    """Two topics that are one."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_topics_merge",
        request=MergeTopicSerializer,
        responses={200: TopicsSerializer, 409: _MISPLACED},
        examples=[MERGE_TOPIC, TOPICS],
    )
    def post(self, request: Request, topic_id: UUID) -> Response:
        """Move what a topic holds into another one and delete it; the answer is the whole tree."""
        topic = _topic(request, topic_id)
        given = MergeTopicSerializer(data=request.data, context={"bank": topic.bank})
        given.is_valid(raise_exception=True)
        into = given.validated_data["into"]
        merge_topic(topic=topic, into=into, by=organiser_of(request), now=clock.now())
        return _topics_response(topic.bank)


def _topic(request: Request, topic_id: UUID) -> Topic:
    """The topic, if the sender may write in its bank; else 403 or 404."""
    usable = Topic.objects.filter(bank__in=usable_banks(organiser_of(request)))
    topic = get_object_or_404(usable.select_related("bank"), pk=topic_id)
    refuse_unless_editable(request, topic.bank)
    return topic


def _topics_response(bank: Bank, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    topics = [
        {
            "id": found.topic.id,
            "parent": found.topic.parent_id,
            "slug": found.topic.slug,
            "name": found.topic.name,
            "total": found.total,
            "counts": [
                {"type": question_type, "difficulty": difficulty, "count": count}
                for (question_type, difficulty), count in sorted(found.counts.items())
            ],
        }
        for found in topic_supply(bank_id=bank.id)
    ]
    return Response(TopicsSerializer({"topics": topics}).data, status=status, headers=NO_STORE)
