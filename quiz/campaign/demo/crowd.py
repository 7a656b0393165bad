"""Simulated people: who they are, how much they know, and how they take a contest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count

from quiz.campaign.demo.dice import Dice
from quiz.campaign.demo.people import ORGANISATIONS

_WHO, _HOW = 0x57484F, 0x484F57

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = 60

# Roughly how many of a hundred people of the province live in each prefecture.
PREFECTURE_WEIGHTS = {
    "230100": 31,
    "230200": 13,
    "230300": 5,
    "230400": 3,
    "230500": 4,
    "230600": 9,
    "230700": 3,
    "230800": 7,
    "230900": 2,
    "231000": 7,
    "231100": 4,
    "231200": 11,
    "232700": 1,
}


class Course(Enum):
    """What became of somebody in the contest."""

    FINISHED = auto()
    LEFT = auto()
    """Started, answered some questions, and never handed the sheet in."""
    ONLY_REGISTERED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPerson:
    """One made-up person; everything follows from the number."""

    number: int
    name: str
    prefecture: str
    county_draw: int
    """Which of the prefecture's counties, as a number to be taken modulo how many there are."""
    organisation: int | None
    """The place in `ORGANISATIONS`."""
    birth_year: int
    skill: int
    """How often, of a hundred times, somebody knows the answer to a question of medium weight."""
    seconds_a_question: int
    course: Course
    takes_it_twice: bool


def simulated_people(participants: int) -> Iterator[SimulatedPerson]:
    """People in the order of their numbers, until so many of them have started."""
    for number in count():
        if not participants:
            return
        person = simulated_person(number)
        participants -= person.course is not Course.ONLY_REGISTERED
        yield person


def simulated_person(number: int) -> SimulatedPerson:
    """The person of that number, the same every time."""
    who, how = Dice(_WHO, number), Dice(_HOW, number)
    prefectures = tuple(PREFECTURE_WEIGHTS)
    member = who.chance(30)
    course = Course.FINISHED
    if how.chance(4):
        course = Course.ONLY_REGISTERED
    elif how.chance(5):
        course = Course.LEFT
    return SimulatedPerson(
        number=number,
        name=simulated_name(number),
        prefecture=prefectures[who.weighted(tuple(PREFECTURE_WEIGHTS.values()))],
        county_draw=who.between(0, 9_999),
        organisation=who.weighted([o.share for o in ORGANISATIONS]) if member else None,
        birth_year=who.bell(1945, 2008),
        skill=how.bell(40, 99),
        seconds_a_question=how.bell(8, 52),
        course=course,
        takes_it_twice=course is Course.FINISHED and how.chance(12),
    )


def simulated_name(number: int) -> str:
    """A surname and a pair of the sexagenary cycle, which nobody is called; says it is made up."""
    round_, place = divmod(number, len(SURNAMES) * _CYCLE)
    pair, surname = divmod(place, len(SURNAMES))
    name = SURNAMES[surname] + STEMS[pair % len(STEMS)] + BRANCHES[pair % len(BRANCHES)]
    return f"{name}{round_ + 1 if round_ else ''}（模拟）"
