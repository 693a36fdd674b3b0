"""Whole pages of the demonstration as people open them, through all layers of the web application, each beside two limits.

A program of its own, `python -m benchmarks.ours.pages SIZE`: it fills a database of its own with the demonstration and
prints one JSON line. The web server's own work is not in it: the application is called as a server calls it.
"""

import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.limits import pages_limit
from benchmarks.timing import line

TIMES = {"tiny": 2, "full": 20}
ROUNDS = {"tiny": 1, "full": 5}
Page = Callable[[], bytes]


def main(size: str) -> None:
    os.environ |= {"KUDOSBAY_DATA_DIR": tempfile.mkdtemp(prefix="kudosbay-pages-"), "KUDOSBAY_DEMO": "yes"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "kudosbay.config.settings"
    os.environ.pop("KUDOSBAY_DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("upgrade", verbosity=0)
    call_command("demo", small=size == "tiny", stdout=io.StringIO())
    print(json.dumps({"job": "pages of the demonstration", "lines": list(lines(size))}))


def lines(size: str) -> Iterator[dict[str, Any]]:
    for what, path, cookie in pages():
        page = opener(path, cookie)
        limits = pages_limit.limits_of(page)
        acts = {"ours": page, "limit": limits.page, "flat": limits.flat}
        found = line(f"page, {what}", acts, rounds=ROUNDS[size], times=TIMES[size])
        yield found | {"queries": limits.queries, "kB": round(limits.length / 1000, 1)}


def pages() -> Iterator[tuple[str, str, str]]:
    """Return what is opened, its address, and the cookie of who opens it."""
    from django.urls import reverse
    from django.utils import translation

    from kudosbay.cases.models import Case
    from kudosbay.enterprises.models import Enterprise
    from kudosbay.people.models import Person

    case = Case.objects.filter(founder__user__email__startswith="amara").order_by("pk")[0]
    founder, adviser, manager = (session_of(name) for name in ("amara", "wei", "mei"))
    person, company = Person.objects.order_by("pk")[5], Enterprise.objects.order_by("pk")[5]
    with translation.override("en"):
        yield "list of people", reverse("desk:people"), adviser
        yield "one person", reverse("desk:person", args=[person.reference]), adviser
        yield "list of enterprises", reverse("desk:enterprises"), adviser
        yield "one enterprise", reverse("desk:enterprise", args=[company.reference]), adviser
        yield "my day", reverse("desk:day"), adviser
        yield "list of cases", reverse("desk:cases"), adviser
        yield "one case", reverse("desk:case", args=[case.reference]), adviser
        yield "overview", reverse("desk:overview"), manager
        yield "a founder's case", reverse("portal:case", args=[case.reference]), founder
        yield "the first page", reverse("portal:home"), ""


def session_of(name: str) -> str:
    """Sign somebody of the demonstration in, second factor given; return the cookie."""
    from django.conf import settings
    from django.contrib import auth
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from kudosbay.accounts.models import User
    from kudosbay.faces import sessions

    user, session, now = User.objects.get(email__startswith=f"{name}@"), SessionStore(), timezone.now().isoformat()
    session.update({auth.SESSION_KEY: str(user.pk), auth.HASH_SESSION_KEY: user.get_session_auth_hash()})
    session.update({auth.BACKEND_SESSION_KEY: sessions.BACKEND, sessions.BEGAN: now, sessions.SEEN: now})
    session[sessions.FACTOR] = now
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; kudosbay_language=en"


def opener(path: str, cookie: str) -> Page:
    """Return what asks the application for a page as a web server does, and takes the body."""
    from kudosbay.config.wsgi import application

    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    asked |= {"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie}

    def page() -> bytes:
        told: list[str] = []
        answer = application(asked | {"wsgi.input": io.BytesIO()}, lambda status, *_headers: told.append(status))
        body = b"".join(answer)
        answer.close()
        assert told == ["200 OK"], (path, told)
        return body

    return page


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "tiny")
