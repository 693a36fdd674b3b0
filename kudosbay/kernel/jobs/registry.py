from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Hands(Protocol):
    """What the worker lends to a piece of work."""

    executor: str  # this process, unlike any other that ever was

    def stopping(self) -> bool:
        """Whether the worker is asked to end: finish what is in hand, begin nothing."""

    def wait(self, seconds: float) -> bool:
        """Sleep, but not beyond the end of the worker; return whether it ends."""

    def run(self, job: str, key: str) -> None:
        """Run a registered job durably, and wait for it. The same key runs once over all workers."""


Job = Callable[[Hands, str], object]  # the second argument is the key
Work = Callable[[Hands], object]


@dataclass(frozen=True, slots=True)
class Regular:
    every_seconds: float
    function: Work


JOBS: dict[str, Job] = {}
PERIODIC: dict[str, Regular] = {}
SWEEPS: dict[str, Regular] = {}


def job(name: str) -> Callable[[Job], Job]:
    """Register a durable job. It gets its key, by which a second run knows what the first had in hand."""

    def register(function: Job) -> Job:
        JOBS[name] = function
        return function

    return register


def periodic(name: str, every_seconds: float, function: Work) -> None:
    """Run once per period over all workers, durably."""
    PERIODIC[name] = Regular(every_seconds, function)
    job(name)(lambda hands, _key: function(hands))


def sweep(name: str, every_seconds: float, function: Work) -> None:
    """Run in each worker, without a record."""
    SWEEPS[name] = Regular(every_seconds, function)
