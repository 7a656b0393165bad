"""Access codes: kept as keyed hashes, and not to be found by trying."""

import unicodedata
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, F, Q, Value, When
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from quiz.contest.enums import RefusalCode
from quiz.contest.models import AccessTries, Contest
from quiz.contest.refusals import ContestRefused, TooManyTries

TRIES = 10
TRIES_WITHIN = timedelta(minutes=10)
# A new guest costs nothing, so wrong codes count for the network too; a whole hall shares one.
WRONG_IN_NETWORK = 300


def hash_access_code(contest_id: UUID, code: str, *, secret: str | bytes | None = None) -> str:
    """The keyed hash of a code, the same however it is typed: width, case and ends do not count.

    The key is the site's secret, so that a copy of the database does not give short codes away.
    """
    typed = unicodedata.normalize("NFKC", code).strip().casefold()
    value = f"{contest_id}:{typed}"
    return salted_hmac("quiz.contest.access_code", value, secret, algorithm="sha256").hexdigest()


def check_access_code(
    *, contest: Contest, user: User, code: str | None, network: str | None = None, now: datetime
) -> None:
    """Let the right code pass. Raises `ContestRefused`, or `TooManyTries` before looking.

    Every look is counted first, by one statement on a row of this person alone, so that parallel
    guesses count too. Wrong codes also count for the contest and the `network`, whoever sends
    them. Call it outside a transaction that an exception would roll back.
    """
    if not code:
        raise ContestRefused(RefusalCode.ACCESS_CODE_REQUIRED)
    _count_try(contest, user, now)
    counted = None if network is None else _count_in_network(contest, network, now)
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    known = [hash_access_code(contest.pk, code, secret=secret) for secret in secrets]
    if not any(constant_time_compare(contest.access_code_hash, found) for found in known):
        raise ContestRefused(RefusalCode.ACCESS_CODE_WRONG)
    if counted is not None:
        _take_back(counted)


def _count_try(contest: Contest, user: User, now: datetime) -> None:
    tries, _ = AccessTries.objects.get_or_create(
        contest=contest, user=user, defaults={"counted_since": now}
    )
    over = Q(counted_since__lte=now - TRIES_WITHIN)
    counted = AccessTries.objects.filter(Q(tries__lt=TRIES) | over, pk=tries.pk).update(
        tries=Case(When(over, then=Value(1)), default=F("tries") + 1),
        counted_since=Case(When(over, then=Value(now)), default=F("counted_since")),
    )
    if not counted:
        tries.refresh_from_db(fields=["counted_since"])
        again = tries.counted_since + TRIES_WITHIN - now
        raise TooManyTries(max(1, ceil(again.total_seconds())), limit=TRIES, within=TRIES_WITHIN)


def _count_in_network(contest: Contest, network: str, now: datetime) -> str:
    """Count a look before it is one, in windows aligned to the clock; the key of the count."""
    window_s = int(TRIES_WITHIN.total_seconds())
    window, elapsed_s = divmod(int(now.timestamp()), window_s)
    key = f"contest:wrong-codes:{contest.pk}:{network}:{window}"
    if cache.add(key, 1, window_s):
        return key
    try:
        count = cache.incr(key)
    except ValueError:
        # The cache dropped it between the two calls, or is away: the person's own count remains.
        return key
    if count > WRONG_IN_NETWORK:
        raise TooManyTries(window_s - elapsed_s, limit=WRONG_IN_NETWORK, within=TRIES_WITHIN)
    return key


def _take_back(key: str) -> None:
    """The code was right: a hall in which everybody knows it is never stopped."""
    with suppress(ValueError):
        cache.incr(key, -1)
