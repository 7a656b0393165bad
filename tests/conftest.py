"""What every test may use: an empty cache, a fixed moment, and the fixed cast."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from hypothesis import settings as hypothesis_settings
from rest_framework.test import APIClient

from accounts.models import Organisation, Region, RoleKind, Unit, User
from accounts.organisations import give_role, join_unit, root_unit
from common.batcher import stop_batchers
from tests.cast import make_organisation, make_regions, make_user

# The same examples every time, and no verdict on how fast the machine is.
hypothesis_settings.load_profile("ci")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let no writer of a batch hold on to the test database when it is dropped."""
    yield
    stop_batchers()


@pytest.fixture(autouse=True)
def _an_empty_cache() -> Iterator[None]:
    """Let no test see what another one cached."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """The moment at which everything happens, unless a test says otherwise."""
    return datetime(2026, 9, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def time_machine_at(now: datetime) -> Iterator[time_machine.Traveller]:
    """Stop the clock of the whole process at `now`; `time_machine_at.shift(seconds)` moves it."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def regions(db: None) -> dict[str, Region]:
    """A province, two prefectures and a county of each, by code."""
    return make_regions()


@pytest.fixture
def organisation(regions: dict[str, Region]) -> Organisation:
    """The organisation that the cast works for, in Harbin, with a declared head count of 40."""
    return make_organisation("cleannet", region=regions["230100"], headcount_declared=40)


@pytest.fixture
def unit(organisation: Organisation) -> Unit:
    """The organisation's unit that the manager manages."""
    return root_unit(organisation).add_division(name={"zh-Hans": "财务部", "en": "Finance"})


@pytest.fixture
def resident(regions: dict[str, Region]) -> User:
    """Somebody from Daoli district who belongs to nothing."""
    return make_user("resident", display_name="张伟", region_id="230102")


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody else, to whom nothing of the others belongs."""
    return make_user("stranger", display_name="李娜")


@pytest.fixture
def organiser(organisation: Organisation) -> User:
    """Who runs the organisation's contests."""
    user = make_user("organiser", display_name="王芳")
    join_unit(user=user, unit=root_unit(organisation), is_primary=True)
    give_role(user=user, kind=RoleKind.ORGANISER, organisation=organisation)
    return user


@pytest.fixture
def trainer(organisation: Organisation) -> User:
    """Who trains the organisation's people, without belonging to it."""
    user = make_user("trainer", display_name="刘洋")
    give_role(user=user, kind=RoleKind.TRAINER, organisation=organisation)
    return user


@pytest.fixture
def manager(unit: Unit) -> User:
    """Who answers for one unit of the organisation and what is below it."""
    user = make_user("manager", display_name="陈静")
    join_unit(user=user, unit=unit, is_primary=True)
    give_role(user=user, kind=RoleKind.MANAGER, unit=unit)
    return user


@pytest.fixture
def staff(db: None) -> User:
    """Staff of the platform."""
    return make_user("staff", display_name="赵磊", is_staff=True, is_superuser=True)


@pytest.fixture
def browser() -> Client:
    """A browser that nobody has signed in with, and that checks CSRF as a real one would."""
    return Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def api() -> APIClient:
    """An API client that reads English; `api.force_authenticate(user)` makes it somebody's."""
    return APIClient(HTTP_ACCEPT_LANGUAGE="en")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can be run again on the other one."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("storage")
