"""A real server, a real browser, and people to sit in front of it."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.cast import PASSWORD
from tests.e2e.desk import SCREEN, Desk
from tests.e2e.site import Site, chromium_path, running_site

PHONE = {"width": 360, "height": 740}

_numbers = count(1)

NewPhone = Callable[..., BrowserContext]
NewDesk = Callable[..., Desk]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in here is a browser test."""
    for item in items:
        if "/e2e/" in item.path.as_posix():
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, started once."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
    )
    yield browser
    browser.close()


@pytest.fixture
def new_phone(site: Site, chromium: Browser) -> Iterator[NewPhone]:
    """Makes phones that share nothing; whatever a page complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(
        username: str | None = None, language: str = "en", **options: object
    ) -> BrowserContext:
        context = chromium.new_context(
            **{"viewport": PHONE, "locale": language, "base_url": site.url, **options}  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        if username is not None:
            site.do("person", username=username, display_name="张伟", region_id="230102")
            sign_in(context, username)
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def username() -> str:
    """A resident of this test's own."""
    return f"resident-{next(_numbers)}"


@pytest.fixture
def phone(new_phone: NewPhone, username: str) -> Page:
    """A phone on which the resident is signed in."""
    return new_phone(username).new_page()


@pytest.fixture
def new_desk(site: Site, new_phone: NewPhone) -> NewDesk:
    """Makes desks of organisers: `new_desk("li-na")`."""

    def make(username: str, **options: object) -> Desk:
        context = new_phone(username, viewport=SCREEN, **options)
        # After the sign-in, or that would ask for the second factor.
        site.do("make_organiser", username=username)
        return Desk(context.new_page())

    return make


@pytest.fixture
def desk(new_desk: NewDesk, username: str) -> Desk:
    """The desk of an organiser of this test's own."""
    return new_desk(f"organiser-{username}")


@pytest.fixture
def contest(site: Site) -> str:
    """The slug of an open contest of this test's own: 20 questions in 20 minutes."""
    return open_contest(site)


def sign_in(context: BrowserContext, username: str) -> None:
    """Sign somebody in on this phone, as the sign-in page does."""
    context.request.get("/api/v1/me")
    token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")
    reply = context.request.post(
        "/_allauth/browser/v1/auth/login",
        data={"username": username, "password": PASSWORD},
        headers={"X-CSRFToken": token},
    )
    assert reply.ok, reply.text()


def open_contest(site: Site, **settings: object) -> str:
    """Open another contest; settings as in `stage.open_contest`."""
    slug = f"contest-{next(_numbers)}"
    site.do("open_contest", slug=slug, **settings)
    return slug
