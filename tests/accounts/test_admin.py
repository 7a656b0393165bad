"""What platform staff may reach in Django's admin."""

from django.contrib.admin import site

ROOMS = {"common", "accounts", "bank", "paper", "contest", "campaign"}


def test_the_admin_shows_what_the_rooms_keep_and_not_how_people_sign_in():
    registered = {model._meta.app_label for model in site._registry}

    assert registered == ROOMS
