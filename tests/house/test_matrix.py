"""Each page × role × method is what the access matrix says, and who is denied leaves no trace."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kudosbay.accounts.matrix import ANONYMOUS, MATRIX, STARTS, allowed
from kudosbay.faces.links import home_of
from kudosbay.kernel.permissions import Role
from tests.house.asking import WHO, Browser, Page, asked_pages, pages, roles_of, undone
from tests.house.samples import NOTHING_OF, World, arguments, has_samples, sample

pytestmark = pytest.mark.django_db  # within the world's transaction: what a test does is taken back after it

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
DOORS = {"portal:sign_in", "portal:open_account"}
PROGRAMS = "api:"  # a program is told what it lacks; no door helps it
# RFC 8058: a mail program posts without cookies; what the address holds is the proof.
PROVEN_BY_ADDRESS = frozenset({"site:leave"})
# Sessions change with each request; tries are counted even when refused; the cache holds nothing of anybody's.
NOT_CONTENT = ("django_session", "accounts_attempt", "kernel_cache")
# Who looked at a paper is noted; nothing else may change by looking.
TRACES = ("kernel_trailentry", "kernel_trailsubject", "documents_paperview")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def written() -> Iterator[list[str]]:
    """List the statements that would change content."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(f'"{name}"' in sql for name in NOT_CONTENT):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def is_trace(sql: str) -> bool:
    return any(f'"{name}"' in sql for name in TRACES)


def digest() -> str:
    """Return a hash over every row of every table but NOT_CONTENT."""
    total = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - set(NOT_CONTENT)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            total.update(f"{table}:{len(rows)}:{rows}".encode())
    return total.hexdigest()


@cache
def doors() -> frozenset[str]:
    """The desk leads to a door in Chinese, the portal in its own language."""
    paths = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            paths |= {reverse(view) for view in DOORS}
    return frozenset(paths)


def is_door(response: Any) -> bool:
    return response.status_code == 302 and response.url.split("?")[0] in doors()


def check_allowed(response: Any, page: Page, *, who: str) -> str:
    if response.status_code == 404 and who in NOTHING_OF.get(page.view, ()):
        return ""
    if response.status_code in {403, 404, 405} or response.status_code >= 500:
        return f"answered {response.status_code}"
    return "sent to the door" if is_door(response) and response.request["REQUEST_METHOD"] == "GET" else ""


def check_denied(response: Any, page: Page, *, who: str, method: str) -> str:
    if method not in MATRIX[page.view].methods:
        return "" if response.status_code in {404, 405} else f"answered {response.status_code} instead of 405"
    if who == ANONYMOUS and page.view.startswith(PROGRAMS):
        return "" if response.status_code == 401 else f"answered {response.status_code} instead of 401"
    if who == ANONYMOUS:
        return "" if is_door(response) else f"answered {response.status_code} instead of leading to the door"
    return "" if response.status_code == 404 else f"answered {response.status_code} instead of 404"


def test_each_page_stands_in_the_matrix_and_each_row_has_a_page() -> None:
    known = {page.view for page in pages()}
    assert known - MATRIX.keys() == set(), "Declare these in kudosbay/accounts/matrix/"
    assert MATRIX.keys() - known == set(), "Take these out of kudosbay/accounts/matrix/: no page has the name"


def test_each_argument_has_a_sample() -> None:
    without = [f"{page.view} {page.names}" for page in pages() if not has_samples(page.view, page.names)]
    assert not without, "Say in tests/house/samples/ what stands in these addresses:\n" + "\n".join(without)


@pytest.mark.parametrize("who", WHO)
def test_each_method_of_each_page_answers_as_the_matrix_says(world: World, signed_in: Browser, who: str) -> None:
    user = world.users.get(who)
    wrong, asked = [], 0
    for page in asked_pages():
        with undone():
            path = page.path(arguments(page.view, list(page.names), world, user))
            client = signed_in(user)
            client.raise_request_exception = False
            for method in METHODS:
                with undone(), written() as changes:
                    response = client.generic(method, path)
                may = method in MATRIX[page.view].methods and allowed(page.view, method=method, roles=roles_of(who))
                fault = (
                    check_allowed(response, page, who=who)
                    if may
                    else check_denied(response, page, who=who, method=method)
                )
                changes = [sql for sql in changes if not (may and is_trace(sql))]
                if changes and (not may or method == "GET"):
                    fault += f" changed the database: {changes[0][:120]}"
                wrong += [f"{who} {method} {page.view} {path}: {fault}"] if fault else []
                asked += 1
    assert asked == len(asked_pages()) * len(METHODS)
    assert not wrong, "\n".join(wrong)


