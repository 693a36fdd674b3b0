"""How each row that points to a person goes along when two records of one human become one.

Whoever adds a relation to a person says here how: a house test fails for one that nobody mapped.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kudosbay.people.models import Person


class Both(Enum):
    """What to do with a row of the record that goes, where the record that stays has one for the same thing."""

    NEVER = "never"  # there can be no two for the same thing
    SET_ASIDE = "set aside"  # kept with the merge, and back where it was when that is undone
    LOOSEN = "loosen"  # it stays and counts, and names nobody until the merge is undone
    REFUSE = "refuse"  # a person decides first


@dataclass(frozen=True, slots=True)
class Way:
    """`once_for`: the column beside the person of which there is one row each; empty and not NEVER: one row a person."""

    name: Lazy
    both: Both = Both.NEVER
    once_for: str = ""


RELATIONS: Final[dict[str, Way]] = {
    "people.Person.brought_by_person": Way(_("People whom she or he brought")),
    "people.PreviousName.person": Way(_("Previous names")),
    "people.Identifier.person": Way(_("Papers of identity")),
    "people.Consent.person": Way(_("Consents")),
    "people.GuestProfile.person": Way(_("Profile as a wisdom guest"), Both.SET_ASIDE),
    "people.Merge.kept": Way(_("Records merged earlier")),
    "enterprises.Investor.person": Way(_("Shares")),
    "enterprises.Officer.person": Way(_("Offices in enterprises")),
    "documents.Document.holder": Way(_("Papers")),
    "documents.GeneratedPaper.holder": Way(_("Papers that we made")),
    "messaging.Thread.person": Way(_("Conversations")),
    "messaging.Recipient.person": Way(_("Messages to come"), Both.SET_ASIDE, "campaign"),
    "messaging.Delivery.person": Way(_("Messages"), Both.LOOSEN, "campaign"),
    "premises.RegisteredAddress.person": Way(_("Registered addresses")),
    "cases.Case.founder": Way(_("Cases")),
    "cases.Agreement.client": Way(_("Agreements")),
    "publications.AnswerGiven.person": Way(_("Answers given"), Both.SET_ASIDE, "edition"),
    "promises.Promise.asker_person": Way(_("Requests")),
    "gatherings.Booking.person": Way(_("Bookings of events"), Both.REFUSE, "gathering"),
    "gatherings.CalendarFeed.person": Way(_("Calendar feeds"), Both.SET_ASIDE, "language"),
    "introductions.Notice.person": Way(_("Needs and offers")),
}


CHOSEN: Final = (
    "full_name",
    "latin_name",
    "passport_family",
    "passport_given",
    "chinese_name",
    "call_me",
    "pronounce_as",
    "nationality",
    "birth_date",
    "languages",
    "email",
    "phone",
    "adviser",
    "source",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A column of some table that points to a person."""

    model: type[models.Model]
    column: str

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.column}"

    @property
    def way(self) -> Way:
        return RELATIONS[self.label]

    @property
    def everything(self) -> models.QuerySet[Any]:
        """Every row of the table, whatever its own manager would leave out."""
        return self.model._base_manager.all()  # noqa: SLF001 - Django's name for exactly that

    def rows(self, person: int) -> models.QuerySet[Any]:
        return self.everything.filter(**{self.column: person})

    def clashing(self, gone: int, kept: int) -> models.QuerySet[Any]:
        """Return the rows of the record that goes for which the other has one of the same thing."""
        if self.way.both is Both.NEVER:
            return self.rows(gone).none()
        if not self.way.once_for:
            return self.rows(gone) if self.rows(kept).exists() else self.rows(gone).none()
        theirs = self.rows(kept).exclude(**{self.way.once_for: None}).values(self.way.once_for)
        return self.rows(gone).filter(**{f"{self.way.once_for}__in": theirs})


def relations() -> list[Relation]:
    """Return every column that points to a person, also those without a name for the way back."""
    found = (one for one in Person._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete)
    return [Relation(one.related_model, one.field.name) for one in found]  # type: ignore[union-attr, arg-type]
