"""A cross-border trade project for the bonded zone: score, fit with the zone's functions of the day, receipt."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds.shape import NEED, OFFER, Check, Details, Field, Kind
from kudosbay.introductions.kinds.trades import TRADES
from kudosbay.introductions.zone import functions_on, is_excellent
from kudosbay.rulebook.conditions.vocabulary import Sort

FLOWS = (
    ("storage", _("Bonded storage and distribution")),
    ("processing", _("Processing and manufacture for export")),
    ("display", _("Bonded display and trading")),
    ("ecommerce", _("Cross-border e-commerce")),
    ("maintenance", _("Inspection and repair for the world")),
    ("research", _("Bonded research and development")),
    ("vehicles", _("Bonded display of cars")),
)


def _derive(need: Details, _offer: Details, today: date) -> dict[str, Any]:
    flows = set(need.get("flows") or ())
    known = {function.code for function in functions_on(today)}
    return {"need.function_open": flows <= known if flows else None, "need.is_excellent": is_excellent(need, today)}


KIND = Kind(
    code="zone_project",
    name=_("Project for the bonded zone"),
    about=_("A cross-border trade project that looks for its place in the Songjiang Comprehensive Bonded Zone."),
    need=_("Cross-border trade project"),
    offer=_("Place in the bonded zone"),
    fields=(
        Field("trade", _("Field of trade"), "word", TRADES, required=True, sides=frozenset({NEED})),
        Field("flows", _("What is done in the zone"), "list", FLOWS, required=True),
        Field("goods", _("Goods"), "text", sides=frozenset({NEED})),
        Field("area_m2", _("Area in square metres"), "number", required=True),
        Field("jobs", _("Jobs"), "number", sides=frozenset({NEED})),
        Field("capital_usd", _("Capital in USD"), "number", sides=frozenset({NEED})),
        Field("trade_usd", _("Imports and exports a year, in USD"), "number", sides=frozenset({NEED})),
        Field("starts_on", _("Wants to begin on"), "day", sides=frozenset({NEED})),
        Field("free_from", _("Free from"), "day", sides=frozenset({OFFER})),
    ),
    checks=(
        Check("function", _("The zone has this function on the day"), "need.function_open", must=True),
        Check("flows", _("The place is meant for this use"), "shared.flows >= 1", must=True),
        Check("area", _("The area is large enough"), "offer.area_m2 >= need.area_m2"),
        Check("in_time", _("Free before the project begins"), "offer.free_from <= need.starts_on"),
        Check("excellent", _("Reaches the score of an excellent project"), "need.is_excellent"),
    ),
    outcomes=(
        ("admitted", _("Admitted to the zone")),
        ("operating", _("Operating in the zone")),
        ("elsewhere", _("Settled elsewhere")),
        ("given_up", _("Given up")),
    ),
    has_receipt=True,
    sides=frozenset({NEED}),
    theme="bonded_zone",
    days=365,
    derive=_derive,
    derived={"need.function_open": Sort("bool"), "need.is_excellent": Sort("bool")},
)
