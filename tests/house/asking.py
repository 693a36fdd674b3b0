"""Every page of the product, and how tests ask for one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kudosbay.accounts.matrix import ANONYMOUS
from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import Role
from tests.house.samples import has_samples

WHO = [ANONYMOUS, *(str(role) for role in Role)]

Browser = Callable[[User | None], Client]


@dataclass(frozen=True)
class Page:
    view: str
    names: tuple[str, ...]

    def path(self, kwargs: dict[str, Any]) -> str:
        return reverse(self.view, kwargs=kwargs or None)


def _walk(resolver: URLResolver, namespace: str = "") -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace
            yield from _walk(pattern, f"{namespace}{inner}:" if inner else namespace)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"give {pattern.pattern} a name: the matrix knows pages by it"
            yield Page(f"{namespace}{pattern.name}", tuple(pattern.pattern.converters))


@cache
def pages() -> tuple[Page, ...]:
    return tuple(_walk(get_resolver()))


def asked_pages() -> list[Page]:
    """Those whose addresses the tests can write; test_each_argument_has_a_sample names the others."""
    return [page for page in pages() if has_samples(page.view, page.names)]


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is done inside, so that each request meets the same world."""
    with transaction.atomic():
        mark = transaction.savepoint()
        yield
        transaction.savepoint_rollback(mark)


def roles_of(who: str) -> frozenset[str]:
    return frozenset() if who == ANONYMOUS else frozenset({who})
