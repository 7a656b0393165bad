"""The audit trail: what was decided about other people's results, and by whom."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from common.models import AuditEvent

__all__ = ["AuditEvent", "record_event"]


def record_event(
    *,
    actor: Model | None,
    action: str,
    subject: Model,
    now: datetime,
    organisation_id: UUID | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Add one event to the trail, in the caller's transaction.

    `action` is a verb in the past, such as `contest_published`; `actor` is None when the platform
    acted by itself. `before` and `after` hold only what changed, as plain JSON values.
    """
    return AuditEvent.objects.create(
        at=now,
        actor_id=actor.pk if actor is not None else None,
        actor_name=str(actor)[:60] if actor is not None else "",
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        organisation_id=organisation_id,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
    )
