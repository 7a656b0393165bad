"""The campaign 龙江净网行动 of 2019, with exactly the numbers that its report gives."""

from datetime import datetime

from common.text import LocalisedText
from quiz.campaign.models import Campaign, CountedAs
from quiz.campaign.reporting import ReportedFigure, feature_campaign, report_figures

SLUG = "longjiang-clean-net"
SOURCE = "龍江凈網行動最新進展"
YEAR = 2019
TITLE: LocalisedText = {"zh-Hans": "龙江净网行动", "en": "Longjiang Clean Net campaign"}
SUMMARY: LocalisedText = {
    "zh-Hans": (
        "黑龙江省开展的净化网络环境专项行动：清理违法和不良信息，打击网络犯罪，整改安全隐患，"
        "并通过知识竞赛、讲座和志愿宣传，把网络安全知识送到居民身边。"
    ),
    "en": (
        "A campaign of Heilongjiang province for a cleaner internet: removing illegal and harmful "
        "content, fighting online crime, putting security risks right, and bringing network "
        "safety to residents through a knowledge contest, lectures and volunteers."
    ),
}

ITEMS: LocalisedText = {"zh-Hans": "条", "en": "items"}
SITES: LocalisedText = {"zh-Hans": "家", "en": "sites"}
CASES: LocalisedText = {"zh-Hans": "起", "en": "cases"}
PEOPLE: LocalisedText = {"zh-Hans": "人", "en": "people"}
PLACES: LocalisedText = {"zh-Hans": "处", "en": "risks"}
YUAN: LocalisedText = {"zh-Hans": "元", "en": "yuan"}


def _figure(  # noqa: PLR0917 - a table reads better without the names on every row
    chinese: str,
    english: str,
    wording: str,
    wording_english: str,
    lower_bound: int,
    unit: LocalisedText,
    counted_as: CountedAs | None = None,
) -> ReportedFigure:
    return ReportedFigure(
        label={"zh-Hans": chinese, "en": english},
        wording={"zh-Hans": wording, "en": wording_english},
        lower_bound=lower_bound,
        unit=unit,
        source_title=SOURCE,
        source_year=YEAR,
        counted_as=counted_as,
    )


FIGURES = (
    _figure(
        "清理违法和不良信息",
        "Illegal and harmful content removed",
        "10万余",
        "over 100,000",
        100_000,
        ITEMS,
    ),
    _figure(
        "查处违法违规网站及平台",
        "Websites and platforms penalised for breaking rules",
        "100余",
        "over 100",
        100,
        SITES,
    ),
    _figure("破获各类网络犯罪案件", "Cybercrime cases solved", "500余", "over 500", 500, CASES),
    _figure("抓获犯罪嫌疑人", "Suspects caught", "600余", "over 600", 600, PEOPLE),
    _figure("清理有害信息", "Harmful posts removed", "1000余", "over 1,000", 1_000, ITEMS),
    _figure("关闭违法违规网站", "Illegal websites shut down", "100余", "over 100", 100, SITES),
    _figure(
        "网络黑灰产业链案抓获",
        "Caught in cases of online black-market chains",
        "20余",
        "over 20",
        20,
        PEOPLE,
    ),
    _figure(
        "网络黑灰产业链案涉案金额",
        "Sum involved in cases of online black-market chains",
        "数百万",
        "several million",
        # 数百万 is more than one million; how much more, the report does not say.
        1_000_000,
        YUAN,
    ),
    _figure(
        "发现并整改网络安全隐患",
        "Network security risks found and put right",
        "200余",
        "over 200",
        200,
        PLACES,
    ),
    _figure(
        "网络安全知识竞赛参与人数",
        "Participants in the network safety contest",
        "10万余",
        "over 100,000",
        100_000,
        PEOPLE,
        CountedAs.PARTICIPANTS,
    ),
)


def make_campaign(*, now: datetime) -> Campaign:
    """The campaign with its figures, on the home page; bringing it up to date if it is there."""
    campaign, _created = Campaign.objects.update_or_create(
        slug=SLUG,
        defaults={"title": TITLE, "summary": SUMMARY, "year": YEAR},
        create_defaults={
            "title": TITLE,
            "summary": SUMMARY,
            "year": YEAR,
            "created_at": now,
        },
    )
    report_figures(campaign=campaign, figures=FIGURES)
    feature_campaign(campaign=campaign)
    return campaign
