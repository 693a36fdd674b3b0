"""The small demonstration: the figures of 2019 stand on its rows. Filled once for a module and taken back after it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from kudosbay.demo import fill as filling

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TINY = filling.Size(everybody=False, by_hand=1, signed=2, years_of_cases=0)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield filling.fill(TINY, now=NOW, say=lambda _words: None)
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(filled, db):
    """What a test changes is taken back after it."""
    return filled
