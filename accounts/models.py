"""A placeholder so that the tree starts: the real user model replaces this file."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who can sign in."""
