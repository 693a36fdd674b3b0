"""A job in a process and on a database of its own: what one leaves behind is not the next one's."""

import importlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any


def alone(module: str, size: str) -> dict[str, Any]:
    """Return what `run(size)` of a module finds."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, module, size).result()


def _run(module: str, size: str) -> dict[str, Any]:
    found: dict[str, Any] = importlib.import_module(module).run(size)
    return found
