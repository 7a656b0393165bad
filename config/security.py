"""The content security policy: strict on our pages, looser where other people's pages are shown."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LOOSER_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}


class PolicyByPathMiddleware(CSPMiddleware):
    """Send the policy of the settings, or the looser one under `LOOSER_CSP_PREFIXES`."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Choose the policy by the path, then let django-csp write the header."""
        if request.path.startswith(settings.LOOSER_CSP_PREFIXES):
            response._csp_config = LOOSER_POLICY  # type: ignore[attr-defined]  # django-csp's hook
        return super().process_response(request, response)
