"""The small demonstration with a few open cases, filled once for a module and taken back after it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from kudosbay.demo import fill as filling

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIZE = filling.Size(everybody=False, by_hand=2, signed=12, years_of_cases=1)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield filling.fill(SIZE, now=NOW, say=lambda _words: None)
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(filled, db):
    return filled
