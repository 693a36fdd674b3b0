"""Members find one another by consent, in groups, and ask."""

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import OFFER, Check, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES

GROUPS = (
    ("traders", _("Traders")),
    ("technology", _("Technology")),
    ("services", _("Services")),
    ("university_town", _("University Town")),
    ("belt_road", _("Belt and Road")),
    ("newcomers", _("New in Shanghai")),
    ("women", _("Women who found")),
)

KIND = Kind(
    code="member",
    name=_("Member to member"),
    about=_("Members of the centre show themselves by consent and ask one another."),
    need=_("Question to members"),
    offer=_("Member"),
    fields=(
        Field("trade", _("Field"), "word", TRADES),
        Field("groups", _("Groups"), "list", GROUPS, required=True),
        Field("can_help", _("What others may ask me about"), "text", sides=frozenset({OFFER})),
    ),
    checks=(
        Check("groups", _("A common group"), "shared.groups >= 1", must=True),
        Check("language", _("A common language"), "shared.languages >= 1"),
        Check("same_trade", _("Same field"), "need.trade == offer.trade"),
    ),
    outcomes=(
        ("answered", _("Answered")),
        ("together", _("Work together now")),
        ("nothing", _("Nothing came of it")),
    ),
    answers=5,
    days=365,
    sides=frozenset({OFFER}),
)
