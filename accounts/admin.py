"""What platform staff keeps in order: accounts, organisations, units, roles."""

from typing import Any

from allauth.account import admin as allauth_account_admin  # noqa: F401 - registers, see below
from allauth.account.models import EmailAddress
from allauth.mfa import admin as allauth_mfa_admin  # noqa: F401 - registers too
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as allauth_social_admin  # noqa: F401 - registers too
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as allauth_sessions_admin  # noqa: F401 - registers too
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Region, Role, Unit, User
from accounts.organisations import create_organisation, root_unit
from common.admin import ReadOnlyAdmin

# Platform staff is one role; groups of permissions would promise more.
admin.site.unregister(Group)
# How people sign in is theirs. Staff who could edit it could give a superuser's account an address
# of their own, take its second factor away, and enter it.
admin.site.unregister(
    [EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession]
)


class RoleInline(admin.TabularInline[Role, User]):
    """Duties, on the page of the account that has them."""

    model = Role
    extra = 0
    autocomplete_fields = ("organisation", "unit")


class MembershipInline(admin.TabularInline[Membership, User]):
    """Memberships, on the page of the account that has them."""

    model = Membership
    extra = 0
    autocomplete_fields = ("unit",)


class AccountCreationForm(AdminUserCreationForm[User]):
    """A new account with a username."""

    class Meta:
        model = User
        fields = ("username",)


class AccountChangeForm(UserChangeForm[User]):
    """An account as it is."""

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Accounts. Only a superuser makes others platform staff."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    inlines = (RoleInline, MembershipInline)
    list_display = ("username", "display_name", "region", "is_guest", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "is_guest", "is_simulated")
    list_select_related = ("region",)
    search_fields = ("=username", "=email", "=phone", "display_name")
    ordering = ("-date_joined",)
    filter_horizontal = ()
    show_full_result_count = False
    autocomplete_fields = ("region",)
    readonly_fields = ("email", "phone", "phone_verified", "is_guest", "is_simulated", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("display_name", "region", "birth_year", "language")}),
        (_("Ways to sign in"), {"fields": ("email", "phone", "phone_verified", "last_login")}),
        (
            _("Standing"),
            {"fields": ("is_active", "is_staff", "is_superuser", "is_guest", "is_simulated")},
        ),
    )
    add_fieldsets = ((None, {"fields": ("username", "usable_password", "password1", "password2")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Keep staff from raising others, or themselves."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_staff", "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep staff from changing the passwords of those above them."""
        allowed: bool = super().has_change_permission(request, obj)
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return allowed and not above

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are closed, not deleted: results and the audit trail refer to them."""
        return False


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin[Region]):
    """Regions, which come from data files."""

    list_display = ("code", "__str__", "level")
    list_filter = ("level",)
    search_fields = ("code", "name")


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Organisations; a new one gets its root unit with it."""

    list_display = ("slug", "__str__", "kind", "region", "headcount_declared", "is_simulated")
    list_filter = ("kind", "is_simulated")
    list_select_related = ("region",)
    search_fields = ("slug", "name")
    autocomplete_fields = ("region",)

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: forms.ModelForm[Organisation],
        change: bool,
    ) -> None:
        """Make a new organisation by the use case, so that it has its root unit."""
        if change:
            super().save_model(request, obj, form, change)
            return
        made = create_organisation(**form.cleaned_data)
        obj.pk, obj._state.adding = made.pk, False


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin[Unit]):
    """Units. One is added below another; where it stands in the tree is not edited by hand."""

    list_display = ("__str__", "organisation", "depth")
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__slug")
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "name")

    def save_model(
        self, request: HttpRequest, obj: Unit, form: forms.ModelForm[Unit], change: bool
    ) -> None:
        """Hang a new unit below the organisation's root."""
        if change:
            super().save_model(request, obj, form, change)
            return
        made = root_unit(obj.organisation).add_division(name=obj.name)
        obj.pk, obj._state.adding = made.pk, False

    def has_delete_permission(self, request: HttpRequest, obj: Unit | None = None) -> bool:
        """The root goes with its organisation only."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and not (obj is not None and obj.depth == 1)
