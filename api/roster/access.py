"""Whose organisation it is: what somebody does not train does not exist for them."""

from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import Organisation, RoleKind, RosterEntry, RosterImport, Unit, User
from accounts.permissions import organisations_with_role
from api.permissions import IsTrainer

NO_STORE = {"Cache-Control": "private, no-store"}


class IsTrainerHere(IsTrainer):
    """As `IsTrainer`, for one organisation's addresses: to others there is nothing here."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the duty is there; raises Http404 for those who are signed in without it."""
        allowed = super().has_permission(request, view)
        if not allowed and isinstance(request.user, User):
            raise Http404
        return allowed


def trainer_of(request: Request) -> User:
    """Who asks; the permission let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101 - see above
    return request.user


def trained_organisations(request: Request) -> QuerySet[Organisation]:
    """Those whose people the sender looks after, with how many there are."""
    entries = RosterEntry.objects.filter(organisation=OuterRef("pk"))
    return organisations_with_role(trainer_of(request), RoleKind.TRAINER).annotate(
        people_here=_count(entries.filter(left_at__isnull=True)),
        people_left=_count(entries.filter(left_at__isnull=False)),
        unit_count=_count(Unit.objects.filter(organisation=OuterRef("pk"), depth__gt=1)),
    )


def _count(rows: QuerySet[RosterEntry] | QuerySet[Unit]) -> Coalesce:
    one = rows.order_by().values("organisation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def trained_organisation(request: Request, organisation_id: UUID) -> Organisation:
    """The organisation, if the sender trains it; 404 otherwise."""
    return get_object_or_404(trained_organisations(request), pk=organisation_id)


def roster_imports(request: Request) -> QuerySet[RosterImport]:
    """The rosters of organisations that the sender trains."""
    trained = organisations_with_role(trainer_of(request), RoleKind.TRAINER)
    imports = RosterImport.objects.filter(organisation__in=trained)
    return imports.select_related("organisation", "owner", "job")


def readable_roster(request: Request, import_id: UUID) -> RosterImport:
    """The import, if the sender trains its organisation; 404 otherwise."""
    return get_object_or_404(roster_imports(request), pk=import_id)
