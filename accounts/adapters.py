"""A placeholder so that the tree starts: the real adapter replaces this file."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Allauth's own rules."""
