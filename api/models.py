"""What the API itself remembers: creating requests that may come twice."""

from django.conf import settings
from django.db import models

from common.ids import uuid7


class IdempotencyKey(models.Model):
    """A creating request of somebody's, known by the key that the client gave it.

    Without a status the request is being carried out now, or its process died before anything
    was committed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    route = models.CharField(max_length=300)
    key = models.CharField(max_length=200)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=300, blank=True)
    body = models.BinaryField(default=b"")
    claimed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "route", "key"], name="api_one_request_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
