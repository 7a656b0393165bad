"""The data of the room and the rules about it that the database itself keeps."""

from accounts.models.organisations import Membership, Organisation, OrganisationKind, Unit
from accounts.models.regions import Region, RegionLevel
from accounts.models.roles import Role, RoleKind
from accounts.models.rosters import (
    RosterAction,
    RosterEntry,
    RosterImport,
    RosterImportItem,
    RosterImportState,
)
from accounts.models.users import User

__all__ = [
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Region",
    "RegionLevel",
    "Role",
    "RoleKind",
    "RosterAction",
    "RosterEntry",
    "RosterImport",
    "RosterImportItem",
    "RosterImportState",
    "Unit",
    "User",
]
