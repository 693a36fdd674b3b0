"""What the pages of authority, of one firm's duties and of the year's deadlines show."""

from datetime import date, timedelta
from typing import Any, Final

from kudosbay.compliance import queries
from kudosbay.compliance.calendar import tax_year
from kudosbay.compliance.models import Mandate, TaxProfile
from kudosbay.compliance.plans import periodic_duties
from kudosbay.compliance.policy import LACKS, authorities
from kudosbay.compliance.words import BASES, duty_words
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.duty_showing import duties_page
from kudosbay.faces.jinja import html_lang
from kudosbay.rulebook.duty_words import tax_day_json
from kudosbay.rulebook.load import load_rules

AHEAD, BACK, YEAR = 90, 60, timedelta(days=365)
POWERS: Final = dict(Mandate.Power.choices)


def deadlines_page(year: int) -> dict[str, Any]:
    """Return the twelve last days of a year: published, changed locally or computed, each with its source."""
    language = "zh" if html_lang().startswith("zh") else "en"
    months = []
    for found in tax_year(year):
        told = tax_day_json(load_rules(), found)
        how = [one[language] for one in told["how"]]
        months.append({"day": found, "told": told, "how": how, "basis": BASES[_basis(found.basis)]})
    return {"year": year, "months": months, "how_lang": "zh-Hans" if language == "zh" else "en"}


def _basis(basis: str) -> str:
    return "" if basis == "not_found" else basis


def firm_page(firm: Enterprise, today: date) -> dict[str, Any]:
    held = queries.held_of(firm)
    return {
        "company": firm,
        "held": held,
        "profile": next((one for one in held.profiles if one.valid_from <= today), None),
        "returns": queries.returns_of(firm, since=today - YEAR),
        "today": today,
        "lacks": [LACKS[name] for name in authorities([firm.pk], _engaged(held), day=today)[firm.pk].lacks],
        "powers": POWERS,
        "name_of": duty_words,
        **duties_page(firm, today=today, days=AHEAD, back=BACK),
    }


def _engaged(held: queries.Held) -> str:
    """Return a duty to look at authority for: one that is engaged, else any."""
    return next((duty for row in held.engagements for duty in row.duties), periodic_duties()[0])


def profile_initial(profile: TaxProfile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    names = ("vat", "vat_period", "employees", "foreign_employees", "evidence")
    known = {True: "yes", False: "no", None: ""}[profile.customs_registered]
    return {name: getattr(profile, name) for name in names} | {"customs_registered": known}
