"""What every test may ask for. The cast: Amara, a founder; Wei, her adviser; Zoe, a colleague; Bao, another founder."""

import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kudosbay.accounts.models import User
from kudosbay.faces.sessions import FACTOR
from kudosbay.kernel.permissions import Role
from kudosbay.law.laying import forget_used
from kudosbay.people.models import Person
from kudosbay.rulebook.load import SHIPPED
from tests.surroundings import DATABASE_DIR

# Examples are judged by what they find; a busy machine makes any deadline a dice.
# A landing does not hang on the day's luck: CI always tries the same examples, everybody else new ones.
hypothesis.settings.register_profile(
    "kudosbay", deadline=None, database=None, print_blob=True, derandomize="CI" in os.environ
)
hypothesis.settings.load_profile("kudosbay")

Ask = Callable[[], Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database", action="store_true", help="only tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database only what asks it is run again."""
    if config.getoption("--with-database"):
        others = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None or hasattr(item.cls, "databases")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """One database per process of the run; SQLite in a file, where several connections meet real locks as in life."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    test: dict[str, Any] = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        test["NAME"] = str(DATABASE_DIR / f"{worker}.sqlite3")
    else:
        test["NAME"] = f"test_{connection.settings_dict['NAME']}_{worker}"


@pytest.fixture
def now() -> datetime:
    """Return an instant in an ordinary working week: a Tuesday, ten in the morning in Shanghai."""
    return datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@dataclass(frozen=True, slots=True)
class Cast:
    """Accounts; the founders' persons are `cast.amara.person` and `cast.bao.person`."""

    amara: User
    bao: User
    wei: User
    zoe: User
    mei: User  # the manager


@pytest.fixture
def _append_only_again(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 - makes it
    yield
    with django_db_blocker.unblock():
        _trail_is_append_only(keep=True)


@pytest.fixture
def real_commits(_append_only_again: None, transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - their order
    """Let several threads meet in the database. Everything is deleted afterwards, the trail too, which refuses that."""
    yield
    _trail_is_append_only(keep=False)


def _trail_is_append_only(*, keep: bool) -> None:
    told = import_module("kudosbay.kernel.migrations.0002_append_only")
    with connection.cursor() as cursor:
        act = told.protect if keep else told.unprotect
        act(None, SimpleNamespace(connection=connection, execute=cursor.execute))
        if connection.vendor == "postgresql":  # a table without a model stands in the way of emptying people
            key = "people_search_person_id_fkey"
            there = f"ADD CONSTRAINT {key} FOREIGN KEY (person_id) REFERENCES people_person ON DELETE CASCADE"
            cursor.execute(f"ALTER TABLE people_search {there if keep else f'DROP CONSTRAINT {key}'}")


def make_user(name: str, *roles: Role, language: str = "en") -> User:
    return User.objects.create(
        email=f"{name.lower()}@example.org", name=name, roles=[str(role) for role in roles], language=language
    )


def make_founder(name: str, nationality: str, *, adviser: User, **values: Any) -> User:
    user = make_user(name, Role.FOUNDER)
    day = date(2026, 3, 2)
    Person.objects.create(
        reference=f"P-TEST-{name.upper()}",
        user=user,
        full_name=values.pop("full_name", name),
        nationality=nationality,
        email=user.email or "",
        adviser=adviser,
        languages=["en"],
        registered_on=day,
        known_since=day,
        **values,
    )
    return user


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - opens the database
    return make_cast()


def make_cast() -> Cast:
    wei = make_user("Wei", Role.ADVISER, language="zh-hans")
    zoe = make_user("Zoe", Role.ADVISER, language="zh-hans")
    return Cast(
        amara=make_founder("Amara", "NG", adviser=wei, full_name="Amara Nwosu"),
        bao=make_founder("Bao", "VN", adviser=zoe, full_name="Nguyễn Bảo"),
        wei=wei,
        zoe=zoe,
        mei=make_user("Mei", Role.MANAGER, language="zh-hans"),
    )


@pytest.fixture
def pack_of() -> Callable[..., bytes]:
    """`pack_of({"tables/apostille.csv": text}, version="1", takes_effect="2026-03-10")`: an archive as somebody sends it."""
    return zipped_pack


def zipped_pack(files: Mapping[str, str], **manifest: Any) -> bytes:
    told = {"pack": "test-pack", "version": "1", "jurisdiction": "cn_shanghai", "takes_effect": "2026-03-10"}
    notes = {"en": "The list changed.", "zh": "名单有变。", "ar": "تغيّرت القائمة."}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("pack.yaml", json.dumps(told | {"notes": notes} | manifest, ensure_ascii=False))
        for name, text in files.items():
            archive.writestr(name, text)
    return kept.getvalue()


def accession(country: str, day: str) -> dict[str, str]:
    """Return the shipped table of Apostille countries in which one more has a first day."""
    name = "tables/apostille.csv"
    lines = [line for line in (SHIPPED / name).read_text(encoding="utf-8").splitlines() if line[:3] != f"{country},"]
    return {name: "\n".join([*lines, f"{country},in_force,{day},{day},Written for a test,unverified,"]) + "\n"}


@pytest.fixture
def rules_as_shipped() -> Iterator[None]:
    """Whatever pack a test brings into force decides in that test only."""
    yield
    forget_used()


@pytest.fixture
def signed_in() -> Callable[[User | None], Client]:
    """Return a browser in which this account has signed in; None is a stranger."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user:
            client.force_login(user)
            _give_second_factor(client)
        return client

    return client_of


def _give_second_factor(client: Client) -> None:
    session = client.session
    session[FACTOR] = timezone.now().isoformat()
    session.save()


@pytest.fixture
def get(signed_in: Callable[[User | None], Client]) -> Callable[..., Any]:
    """`get(cast.wei, "/desk/")`: one page as somebody sees it."""
    return lambda user, path, query=None, **extra: signed_in(user).get(path, query, **extra)


@pytest.fixture
def post(signed_in: Callable[[User | None], Client]) -> Callable[..., Any]:
    """`post(cast.wei, "/desk/…", {"field": "value"})`: one form sent by somebody."""
    return lambda user, path, data=None, **extra: signed_in(user).post(path, data or {}, **extra)


def _evaluated(answer: Any) -> Any:
    return list(answer) if isinstance(answer, QuerySet) else answer


def _statements(ask: Ask) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        _evaluated(ask())
    return [query["sql"] for query in asked.captured_queries]


@pytest.fixture
def assert_same_queries() -> Callable[[Callable[[int], Any], Ask], None]:
    """`assert_same_queries(make, ask)`: `make(number)` adds a row; `ask()` costs the same at 3 and at 30 rows."""

    def check(make: Callable[[int], Any], ask: Ask) -> None:
        for number in range(3):
            make(number)
        _statements(ask)  # what is asked once per process is not counted
        few = _statements(ask)
        for number in range(3, 30):
            make(number)
        many = _statements(ask)
        assert few, "nothing was asked of the database: does `ask` return a lazy answer?"
        assert len(many) == len(few), (
            f"{len(few)} statements for 3 rows, {len(many)} for 30: fetch in one go (select_related, prefetch_related, "
            "annotate).\n" + "\n".join(many[len(few) - 1 :][:5])
        )

    return check
