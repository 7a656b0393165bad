"""A browser that talks to allauth's headless API as our pages do."""

import re
from typing import Any

from django.test import Client

from common.models import Channel, OutboxMessage
from common.outbox import read_body

ROOT = "/_allauth/browser/v1"


class Browser:
    """Keeps cookies, sends the CSRF token, and reads the newest code that was sent to somebody."""

    def __init__(self, language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE=language)
        self.client.get(f"{ROOT}/config")

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One request; the answer's JSON with its status, which allauth puts into it."""
        token = self.client.cookies["csrftoken"].value
        request = getattr(self.client, method)
        address = path if path.startswith("/api") else f"{ROOT}{path}"
        response = request(
            address, body or {}, content_type="application/json", headers={"X-CSRFToken": token}
        )
        return response.json()

    def get(self, path: str) -> Any:
        return self.client.get(path if path.startswith("/api") else f"{ROOT}{path}").json()

    def post(self, path: str, **body: Any) -> Any:
        return self.send("post", path, body)

    def is_signed_in(self) -> bool:
        return bool(self.get("/auth/session")["meta"]["is_authenticated"])


def pending(answer: Any) -> list[str]:
    """What allauth says is still to be done before somebody is signed in."""
    return [flow["id"] for flow in answer["data"]["flows"] if flow.get("is_pending")]


def error_codes(answer: Any) -> list[tuple[str | None, str]]:
    return [(error.get("param"), error["code"]) for error in answer["errors"]]


def newest_message(recipient: str, channel: Channel | None = None) -> OutboxMessage:
    messages = OutboxMessage.objects.filter(recipient=recipient)
    if channel is not None:
        messages = messages.filter(channel=channel)
    return messages.latest("created_at", "id")


def newest_code(recipient: str) -> str:
    """The six digits last sent to an address or number."""
    found = re.search(r"\b\d{6}\b", read_body(newest_message(recipient)))
    assert found, f"no code for {recipient}"
    return found.group()
