"""Examples of this room's answers, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from api.contests.examples import CARD

_CAMPAIGN: dict[str, Any] = {
    "slug": "longjiang-clean-net",
    "title": "Longjiang Clean Net campaign",
    "summary": "A campaign of Heilongjiang province for a cleaner internet.",
    "year": 2019,
    "is_simulated": False,
    "figures": [
        {
            "label": "Participants in the network safety contest",
            "wording": "over 100,000",
            "lower_bound": 100_000,
            "upper_bound": None,
            "unit": "people",
            "source": "龍江凈網行動最新進展",
            "source_publisher": "",
            "source_year": 2019,
            "source_url": None,
            "counted_as": "participants",
        }
    ],
    "participation": {
        "registered": 1302,
        "started": 1280,
        "finished": 1251,
        "passed": 1007,
        "simulated": 1280,
        "as_of": "2026-09-14T09:20:00Z",
    },
}
_PAGE = {
    "campaign": _CAMPAIGN,
    "contests": {"open": [CARD.value], "upcoming": [], "finished": []},
}

HOME = OpenApiExample("One campaign, one open contest", response_only=True, value=_PAGE)
CAMPAIGN = OpenApiExample("With one open contest", response_only=True, value=_PAGE)
