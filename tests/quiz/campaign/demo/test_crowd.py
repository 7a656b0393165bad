"""Simulated people are made up, say so, and are the same every time."""

from collections import Counter

from quiz.campaign.demo.crowd import (
    PREFECTURE_WEIGHTS,
    Course,
    SimulatedPerson,
    simulated_name,
    simulated_person,
)


def test_a_number_is_always_the_same_person():
    assert simulated_person(7) == simulated_person(7)
    assert simulated_person(7) == SimulatedPerson(
        number=7,
        name="黄甲子（模拟）",
        prefecture="230100",
        county_draw=5823,
        organisation=None,
        birth_year=1984,
        skill=53,
        seconds_a_question=29,
        course=Course.FINISHED,
        takes_it_twice=False,
    )


def test_everybody_has_a_name_of_their_own_which_says_that_they_are_made_up():
    names = [simulated_name(number) for number in range(20_000)]
    assert len(set(names)) == len(names)
    assert all(name.endswith("（模拟）") for name in names)
    assert names[0] == "王甲子（模拟）"
    assert names[6_000] == "王甲子2（模拟）"


def test_people_live_everywhere_and_not_all_get_to_the_end():
    people = [simulated_person(number) for number in range(2_000)]
    assert {person.prefecture for person in people} == set(PREFECTURE_WEIGHTS)
    courses = Counter(person.course for person in people)
    assert 1_750 < courses[Course.FINISHED] < 1_880
    assert min(courses.values()) > 50
