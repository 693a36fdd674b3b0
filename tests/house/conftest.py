"""One world for all tests of a file."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests.house.samples import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of a file; each takes back what it does. The demonstration's pages are pages too."""
    quick = mock.patch("kudosbay.faces.levelled.FLOOR_SECONDS", 0)
    with django_db_blocker.unblock(), quick, override_settings(DEMO=True), transaction.atomic():
        yield make_world(timezone.now())
        transaction.set_rollback(True)
