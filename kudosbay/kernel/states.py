"""States of a record: one printed table of moves, one door."""

from typing import Any, ClassVar

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.kernel.errors import Stale, WrongMove

SAVED_MEANWHILE = gettext_lazy("Somebody else saved this while you were working. Nothing of theirs was overwritten.")


class Worded(models.Model):
    """A record whose choices are said in words. Django's own way translates every choice to say one."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802 -- Django's name
        value = getattr(self, field.attname)
        return force_str(dict(field.flatchoices).get(value, value), strings_only=True)


class Moving(Worded):
    """A record with a `status`. `MOVES` says from where to where; a state without a row is an end."""

    MOVES: ClassVar[dict[Any, set[Any]]] = {}
    status: Any

    class Meta:
        abstract = True

    def move_to(self, status: str) -> None:
        """Move and save, or raise WrongMove. The caller holds the row's lock."""
        if status not in self.MOVES.get(self.status, set()):
            raise WrongMove(
                _("This is “%(now)s” already and cannot become “%(then)s”. Load the page again to see what changed.")
                % {"now": self.get_status_display(), "then": dict(self._choices()).get(status, status)}
            )
        self.status = status
        self.save(update_fields=["status"])  # type: ignore[misc]  # each child has it

    def get_status_display(self) -> str:  # replaced by Django where `status` has choices
        return str(self.status)

    @classmethod
    def _choices(cls) -> list[tuple[Any, Any]]:
        return list(cls._meta.get_field("status").choices or [])  # type: ignore[union-attr]


class Versioned(Worded):
    """A record that people edit: a form carries the version that it showed."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def change(self, seen: int, **values: object) -> list[str]:
        """Set what differs and save under the next version; return the names of the changed fields.

        Raises Stale, with both sides, when `seen` is not the version in the database. The caller holds the row's lock.
        """
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        if seen != self.version:
            raise self._stale(changed)
        for name, value in changed.items():
            setattr(self, name, value)
        self.version += 1
        self.save()
        return sorted(changed)

    def _stale(self, yours: dict[str, Any]) -> Stale:
        labels = {name: str(self._meta.get_field(name).verbose_name) for name in yours}  # type: ignore[union-attr]
        return Stale(
            SAVED_MEANWHILE,
            theirs={labels[name]: str(getattr(self, name)) for name in yours},
            yours={labels[name]: str(value) for name, value in yours.items()},
        )
