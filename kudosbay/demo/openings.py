"""Cases that are open today, as somebody would have lived them: who, what for, how far, and how quickly."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from kudosbay.demo.days import workday_until
from kudosbay.demo.enterprises import TRADING, Founded
from kudosbay.demo.files import dice
from kudosbay.demo.guests import AMARAS_PLACE, Cast, Guest
from kudosbay.demo.story import Withdrawn

# How far the cases with a signed agreement have come, in turn. The words are those of living.STAGES.
FAR: Final = (
    "papers_missing", "papers_sent", "sent_back", "steps_ours", "unanswered",
    "papers_missing", "filed", "sent_back", "steps_ours", "papers_sent",
)  # fmt: skip
BEFORE_SIGNING: Final = (
    "begun",
    "drafted",
    "offered",
    "copy_sent",
    "begun",
    "offered",
    "copy_sent",
    "unanswered_early",
)
REGIONS: Final = frozenset({"HK", "MO", "TW"})


@dataclass(slots=True)
class Opening:
    """`signed` is None before the agreement; `founded` is set where the licence is issued and the way goes on."""

    guest: Guest
    country: str
    begins: date
    signed: date | None
    stage: str
    activity: str
    facts: dict[str, Any]
    founded: Founded | None = None
    assisted: bool = False
    with_agent: bool = False


def openings(told: Cast, by_hand: list[Founded], signed: list[Withdrawn]) -> list[Opening]:
    """`signed`: the latest of the story's open agreements; the earlier ones have no case."""
    rng = dice("openings")
    clients = told.of_open[-len(signed) :]
    first = len(told.of_open) - len(signed)
    going = [
        _signed(one, guest, place, rng=rng)
        for place, (one, guest) in enumerate(zip(signed, clients, strict=True), first)
    ]
    founded = [_founded(one, rng) for one in by_hand]
    early = [_early(guest, stage, rng) for guest, stage in zip(told.of_early, BEFORE_SIGNING, strict=True)]
    return [*going, *founded, *early]


def _signed(agreed: Withdrawn, guest: Guest, place: int, *, rng: Random) -> Opening:
    activity = _activity(rng)
    return Opening(
        guest=guest,
        country=guest.country,
        begins=max(guest.registered, workday_until(agreed.signed - timedelta(days=rng.randint(2, 6)))),
        signed=agreed.signed,
        stage="sent_back" if place == AMARAS_PLACE else FAR[place % len(FAR)],
        activity=activity,
        facts=_facts(guest.country, activity, rng),
        assisted=place % 5 == 3,
        with_agent=place % 9 == 4,
    )


def _founded(one: Founded, rng: Random) -> Opening:
    firm = one.firm
    facts = _facts(firm.country, firm.activity, rng) | {
        "capital": {"amount": int(firm.amount), "currency": firm.currency}
    }
    facts["investors"] = _investors(one)
    facts["form"] = firm.form
    return Opening(
        guest=one.client,
        country=firm.country,
        begins=max(one.client.registered, workday_until(firm.signed - timedelta(days=3))),
        signed=firm.signed,
        stage="licensed",
        activity=firm.activity,
        facts=facts,
        founded=one,
    )


def _early(guest: Guest, stage: str, rng: Random) -> Opening:
    activity = _activity(rng)
    return Opening(
        guest=guest,
        country=guest.country,
        begins=guest.registered,
        signed=None,
        stage=stage,
        activity=activity,
        facts=_facts(guest.country, activity, rng),
    )


def _activity(rng: Random) -> str:
    return str(rng.choice(["import_export", "consulting", "software_development", "cross_border_ecommerce", "design"]))


def _facts(country: str, activity: str, rng: Random) -> dict[str, Any]:
    owner: dict[str, Any] = {"id": "founder", "kind": "natural", "country": country, "share": 100}
    owner["in_china"] = rng.randrange(3) > 0
    if country in REGIONS:
        owner |= {"mainland_travel_permit": True, "chinese_citizen": True}
    return {
        "form": "wfoe_llc",
        "investors": [owner],
        "activities": [activity],
        "location": {"district": "songjiang", "zone": "songjiang_etdz"},
        "address": "centralised_registration",
        "capital": {"amount": rng.choice([200000, 500000, 1000000]), "currency": "CNY"},
        "trade": "both" if activity in TRADING else "none",
        "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": rng.randrange(3) == 0}],
        "filed_by": "agent",
    }


def _investors(one: Founded) -> list[dict[str, Any]]:
    """Return the owners as the rules name them: founder or company first, then partners."""
    found = []
    for place, owner in enumerate(one.owners):
        first = "founder" if owner["kind"] == "natural" else "company"
        about: dict[str, Any] = {"id": first if place == 0 else f"partner{place}", "kind": owner["kind"]}
        about |= {"country": owner["country"], "share": float(owner["share"]), "in_china": True}
        found.append(about)
    return found
