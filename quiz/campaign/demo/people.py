"""The accounts to try, and the organisations that they and the simulated people belong to."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from accounts.models import Organisation, OrganisationKind, RoleKind, Unit, User
from accounts.organisations import create_organisation, give_role, join_unit, root_unit
from common.text import LocalisedText

PASSWORD = "wangan-demo"  # noqa: S105 - public by design; the demo is refused outside of DEBUG
HARBIN, DAOLI = "230100", "230102"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account that signs in with `PASSWORD`, or with a code sent to its e-mail or phone."""

    username: str
    display_name: str
    phone: str

    @property
    def email(self) -> str:
        """An address of the domain that exists for examples."""
        return f"{self.username}@example.org"


RESIDENT = DemoAccount(username="resident", display_name="李晓雪", phone="+8613900000001")
ORGANISER = DemoAccount(username="organiser", display_name="王立新", phone="+8613900000002")
TRAINER = DemoAccount(username="trainer", display_name="赵春梅", phone="+8613900000003")
MANAGER = DemoAccount(username="manager", display_name="陈国强", phone="+8613900000004")
STAFF = DemoAccount(username="staff", display_name="周明", phone="+8613900000005")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrganisation:
    """A made-up organisation with its divisions; `share` is its weight among simulated members."""

    slug: str
    chinese: str
    english: str
    kind: OrganisationKind
    region: str
    headcount: int
    share: int
    divisions: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> LocalisedText:
        """The name, which says that the organisation is made up."""
        return {"zh-Hans": f"{self.chinese}（模拟）", "en": f"{self.english} (simulated)"}


_OFFICE = (("办公室", "Office"), ("信息部", "IT"), ("财务部", "Finance"))
CENTRE = DemoOrganisation(
    slug="clean-net-centre",
    chinese="龙江网络安全宣传中心",
    english="Longjiang Network Safety Centre",
    kind=OrganisationKind.AGENCY,
    region=HARBIN,
    headcount=60,
    share=1,
    divisions=_OFFICE,
)
FACTORY = DemoOrganisation(
    slug="songhua-machinery",
    chinese="松花江机械制造公司",
    english="Songhua River Machinery",
    kind=OrganisationKind.ENTERPRISE,
    region=HARBIN,
    headcount=900,
    share=8,
    divisions=(*_OFFICE, ("生产部", "Production")),
)


def _organisation(  # noqa: PLR0917 - a table reads better without the names on every row
    slug: str,
    chinese: str,
    english: str,
    kind: OrganisationKind,
    region: str,
    headcount: int,
    share: int,
) -> DemoOrganisation:
    return DemoOrganisation(
        slug=slug,
        chinese=chinese,
        english=english,
        kind=kind,
        region=region,
        headcount=headcount,
        share=share,
    )


_ENTERPRISE, _SCHOOL = OrganisationKind.ENTERPRISE, OrganisationKind.SCHOOL
_AGENCY, _COMMUNITY = OrganisationKind.AGENCY, OrganisationKind.COMMUNITY
ORGANISATIONS = (
    CENTRE,
    FACTORY,
    _organisation(
        "nenjiang-grain", "嫩江粮油公司", "Nenjiang Grain", _ENTERPRISE, "230200", 420, 5
    ),
    _organisation(
        "crane-school", "鹤乡第一中学", "Crane Town Middle School", _SCHOOL, "230200", 310, 6
    ),
    _organisation(
        "oilfield-services", "北原油田服务公司", "North Plain Oil", _ENTERPRISE, "230600", 800, 7
    ),
    _organisation(
        "jingpo-tourism", "镜湖旅游公司", "Mirror Lake Tourism", _ENTERPRISE, "231000", 150, 3
    ),
    _organisation(
        "sanjiang-hospital", "三江平原医院", "Three Rivers Hospital", _AGENCY, "230800", 520, 5
    ),
    _organisation(
        "birch-community", "白桦社区", "White Birch Community", _COMMUNITY, "230100", 260, 5
    ),
    _organisation(
        "suihua-college", "黑土职业学院", "Black Soil College", _SCHOOL, "231200", 480, 6
    ),
    _organisation(
        "border-logistics", "边城物流公司", "Border Town Logistics", _ENTERPRISE, "231100", 130, 2
    ),
)


def make_organisations() -> list[Organisation]:
    """The organisations with their trees of units, in the order of `ORGANISATIONS`."""
    there = {
        organisation.slug: organisation
        for organisation in Organisation.objects.filter(slug__in=[o.slug for o in ORGANISATIONS])
    }
    return [there.get(planned.slug) or _make_organisation(planned) for planned in ORGANISATIONS]


def _make_organisation(planned: DemoOrganisation) -> Organisation:
    organisation = create_organisation(
        slug=planned.slug,
        name=planned.name,
        kind=planned.kind,
        headcount_declared=planned.headcount,
        is_simulated=True,
    )
    organisation.region_id = planned.region
    organisation.save(update_fields=["region"])
    root = root_unit(organisation)
    for chinese, english in planned.divisions:
        root.add_division(name={"zh-Hans": chinese, "en": english})
    return organisation


def make_accounts(organisations: list[Organisation]) -> dict[str, User]:
    """The accounts to try, by username, with their duties."""
    centre, factory = organisations[0], organisations[1]
    users = {
        account.username: _make_account(account)
        for account in (RESIDENT, ORGANISER, TRAINER, MANAGER, STAFF)
    }
    finance = Unit.objects.get(organisation=factory, name__en="Finance")
    join_unit(user=users["organiser"], unit=root_unit(centre), is_primary=True)
    join_unit(user=users["trainer"], unit=root_unit(factory), is_primary=True)
    join_unit(user=users["manager"], unit=finance, is_primary=True)
    give_role(user=users["organiser"], kind=RoleKind.ORGANISER, organisation=centre)
    give_role(user=users["trainer"], kind=RoleKind.TRAINER, organisation=factory)
    give_role(user=users["manager"], kind=RoleKind.MANAGER, unit=finance)
    return users


def _make_account(account: DemoAccount) -> User:
    user = User.objects.filter(username=account.username).first()
    if user is None:
        staff = account is STAFF
        user = User.objects.create_user(
            account.username,
            PASSWORD,
            email=account.email,
            phone=account.phone,
            phone_verified=True,
            display_name=account.display_name,
            region_id=DAOLI,
            is_staff=staff,
            is_superuser=staff,
        )
    # Codes are sent to addresses that allauth knows as verified.
    EmailAddress.objects.get_or_create(
        user=user, email=account.email, defaults={"verified": True, "primary": True}
    )
    return user
