"""A firm as the duties ask about it: what the register holds, and the tax profile of the day. Unknown stays unknown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q

from kudosbay.compliance.models import TaxProfile
from kudosbay.enterprises.models import Capital, Enterprise, Investor
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import load_rules, made_of_rules

Facts = dict[str, Any]


def profile_on(enterprise: Enterprise, day: date) -> TaxProfile | None:
    return profiles_on([enterprise.pk], day).get(enterprise.pk)


def profiles_on(firms: Iterable[int], day: date) -> dict[int, TaxProfile]:
    """Return by enterprise the profile of the day; one question for any number of firms."""
    rows = TaxProfile.objects.filter(enterprise__in=list(firms), valid_from__lte=day).order_by("valid_from", "pk")
    return {row.enterprise_id: row for row in rows}


def facts_of(enterprise: Enterprise, *, day: date) -> Facts:
    """Return facts in the vocabulary of docs/facts.md; where the rules refuse what the register holds, the sure ones."""
    return facts_of_many([enterprise], day=day)[enterprise.pk]


def facts_of_many(firms: Sequence[Enterprise], *, day: date) -> dict[int, Facts]:
    """Return the facts of each by its number; three questions for any number of firms."""
    keys = [one.pk for one in firms]
    held = Q(enterprise__in=keys, valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))
    profiles = profiles_on(keys, day)
    capital = {one.enterprise_id: one for one in Capital.objects.filter(held).order_by("valid_from", "pk")}
    investors = defaultdict(list)
    for one in Investor.objects.filter(held).order_by("-share", "pk"):
        investors[one.enterprise_id].append(one)
    return {
        one.pk: _facts(one, profiles.get(one.pk), investors=investors[one.pk], capital=capital.get(one.pk))
        for one in firms
    }


def _facts(
    enterprise: Enterprise, profile: TaxProfile | None, *, investors: Iterable[Investor], capital: Capital | None
) -> Facts:
    facts = core_facts(enterprise, profile)
    facts["investors"] = [
        {"id": f"i{one.pk}", "kind": one.kind, "country": one.country, "share": float(one.share)} for one in investors
    ]
    if set(enterprise.activities) <= known_activities():
        facts["activities"] = enterprise.activities
    if capital:
        facts["capital"] = {"amount": float(capital.amount), "currency": capital.currency}
    return _accepted(facts) or _accepted({name: facts[name] for name in ("existing", "tax")})


def _accepted(facts: Facts) -> Facts:
    told = {name: value for name, value in facts.items() if value}
    try:
        read_facts(told)
    except FactsError:
        return {}
    return told


def core_facts(enterprise: Enterprise, profile: TaxProfile | None) -> Facts:
    """Return what decides the returns that are filed period by period."""
    existing: Facts = {"registered": enterprise.founded_on or enterprise.licensed_on}
    if enterprise.form in known_forms():
        existing["form"] = enterprise.form
    return {"existing": existing, "tax": tax_facts(profile)}


def tax_facts(profile: TaxProfile | None) -> Facts:
    if profile is None:
        return {}
    told = {
        "vat": profile.vat or None,
        "vat_period": profile.vat_period or None,
        "employees": profile.employees,
        "foreign_employees": profile.foreign_employees,
        "customs_registered": profile.customs_registered,
    }
    return {name: value for name, value in told.items() if value is not None}


@made_of_rules
@cache
def known_forms() -> frozenset[str]:
    return frozenset(one.id for one in load_rules().forms)


@made_of_rules
@cache
def known_activities() -> frozenset[str]:
    return frozenset(one.id for one in load_rules().activities)