# Each denial was watched for statements that write; that the watch misses nothing is shown by those denied most.
@pytest.mark.parametrize("who", [ANONYMOUS, str(Role.FOUNDER), str(Role.VISITOR)])
def test_who_is_denied_leaves_the_database_as_it_was(world: World, signed_in: Browser, who: str) -> None:
    user = world.users.get(who)
    client = signed_in(user)
    paths = [
        (method, page.path(arguments(page.view, list(page.names), world, user)))
        for page in asked_pages()
        for method in METHODS
        if not allowed(page.view, method=method, roles=roles_of(who))
    ]
    before = digest()
    for method, path in paths:
        client.generic(method, path)
    assert digest() == before


def test_the_digest_sees_a_change(world: World) -> None:
    before = digest()
    world.cast.amara.name = "Somebody else"
    world.cast.amara.save()
    assert digest() != before


def _twins(world: World) -> Iterator[tuple[Page, str]]:
    for page in asked_pages():
        for name in page.names:
            if sample(page.view, name).twin and MATRIX[page.view].scope == "own":
                yield page, name


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_anothers_and_a_missing_thing_answer_alike(world: World, signed_in: Browser, method: str) -> None:
    amara, wrong = world.cast.amara, []
    for page, name in _twins(world):
        if not allowed(page.view, method=method, roles=frozenset({str(Role.FOUNDER)})):
            continue
        own = arguments(page.view, list(page.names), world, amara)
        one = sample(page.view, name)
        bodies = []
        for value in (one.twin(world, world.cast.bao) if one.twin else None, one.missing):
            client, path = signed_in(amara), page.path(own | {name: value})
            with undone(), written() as changes:
                response = client.generic(method, path)
            bodies.append((response.status_code, _without_path(response.content, path)))
            wrong += [f"{page.view}: changed the database"] if changes else []
        if bodies[0] != bodies[1] or bodies[0][0] != 404:
            wrong.append(f"{method} {page.view}: {name} of another {bodies[0][0]}, missing {bodies[1][0]}")
    assert not wrong, "\n".join(wrong)


def _without_path(body: bytes, path: str) -> bytes:
    """Links to the same page in other languages repeat its path; the form's token differs each time."""
    named = path.removeprefix("/en").encode()
    return re.sub(
        rb'name="csrfmiddlewaretoken" value="[^"]*"',
        b"",
        body.replace(named, b"").replace(quote(path, safe="").encode(), b""),
    )


def test_each_act_is_refused_without_the_forms_token(world: World) -> None:
    wrong = []
    for page in (page for page in asked_pages() if page.view not in PROVEN_BY_ADDRESS):
        row = MATRIX[page.view]
        for method in sorted(row.methods.keys() - {"GET"}):
            who = min(row.methods[method] - {ANONYMOUS})
            client = Client(enforce_csrf_checks=True)
            client.force_login(world.users[who])
            path = page.path(arguments(page.view, list(page.names), world, world.users[who]))
            with written() as changes:
                response = client.generic(method, path)
            if response.status_code != 403 or changes:
                wrong.append(f"{method} {page.view}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", [ANONYMOUS, Role.FOUNDER, Role.ADMINISTRATOR])
def test_each_page_carries_the_headers_that_protect_it(world: World, signed_in: Browser, who: str) -> None:
    user, wrong = world.users.get(who), []
    client = signed_in(user)
    for page in asked_pages():
        if "GET" not in MATRIX[page.view].methods:
            continue
        with undone():
            response = client.get(page.path(arguments(page.view, list(page.names), world, user)))
        wrong += [f"{page.view}: {fault}" for fault in header_faults(response, signed_in=user is not None)]
    assert not wrong, "\n".join(wrong)


def header_faults(response: Any, *, signed_in: bool) -> Iterator[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    sealed_off = "sandbox" in policy  # a file, not a page: it may do nothing at all
    for needed in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        if needed not in policy and not (sealed_off and needed != "default-src 'none'"):
            yield f"the policy of content lacks {needed}"
    if "unsafe" in policy:
        yield "the policy of content allows something unsafe"
    expected = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"}
    for name, value in expected.items():
        if response.headers.get(name) != value:
            yield f"{name} is {response.headers.get(name)!r}"
    if signed_in and "no-store" not in response.headers.get("Cache-Control", ""):
        yield "a page of somebody signed in may be kept by the browser"


@pytest.mark.parametrize("who", WHO[1:])
def test_everybody_begins_at_a_page_that_is_open_to_them(world: World, signed_in: Browser, who: str) -> None:
    assert signed_in(world.users[who]).get(home_of(world.users[who]), follow=True).status_code == 200


def test_strangers_who_start_are_led_to_open_an_account(world: World) -> None:
    for view in STARTS:
        page = next(page for page in pages() if page.view == view)
        answer = Client().get(page.path(arguments(view, list(page.names), world, None)))
        assert answer.url.startswith(reverse("portal:open_account")), view
