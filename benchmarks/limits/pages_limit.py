"""The least that still gives the same page, over bare WSGI: twice.

`page`: the statements that the page sends to the database, sent bare, and the same templates with ready data. What ours
takes beyond it is Django: language, session, permission, forms, and objects of rows.

`flat`: the same statements, and one flat Jinja2 loop that escapes and writes the same bytes. What `page` takes beyond
it are the components of the templates, and translation.

Equal means: `page` gives what ours gave but for the tokens, which are new each time and equally long; `flat` its bytes.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from jinja2 import Environment, Template

FLAT = Environment(autoescape=True).from_string(
    "{% for markup, text in parts %}{{ markup|safe }}{{ text }}{% endfor %}",
)
MARKUP = re.compile(r"(?:<[^>]*>\s*)+")


@dataclass(frozen=True)
class Limits:
    page: Callable[[], bytes]
    flat: Callable[[], bytes]
    queries: int
    length: int


def limits_of(ours: Callable[[], bytes]) -> Limits:
    """Watch one page being made; return it twice as bare work. Called with a warm page."""
    from django.db import connection

    ours()
    statements, renders = [], []

    def sent(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        statements.append((sql, values))
        return execute(sql, values, *rest)

    def rendered(template: Template, *given: Any, **named: Any) -> str:
        renders.append((template, given, named))
        return render(template, *given, **named)

    render = Template.render
    with connection.execute_wrapper(sent), mock.patch.object(Template, "render", rendered):
        body = ours()
    [(template, given, named)] = renders
    parts = list(parts_of(body.decode()))
    page = bare(statements, lambda: render(template, *given, **named))
    flat = bare(statements, lambda: FLAT.render(parts=parts))
    assert len(page()) == len(body), (len(page()), len(body))
    assert flat() == body
    return Limits(page, flat, len(statements), len(body))


def parts_of(page: str) -> Iterable[tuple[str, str]]:
    """Cut a page into markup and the text after it, as it was before it was escaped."""
    from html import unescape

    found = list(MARKUP.finditer(page))
    ends, starts = [one.end() for one in found], [*(one.start() for one in found[1:]), len(page)]
    begin = 0
    for end, start in zip(ends, starts, strict=True):
        text = unescape(page[end:start])
        same = FLAT.render(parts=[("", text)]) == page[end:start]
        yield (page[begin:end], text) if same else (page[begin:start], "")
        begin = start


def bare(statements: list[tuple[str, Any]], render: Callable[[], str]) -> Callable[[], bytes]:
    """Return a WSGI application of its own that asks and renders, called as a web server calls it."""
    from django.db import connection
    from django.utils import translation

    def application(_asked: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        with connection.cursor() as cursor:
            for sql, values in statements:
                cursor.execute(sql, values)
                cursor.fetchall()
        body = render().encode()
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    def page() -> bytes:
        with translation.override("en"):
            return b"".join(application({}, lambda *_told: None))

    return page
