from typing import Any

import pytest
from django.test import Client

from kudosbay.accounts.commands import set_password
from kudosbay.faces.portal.tests.doing import WORDS


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kudosbay.faces.levelled.FLOOR_SECONDS", 0)


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def wei(cast: Any) -> Any:
    """An adviser with a password and, as yet, no second factor."""
    set_password(cast.wei, WORDS, by=cast.wei)
    cast.wei.refresh_from_db()
    return cast.wei
