"""Students, graduates, specialists and professors, at home and abroad, and the openings that look for them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import NEED, OFFER, Check, Details, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES
from kudosbay.rulebook.conditions.vocabulary import Sort

LEVELS = (
    ("student", _("Student")),
    ("graduate", _("Graduate")),
    ("specialist", _("Specialist")),
    ("professor", _("Professor or researcher")),
)
FORMS = (
    ("internship", _("Internship")),
    ("job", _("Job")),
    ("co_founder", _("Co-founder")),
    ("project", _("Project or research")),
)


def _derive(need: Details, offer: Details, _today: date) -> dict[str, Any]:
    """An opening that names no stage takes none for granted: the answer stays unknown."""
    wanted, level = need.get("levels"), offer.get("level")
    return {"need.takes_level": level in wanted if wanted and level else None}


KIND = Kind(
    code="talent",
    name=_("Talent and opening"),
    about=_("Talents of the University Town and from abroad, and the openings of firms in the centre."),
    need=_("Opening"),
    offer=_("Talent"),
    fields=(
        Field("trade", _("Field"), "word", TRADES, required=True),
        Field("form", _("Kind of work"), "list", FORMS, required=True),
        Field("levels", _("For whom"), "list", LEVELS, sides=frozenset({NEED})),
        Field("level", _("Stage"), "word", LEVELS, required=True, sides=frozenset({OFFER})),
        Field("place", _("University or employer"), "text", sides=frozenset({OFFER}), private=True),
        Field("in_university_town", _("Studies or works in the University Town"), "yes", sides=frozenset({OFFER})),
        Field("starts_on", _("Begins on"), "day", sides=frozenset({NEED})),
        Field("free_from", _("Free from"), "day", sides=frozenset({OFFER})),
        Field("wants_to_found", _("Thinks of an own company"), "yes", sides=frozenset({OFFER})),
    ),
    checks=(
        Check("same_trade", _("Same field"), "need.trade == offer.trade", must=True),
        Check("form", _("The kind of work is one that is looked for"), "shared.form >= 1", must=True),
        Check("level", _("The stage is one that is looked for"), "need.takes_level"),
        Check("in_time", _("Free when the work begins"), "offer.free_from <= need.starts_on"),
        Check("language", _("A common language"), "shared.languages >= 1"),
    ),
    outcomes=(
        ("filled", _("Opening filled")),
        ("founded", _("Founded a company")),
        ("guided", _("Guided to a next step")),
        ("not_filled", _("Not filled")),
    ),
    theme="university_town",
    answers=5,
    derive=_derive,
    derived={"need.takes_level": Sort("bool")},
)
