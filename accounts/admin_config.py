"""How Django finds our admin site: apart from the site, which needs the models to be loaded."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with our site in the place of its own."""

    default_site = "accounts.staff_site.StaffSite"
