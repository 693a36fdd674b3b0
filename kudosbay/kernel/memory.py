"""Long work that makes very many objects and keeps them: the collector would look at each of them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no circles be collected meanwhile; what is not in a circle goes as always. For seconds, not for hours."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
