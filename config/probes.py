"""What machines ask by address: they know no host name, speak plain HTTP and have no session.

So they are answered before anything looks at the host, redirects to HTTPS or writes a line for each
of their many questions.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from config.health import healthz, readyz
from config.metrics import metrics

View = Callable[[HttpRequest], HttpResponseBase]
PROBES: dict[str, View] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class ProbesMiddleware:
    """Answers probes, and lets everything else through."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return PROBES.get(request.path, self._get_response)(request)
