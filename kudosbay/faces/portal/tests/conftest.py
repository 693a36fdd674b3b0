"""Sign-in and a founder's case in a browser, for the tests of the portal's pages."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Cast
from django.test import Client
from django.utils import timezone
from tests.house.samples import FACTS

from kudosbay.accounts.commands import set_password
from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Case, CasePaper
from kudosbay.centre.commands import seed_centre
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


@pytest.fixture
def case(cast: Cast) -> Case:
    seed_centre()
    return commands.start_case(
        cast.amara.person, facts=FACTS, by=cast.amara, now=timezone.now(), company_name="Amara Consulting"
    )


@pytest.fixture
def other(cast: Cast) -> Case:
    return commands.start_case(cast.bao.person, facts=FACTS, by=cast.bao, now=timezone.now())


@pytest.fixture
def passport(case: Case) -> CasePaper:
    return case.papers.get(paper="passport.founder")


@pytest.fixture
def amara(cast: Cast, signed_in: Callable[[User | None], Client]) -> Client:
    return signed_in(cast.amara)
