"""Signing up, in and out, one's profile, and how pages look, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import PASSWORD
from tests.e2e.conftest import NewPhone
from tests.e2e.site import Site, axe_source

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visitor(new_phone: NewPhone) -> Page:
    """A phone on which nobody is signed in."""
    return new_phone().new_page()


def sign_in(page: Page, identifier: str, password: str = PASSWORD) -> None:
    page.get_by_label("Mobile number, e-mail address or username").fill(identifier)
    page.get_by_label("Password").fill(password)
    page.locator("main form button").first.click()


def test_somebody_signs_up_by_phone_with_the_code_that_was_sent(visitor: Page, site: Site) -> None:
    visitor.goto("/sign-up?next=/profile")
    visitor.get_by_label("Mobile number, e-mail address or username").fill("138 0013 8000")
    visitor.get_by_label("Password").fill(PASSWORD)
    visitor.get_by_label("Your name").fill("李娜")
    visitor.get_by_label("Where you live").select_option("230100")
    visitor.get_by_label("County or district").select_option("230102")
    visitor.get_by_role("button", name="Sign up").click()
    expect(visitor.get_by_role("heading", name="Confirm your mobile number")).to_be_visible()

    code = re.search(r"\d{6}", site.do("read_last_message", recipient="+8613800138000"))
    assert code is not None
    visitor.get_by_label("Code").fill(code[0])
    visitor.get_by_role("button", name="Continue").click()

    expect(visitor).to_have_url(re.compile("/profile$"))
    expect(visitor.get_by_label("Your name")).to_have_value("李娜")
    expect(visitor.get_by_label("County or district")).to_have_value("230102")
    expect(visitor.get_by_text("+8613800138000")).to_be_visible()


def test_a_wrong_password_says_so_beside_the_field_and_keeps_what_was_typed(visitor: Page) -> None:
    visitor.goto("/sign-in")
    sign_in(visitor, "nobody-here", "not the password")
    password = visitor.get_by_label("Password")
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_be_focused()
    expect(visitor.get_by_label("Mobile number, e-mail address or username")).to_have_value(
        "nobody-here"
    )


def test_somebody_signs_in_to_where_they_were_going_and_out_again(
    visitor: Page, site: Site, username: str
) -> None:
    site.do("person", username=username)
    visitor.goto("/profile/security")
    expect(visitor).to_have_url(re.compile("/sign-in"))
    sign_in(visitor, username)
    expect(visitor).to_have_url(re.compile("/profile/security$"))
    expect(visitor.get_by_text("This device")).to_be_visible()
    visitor.goto("/profile")
    visitor.get_by_role("button", name="Sign out").click()
    expect(visitor).to_have_url(re.compile(r":\d+/$"))
    visitor.goto("/profile")
    expect(visitor).to_have_url(re.compile("/sign-in"))


def test_sign_in_leads_to_no_other_site(visitor: Page, site: Site, username: str) -> None:
    site.do("person", username=username)
    visitor.goto("/sign-in?next=//elsewhere.example/")
    sign_in(visitor, username)
    expect(visitor).to_have_url(f"{site.url}/")


def test_a_profile_is_changed_and_a_refused_change_keeps_what_was_typed(phone: Page) -> None:
    phone.goto("/profile")
    phone.get_by_label("Year of birth").fill("3000")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_label("Year of birth")).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_label("Year of birth")).to_have_value("3000")
    phone.get_by_label("Year of birth").fill("1958")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Year of birth")).to_have_value("1958")
    expect(phone.get_by_label("County or district")).to_have_value("230102")


def test_a_passkey_signs_in_without_a_password(
    site: Site, chromium: Browser, username: str
) -> None:
    site.do("person", username=username)
    # Browsers offer passkeys on plain http to `localhost` only.
    base = site.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=base, locale="en")
    page = context.new_page()
    authenticator = context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    page.goto("/sign-in?next=/profile/security")
    sign_in(page, username)
    page.get_by_label("Name of the new passkey").fill("my phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.locator("proof-form").get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Remove the passkey my phone")).to_be_visible()
    page.goto("/profile")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{base}/")
    page.goto("/sign-in?next=/profile")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/profile$"))
    context.close()


def test_the_reader_chooses_how_pages_look_and_it_stays(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("button", name="Menu").click()
    visitor.get_by_role("button", name="Large type").click()
    visitor.get_by_role("button", name="Dark").click()
    visitor.goto("/contests")
    root = visitor.locator("html")
    expect(root).to_have_attribute("data-type", "large")
    expect(root).to_have_attribute("data-theme", "dark")
    visitor.get_by_role("button", name="Menu").click()
    visitor.get_by_role("button", name="简体中文").click()
    expect(visitor).to_have_url(re.compile("/contests$"))
    expect(root).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/", 320),
        ("/", 1280),
        ("/sign-in", 320),
        ("/sign-in/code", 320),
        ("/sign-up", 320),
        ("/password/reset", 320),
        ("/profile", 320),
        ("/profile/security", 320),
    ],
)
def test_a_page_is_accessible_and_fits_its_screen(
    new_phone: NewPhone, username: str, path: str, width: int
) -> None:
    signed_in = username if path.startswith("/profile") else None
    # axe-core is injected as a script, which our policy would refuse.
    context = new_phone(signed_in, viewport={"width": width, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate(axe_source())
    found = page.evaluate(
        "rules => axe.run({runOnly: rules}).then(result => result.violations.map(v => v.id))", RULES
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
