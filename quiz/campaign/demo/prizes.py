"""The prizes of the demo's contests."""

from common.text import LocalisedText
from quiz.contest.enums import DrawAmong, PrizeKind
from quiz.contest.offering import PrizeSettings


def _for_places(title: LocalisedText, first: int, last: int) -> PrizeSettings:
    return {
        "title": title,
        "kind": PrizeKind.PLACE.value,
        "from_place": first,
        "to_place": last,
    }


BY_PLACE = (
    _for_places({"zh-Hans": "一等奖", "en": "First prize"}, 1, 10),
    _for_places({"zh-Hans": "二等奖", "en": "Second prize"}, 11, 30),
    _for_places({"zh-Hans": "三等奖", "en": "Third prize"}, 31, 60),
)
_LUCKY: PrizeSettings = {
    "title": {"zh-Hans": "幸运奖", "en": "Lucky prize"},
    "kind": PrizeKind.DRAW.value,
    "among": DrawAmong.PASSED.value,
    "count": 50,
}
BY_PLACE_AND_LOT = (*BY_PLACE, _LUCKY)
