"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ContestArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two passes, one lane: about 20 ms of one core.

    Django's default costs ten times that, and a hall full of people signing in at the opening
    minute would then take the processors away from those who already answer.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
