"""Django's admin, for platform staff: entered by our own sign-in, with its second factor."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from accounts.mfa import mfa_satisfied


class StaffSite(AdminSite):
    """The admin, less its own sign-in form, which knows neither codes nor second factors."""

    site_header = site_title = _("Wangan platform staff")
    index_title = _("Records")

    def has_permission(self, request: HttpRequest) -> bool:
        """Platform staff with a second factor, where the site demands one."""
        user = request.user
        return bool(
            user.is_authenticated and user.is_active and user.is_staff and mfa_satisfied(user)
        )

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send strangers to our sign-in; tell others that this is not for them."""
        target = request.GET.get("next", "/admin/")
        if self.has_permission(request):
            return HttpResponseRedirect("/admin/")
        if request.user.is_authenticated:
            raise PermissionDenied
        return _to_sign_in(target)


def _to_sign_in(target: str) -> HttpResponse:
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': target})}")
