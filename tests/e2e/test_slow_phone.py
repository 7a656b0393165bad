"""The answer page on an old phone over a poor network: bytes, requests and the first question."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import NewPhone, open_contest
from tests.e2e.site import Site

MOST_SCRIPT_BYTES = 16 * 1024
MOST_LATER_BYTES = 2560
"""What a sheet with rarer questions may load besides."""
COMMON = ["single", "multiple", "true_false", "blank"]
MOST_BYTES = 40 * 1024
MOST_REQUESTS = 12
MOST_SECONDS = 3.0
HEADER_BYTES = 300

POOR_NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50 * 1024,
    "uploadThroughput": 50 * 1024,
}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(
    ("types", "most_script"),
    [(COMMON, MOST_SCRIPT_BYTES), (None, MOST_SCRIPT_BYTES + MOST_LATER_BYTES)],
    ids=["common", "all"],
)
def test_the_answer_page_keeps_to_its_budget(
    site: Site,
    new_phone: NewPhone,
    username: str,
    language: str,
    types: list[str] | None,
    most_script: int,
) -> None:
    page = new_phone(username, language=language).new_page()
    session = watched(page)
    sizes: dict[str, int] = {}
    paths: dict[str, str] = {}
    session.on(
        "Network.responseReceived",
        lambda event: paths.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    visit(site, page, username, types)
    page.wait_for_load_state("networkidle")
    loaded = [(paths[request].rpartition("/")[2], size) for request, size in sizes.items()]
    script = sum(size for name, size in loaded if name.endswith(".js"))
    total = sum(size for _, size in loaded)
    print(*loaded, f"{len(loaded)} requests, {total} bytes, {script} of them script", sep="\n")
    assert len(loaded) <= MOST_REQUESTS
    # What the headers of a response cost is not the script's.
    assert script <= most_script + HEADER_BYTES * len(loaded)
    assert total <= MOST_BYTES


@pytest.mark.parametrize("types", [COMMON, ["ordering"]], ids=["common", "rare"])
def test_the_first_question_comes_soon(
    site: Site, new_phone: NewPhone, username: str, types: list[str]
) -> None:
    # The machine that runs the tests has other things to do, too: the best of three counts.
    fastest = min(first_question_after(site, new_phone, username, types) for _ in range(3))
    print(f"first question after {fastest:.2f} s")
    assert fastest <= MOST_SECONDS


def first_question_after(site: Site, new_phone: NewPhone, username: str, types: list[str]) -> float:
    """Seconds until the first question can be tapped, on a phone that was never here."""
    page = new_phone(username).new_page()
    session = watched(page)
    session.send("Network.emulateNetworkConditions", POOR_NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.add_init_script(
        """new MutationObserver((_, observer) => {
          if (document.querySelector('.question :is(input, select, button):enabled')) {
            window.tappableAt = performance.now();
            observer.disconnect();
          }
        }).observe(document, {childList: true, subtree: true});"""
    )
    visit(site, page, username, types)
    tappable_at: float = page.evaluate("window.tappableAt")
    page.close()
    return tappable_at / 1000


def test_the_pages_of_a_contest_are_small_too(site: Site, phone: Page) -> None:
    session = watched(phone)
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    slug = open_contest(site, questions=2)
    phone.goto(f"/contests/{slug}")
    expect(phone.get_by_role("heading", name="Rules")).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert sum(received) <= 60 * 1024


def watched(page: Page) -> CDPSession:
    """A page whose network is watched."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session


def visit(site: Site, page: Page, username: str, types: list[str] | None) -> None:
    """Open an attempt of 20 questions of these types, or all, and wait for the first."""
    slug = open_contest(site, questions=20, types=types)
    attempt = site.do("begin", slug=slug, username=username)["id"]
    page.goto(f"/attempts/{attempt}", wait_until="commit")
    expect(page.locator(".question")).to_be_visible(timeout=20_000)
