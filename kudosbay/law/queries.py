from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kudosbay.accounts.models import User
from kudosbay.law.laying import folder_of
from kudosbay.law.models import LawPack
from kudosbay.rulebook.checks import Checked, checked_rows, checked_tables, checked_values
from kudosbay.rulebook.load import rules_of


def packs(user: User) -> QuerySet[LawPack]:
    """Return every pack that was ever loaded, the latest first, without what its files say."""
    found = LawPack.objects.visible_to(user).defer("files", "replaces")
    return found.select_related("loaded_by", "approved_by").order_by("-loaded_at", "-pk")


def in_force_on(day: date) -> LawPack | None:
    return LawPack.objects.in_force(day).latest_first().first()


@dataclass(frozen=True, slots=True)
class Looked:
    """A value of the rules, and whether somebody must look at it."""

    value: Checked
    overdue: bool

    @property
    def file(self) -> str:
        return self.value.name.partition(": ")[0]

    @property
    def what(self) -> str:
        return self.value.name.partition(": ")[2] or self.value.name


def values_to_check(pack: LawPack | None, *, today: date, kind: str = "", text: str = "") -> list[Looked]:
    """Return what is unverified or overdue in the rules with this pack, the longest overdue first.

    `kind`: unverified or overdue; `text` must stand in the name or the source.
    """
    folder = folder_of(pack)
    rules = rules_of(folder)
    looked = [
        Looked(one, one.due < today) for one in (*checked_values(rules), *checked_tables(folder), *checked_rows(folder))
    ]
    wanted = [one for one in looked if _fits(one, kind) and text.casefold() in _hay(one)]
    return sorted(wanted, key=lambda one: (not one.overdue, one.value.due, one.value.name))


def _fits(one: Looked, kind: str) -> bool:
    fits = {"unverified": one.value.unverified, "overdue": one.overdue}
    return fits.get(kind, one.value.unverified or one.overdue)


def _hay(one: Looked) -> str:
    return " ".join((one.value.name, *one.value.source)).casefold()
