"""A Chinese enterprise gives work out, a vetted foreign provider does it: what was saved is recorded."""

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import NEED, OFFER, Check, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES

KIND = Kind(
    code="work_package",
    name=_("Work package"),
    about=_("Work that a Chinese enterprise gives to a provider abroad or to a foreign firm here."),
    need=_("Work wanted by a Chinese enterprise"),
    offer=_("Service of a foreign provider"),
    fields=(
        Field("trade", _("Field of work"), "word", TRADES, required=True),
        Field("markets", _("Countries or regions it is for"), "text", hint=_("Where the work is to be done or sold.")),
        Field("budget_cny", _("Budget in CNY"), "number", sides=frozenset({NEED})),
        Field("price_cny", _("Price from, in CNY"), "number", sides=frozenset({OFFER})),
        Field("wanted_by", _("Wanted by"), "day", sides=frozenset({NEED})),
        Field("free_from", _("Can begin on"), "day", sides=frozenset({OFFER})),
        Field("today_cny", _("What the work costs today, in CNY"), "number", sides=frozenset({NEED}), private=True),
        Field("years", _("Years in this field"), "number", sides=frozenset({OFFER})),
        Field("years_wanted", _("Years of experience wanted"), "number", sides=frozenset({NEED})),
    ),
    checks=(
        Check("same_trade", _("Same field of work"), "need.trade == offer.trade", must=True),
        Check("price_in_budget", _("The price is within the budget"), "offer.price_cny <= need.budget_cny"),
        Check("in_time", _("Can begin before the work is wanted"), "offer.free_from <= need.wanted_by"),
        Check("experienced", _("Has the years of experience wanted"), "offer.years >= need.years_wanted"),
        Check("language", _("Both write in a common language"), "shared.languages >= 1"),
        Check("belt_road", _("The provider is from a country along the Belt and Road"), "offer.belt_road"),
    ),
    outcomes=(
        ("delivered", _("Delivered")),
        ("ordered", _("Ordered")),
        ("no_order", _("No order came of it")),
    ),
    has_saving=True,
    theme="belt_road",
)
