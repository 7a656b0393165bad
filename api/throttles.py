"""How often somebody may ask: rates as data, counted for an account rather than an address.

A whole office or a mobile carrier shares one address, so the address counts only for those who
have not signed in. Reads are cheap and not counted, unless a view names its own rate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from common import clock

if TYPE_CHECKING:
    from rest_framework.views import APIView


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in each window of so many seconds."""

    limit: int
    per_s: int


# A view names its rate with `throttle_scope`; a write without one falls under "write".
RATES: Mapping[str, Rate] = {
    "write": Rate(300, 60),
    # Far above what an honest answer page sends, or a lost network would lose answers.
    "save": Rate(1_200, 60),
    "start": Rate(60, 60),
    # A hall of guests shares one address.
    "guests": Rate(1_200, 600),
    "access_code": Rate(30, 600),
    "export": Rate(20, 600),
    "upload": Rate(60, 600),
    "preview": Rate(240, 60),
}
SAFE = ("GET", "HEAD", "OPTIONS")


def rate_of(scope: str) -> Rate:
    """The rate of a scope; `WANGAN_API_RATES` may set another, written `limit/seconds`."""
    written = settings.WANGAN_API_RATES.get(scope)
    if written is None:
        return RATES[scope]
    limit, _slash, per_s = written.partition("/")
    return Rate(int(limit), int(per_s))


class AccountThrottle(BaseThrottle):
    """Counts in windows aligned to the clock, which costs one number in the cache."""

    wait_s: int | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count this request, and say whether it is still within its rate."""
        scope = getattr(view, "throttle_scope", None) or (
            None if request.method in SAFE else "write"
        )
        if scope is None:
            return True
        rate = rate_of(scope)
        second = int(clock.now().timestamp())
        window, elapsed_s = divmod(second, rate.per_s)
        key = f"api:rate:{scope}:{self._who(request)}:{window}"
        if cache.add(key, 1, rate.per_s):
            return True
        try:
            count = cache.incr(key)
        except ValueError:
            # The window ended, or the cache dropped it, between the two calls.
            return True
        if count <= rate.limit:
            return True
        self.wait_s = rate.per_s - elapsed_s
        headers = rate_headers(scope, rate, self.wait_s)
        request.rate_headers = headers  # type: ignore[attr-defined]  # for the refusal's handler
        return False

    def wait(self) -> float | None:
        """Seconds until the window ends."""
        return self.wait_s

    def _who(self, request: Request) -> str:
        if request.user is not None and request.user.is_authenticated:
            return f"u{request.user.pk}"
        return f"a{network_asking(request)}"


def rate_headers(scope: str, rate: Rate, wait_s: int) -> dict[str, str]:
    """What a refused request is told of a rate that is used up for `wait_s` seconds."""
    return {
        "RateLimit-Policy": f'"{scope}";q={rate.limit};w={rate.per_s}',
        "RateLimit": f'"{scope}";r=0;t={wait_s}',
    }


def network_asking(request: Request) -> str:
    """The network a request comes from."""
    return network_of(BaseThrottle().get_ident(request))


def network_of(address: str) -> str:
    """The address, or the /64 around one of IPv6: there, one customer owns a whole network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
