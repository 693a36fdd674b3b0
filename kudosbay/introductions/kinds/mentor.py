"""Who has done it guides who begins."""

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import NEED, OFFER, Check, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES

TOPICS = (
    ("market", _("Entering the Chinese market")),
    ("finance", _("Money and investors")),
    ("team", _("Finding and leading a team")),
    ("product", _("Product and technology")),
    ("trade", _("Import and export")),
    ("study_to_start", _("From studies to a company")),
)

KIND = Kind(
    code="mentor",
    name=_("Mentor"),
    about=_("Experienced founders and professors who guide beginners for some months."),
    need=_("Looks for a mentor"),
    offer=_("Offers to be a mentor"),
    fields=(
        Field("topics", _("Topics"), "list", TOPICS, required=True),
        Field("trade", _("Field"), "word", TRADES),
        Field("hours_wanted", _("Hours a month wanted"), "number", sides=frozenset({NEED})),
        Field("hours", _("Hours a month"), "number", sides=frozenset({OFFER})),
        Field("is_student", _("I study"), "yes", sides=frozenset({NEED})),
    ),
    checks=(
        Check("topics", _("A common topic"), "shared.topics >= 1", must=True),
        Check("language", _("A common language"), "shared.languages >= 1", must=True),
        Check("same_trade", _("Same field"), "need.trade == offer.trade"),
        Check("hours", _("Has the hours that are wanted"), "offer.hours >= need.hours_wanted"),
    ),
    outcomes=(
        ("guided", _("Guided to the end")),
        ("founded", _("Founded a company")),
        ("ended", _("Ended early")),
    ),
    answers=2,
)
