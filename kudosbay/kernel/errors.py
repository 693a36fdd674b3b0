"""What a command says when it will not act. The faces turn each into a page or a field error in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = str | Promise


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The act is not done, and nothing was changed. `field` names the form field that it belongs to, if any."""

    def __init__(self, message: Words, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class WrongMove(Refused):
    """The record is in a state from which this move does not lead."""


class Stale(Refused):
    """Somebody else changed the record since the form was opened.

    `theirs` and `yours` hold the differing fields by label, as plain strings: the page escapes them.
    """

    def __init__(self, message: Words, *, theirs: Mapping[str, str], yours: Mapping[str, str]) -> None:
        super().__init__(message)
        self.theirs = dict(theirs)
        self.yours = dict(yours)


class NotAllowed(Refused):
    """The person may see the record but not do this with it."""
