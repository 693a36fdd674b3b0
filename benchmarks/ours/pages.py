"""Whole pages as an adviser opens them, through all layers, beside a bare page of the same number of rows."""

from typing import Any

from benchmarks.ground import PEOPLE, ready
from benchmarks.limits import pages_limit
from benchmarks.timing import line

PAGES = {
    "list of people": ("/desk/people/", "people_person"),
    "one person": ("/desk/people/P-BENCH-1/", "people_person"),
    "list of enterprises": ("/desk/enterprises/", "enterprises_enterprise"),
    "one enterprise": ("/desk/enterprises/E-BENCH-1/", "enterprises_enterprise"),
    "overview": ("/desk/overview/", "enterprises_enterprise"),
}


def _counting(asked: list[str]) -> Any:
    def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return wrapper


def run(size: str) -> dict[str, Any]:
    ready(size)
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from kudosbay.accounts.models import User
    from kudosbay.faces.sessions import FACTOR

    user, _made = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Wei", "roles": ["manager"]})
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    session = client.session
    session[FACTOR] = timezone.now().isoformat()
    session.save()

    def page(path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    lines = []
    with connection.cursor() as cursor:
        for what, (path, table) in PAGES.items():
            page(path)
            asked: list[str] = []
            with connection.execute_wrapper(_counting(asked)):
                page(path)
            acts = {"ours": lambda p=path: page(p), "limit": lambda t=table: pages_limit.page(cursor, t)}
            lines.append(line(f"page, {what}", acts, times=10) | {"queries": len(asked)})
    return {"job": "pages", "rows": PEOPLE[size], "lines": lines}
