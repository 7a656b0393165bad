"""Inserting a row that somebody else may have inserted at the same moment."""

from django.db import IntegrityError, connection, transaction
from django.db.models import Model


def insert_unless_taken(row: Model) -> bool:
    """Insert the row; False when a constraint of the database says that there is one like it.

    Outside a transaction this is one statement: no question before it, no savepoint around it.
    """
    try:
        if connection.in_atomic_block:
            # PostgreSQL lets a transaction go on after an error only from a savepoint.
            with transaction.atomic():
                row.save(force_insert=True)
        else:
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
