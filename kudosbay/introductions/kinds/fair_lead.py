"""Somebody met at a fair: scanned with consent, followed up the same evening, on the way to a company of her own."""

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import NEED, Check, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES

WISHES = (
    ("set_up", _("Set up a company in China")),
    ("partner", _("Find a partner or distributor")),
    ("storage", _("Store or show goods in the bonded zone")),
    ("come_again", _("Exhibit again")),
)

KIND = Kind(
    code="fair_lead",
    name=_("Lead from a fair"),
    about=_("Exhibitors and visitors met at a fair who want to hear from the centre."),
    need=_("Met at a fair"),
    offer=_("Service of the centre"),
    fields=(
        Field("fair", _("Fair"), "text", required=True, sides=frozenset({NEED})),
        Field("booth", _("Booth"), "text", sides=frozenset({NEED})),
        Field("trade", _("Field of trade"), "word", TRADES, sides=frozenset({NEED})),
        Field("wishes", _("What they want"), "list", WISHES, required=True),
        Field("met_on", _("Met on"), "day", required=True, sides=frozenset({NEED})),
        Field("note", _("Note"), "text", sides=frozenset({NEED}), private=True),
    ),
    checks=(Check("wishes", _("The centre does what is wanted"), "shared.wishes >= 1", must=True),),
    outcomes=(
        ("case", _("A set-up case began")),
        ("later", _("Wants to hear from us later")),
        ("nothing", _("Nothing came of it")),
    ),
    sides=frozenset(),
    is_public=False,
    theme="exhibition",
    follow_ups=(0, 7, 30, 90),
)
