"""What a roster would do is decided without a database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import RosterAction
from accounts.roster.plan import KnownPerson, Roster, RosterOptions, RosterPlan
from accounts.roster.planning import plan_roster
from common.ids import uuid7
from tests.accounts.roster.tables import make_roster, reading_of, unit_id

MAKING = RosterOptions(create_units=True)
LEAVING = RosterOptions(create_units=True, absent_leave=True)


def sun_li(**fields) -> KnownPerson:
    return KnownPerson(user_id=uuid7(), **{"number": "1", "name": "孙丽"} | fields)


def plan(*rows, roster: Roster | None = None, options: RosterOptions = MAKING) -> RosterPlan:
    return plan_roster(reading=reading_of(*rows), roster=roster or make_roster(), options=options)


def actions(planned: RosterPlan) -> list[str]:
    return [item.action.value for item in planned.items]


def codes(planned: RosterPlan) -> list[list[str]]:
    return [[fault.code for fault in item.faults] for item in planned.items]


def carried_out(roster: Roster, planned: RosterPlan) -> Roster:
    """The organisation as it would be afterwards."""
    people = {person.user_id: person for person in roster.people}
    for item in planned.items:
        if item.person is not None:
            known = item.known or KnownPerson(user_id=uuid7())
            person = item.person
            people[known.user_id] = replace(
                known,
                is_listed=True,
                number=person.number,
                name=person.name,
                email=person.email,
                phone=person.phone,
                units=person.units,
                manages=person.manages,
                has_left=person.has_left,
            )
    for unit in planned.new_units:
        unit.is_new = False
    return Roster(units=(*roster.units, *planned.new_units), people=tuple(people.values()))


def test_new_people_bring_their_units():
    planned = plan(("1", "孙丽", "龙江电力/技术部/运维组"), ("2", "周强", "技术部"))
    assert actions(planned) == ["create", "create"]
    assert ["/".join(unit.path) for unit in planned.new_units] == ["技术部", "技术部/运维组"]
    assert planned.items[0].unit_paths == ("技术部/运维组",)


def test_units_that_are_not_there_are_errors_unless_they_may_be_made():
    roster = make_roster(units=["技术部"])
    planned = plan(
        ("1", "孙丽", "技术部/运维组"), ("2", "周强", "技术部"), roster=roster,
        options=RosterOptions(),
    )  # fmt: skip
    assert (actions(planned), codes(planned)) == (["error", "create"], [["unit_unknown"], []])
    assert "运维组" in str(planned.items[0].faults[0].message)
    assert planned.new_units == []


def test_rows_that_are_not_written_make_no_units():
    planned = plan(("1", "孙丽", "技术部"), ("1", "周强", "财务部"), ("2", "", "工会"))
    assert actions(planned) == ["error", "error", "error"]
    assert codes(planned) == [["person_repeated"], ["person_repeated"], ["name_missing"]]
    assert planned.new_units == []


def test_without_anything_to_find_them_by_nobody_is_new():
    assert codes(plan(("", "孙丽", ""))) == [["person_unidentified"]]


def test_a_change_is_told_with_before_and_after():
    roster = make_roster(units=["技术部", "技术部/运维组"])
    known = sun_li(units=(unit_id(roster, "技术部"),))
    roster = replace(roster, people=(known,))
    planned = plan(("1", "孙丽", "技术部/运维组", "", "是"), roster=roster)
    told = [(change.field, change.before, change.after) for change in planned.items[0].changes]
    assert actions(planned) == ["update"]
    assert told == [("units", "技术部", "技术部/运维组"), ("manages", "", "技术部/运维组")]


def test_the_row_of_somebody_found_by_another_mark_is_the_same_person():
    roster = make_roster(sun_li(email="sun@example.com"), sun_li(number="2", name="周强"))
    planned = plan(("1", "孙丽", ""), ("", "孙丽", "", "", "", "sun@example.com"), roster=roster)
    assert codes(planned) == [["person_repeated"], ["person_repeated"]]


def test_an_address_of_somebody_else_is_refused():
    roster = make_roster(sun_li(email="sun@example.com"))
    planned = plan(("2", "周强", "", "", "", "sun@example.com"), roster=roster)
    assert codes(planned) == [["contact_taken"]]


def test_who_left_lets_go_of_the_address():
    roster = make_roster(sun_li(email="desk@example.com", has_left=True))
    planned = plan(("2", "周强", "", "", "", "desk@example.com"), roster=roster)
    assert actions(planned) == ["create"]
    again = plan(("2", "周强", "", "", "", "desk@example.com"), ("1", "孙丽", ""), roster=roster)
    assert codes(again) == [[], ["contact_taken"]]


def test_absent_people_leave_only_when_asked_and_only_those_of_the_roster():
    listed, member = sun_li(), sun_li(number="", name="王芳", is_listed=False)
    roster = make_roster(listed, member)
    row = ("2", "周强", "")
    assert actions(plan(row, roster=roster)) == ["create"]
    planned = plan(row, roster=roster, options=LEAVING)
    assert actions(planned) == ["create", "leaves"]
    assert planned.items[1].known == listed


def test_nobody_leaves_while_a_row_is_wrong():
    planned = plan(("", "周强", ""), roster=make_roster(sun_li()), options=LEAVING)
    assert actions(planned) == ["error"]
    assert [fault.code for fault in planned.warnings] == ["leaving_held_back"]


def test_somebody_leaves_and_comes_back():
    roster = make_roster(sun_li())
    gone = plan(("1", "孙丽", "", "", "", "", "", "离职"), roster=roster)
    assert actions(gone) == ["leaves"]
    left = carried_out(roster, gone)
    assert actions(plan(("1", "", "", "", "", "", "", "离职"), roster=left)) == ["unchanged"]
    back = plan(("1", "孙丽", "技术部"), roster=left)
    assert actions(back) == ["update"]
    assert "returns" in [change.field for change in back.items[0].changes]


def test_the_primary_unit_of_another_organisation_is_left_alone():
    roster = make_roster(units=["技术部", "财务部"])
    ids = unit_id(roster, "财务部"), unit_id(roster, "技术部")
    roster = replace(roster, people=(sun_li(units=ids, counts_elsewhere=True),))
    assert actions(plan(("1", "孙丽", "技术部;财务部"), roster=roster)) == ["unchanged"]


PATHS = st.lists(
    st.sampled_from(["技术部", "技术部/运维组", "财务部", "龙江电力"]), max_size=3
).map(";".join)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3", "4"]),
        st.sampled_from(["", "孙丽", "周强", "=1+1"]),
        PATHS,
        PATHS,
        st.sampled_from(["", "是", "否", "财务部"]),
        st.sampled_from(["", "a@example.com", "b@example.com", "x"]),
        st.sampled_from(["", "13800138000", "13900139000"]),
        st.sampled_from(["", "在职", "离职"]),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("options", [RosterOptions(), MAKING, LEAVING])
@given(first=ROWS, second=ROWS)
def test_the_same_file_twice_changes_nothing(options, first, second):
    roster = make_roster(units=["财务部"])
    roster = carried_out(roster, plan(*first, roster=roster))
    planned = plan(*second, roster=roster, options=options)
    after = carried_out(roster, planned)
    again = plan(*second, roster=after, options=options)
    assert again.new_units == []
    written = {item.number for item in planned.items if item.person is not None}
    for item in again.items:
        if item.number in written:
            assert item.action is RosterAction.UNCHANGED, item.changes


@given(first=ROWS, second=ROWS)
def test_nobody_is_lost_and_no_mark_is_given_twice(first, second):
    roster = make_roster()
    for rows in (first, second):
        before = {person.user_id for person in roster.people}
        roster = carried_out(roster, plan(*rows, roster=roster, options=LEAVING))
        assert before <= {person.user_id for person in roster.people}
        here = [person for person in roster.people if not person.has_left]
        for marks in (
            [person.number for person in roster.people],
            [person.email for person in here],
            [person.phone for person in here],
        ):
            given_out = [mark for mark in marks if mark]
            assert len(given_out) == len(set(given_out))
