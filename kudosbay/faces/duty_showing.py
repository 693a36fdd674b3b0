"""A firm's duties as pages show them: on which day, why, by what source, who does it, and how far it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kudosbay.compliance.calendar import Entry, calendar_of
from kudosbay.compliance.models import FilingJob
from kudosbay.compliance.words import BASES, Words, missing_words, penalty_words, text_of
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.jinja import html_lang
from kudosbay.rulebook.duties import Duty
from kudosbay.rulebook.duty_words import say
from kudosbay.rulebook.explain import explain
from kudosbay.rulebook.load import load_rules

HOW_LANG: Final = {"zh-Hans": "zh-Hans"}  # the reckoning of days is said in English and Chinese


@dataclass(frozen=True, slots=True)
class Shown:
    """One duty: texts by language, and for a dated one its day, the way to it and the return."""

    name: Words
    authority: Words
    note: Words
    penalty: Words
    penalty_sure: str
    depends: Words
    why: list[str]
    sources: list[str]
    confidence: str
    period: str = ""
    day: date | None = None
    act_by: date | None = None
    how: tuple[str, ...] = ()
    basis: Any = ""
    provisional: bool = False
    job: FilingJob | None = None
    partner: str = ""
    done: bool = False
    late: bool = False


def duties_page(enterprise: Enterprise, *, today: date, days: int, back: int = 0) -> dict[str, Any]:
    """Return the duties of a window around today; what is past and not filed by us stays in it for `back` days."""
    found = calendar_of(enterprise, first=today - timedelta(days=back), last=today + timedelta(days=days))
    shown = [shown_entry(one, today) for one in found.entries]
    ahead = [one for one in shown if one.day and (one.day >= today or (one.late and one.job))]
    return {
        "duties": ahead,
        "next_duty": next((one for one in ahead if not one.done and not one.depends), None),
        "standing": [shown_duty(one) for one in found.standing],
        "how_lang": HOW_LANG.get(html_lang(), "en"),
        "days": days,
    }


def shown_entry(entry: Entry, today: date) -> Shown:
    item = entry.item
    return Shown(
        **_told(item.duty),
        sources=item.source,
        confidence=item.confidence,
        period=item.period.label if item.period else "",
        day=item.date,
        act_by=item.due.act_by,
        how=tuple(say(load_rules(), item.due.said, language=html_lang())),
        basis=BASES.get(item.due.basis, item.due.basis),
        provisional=item.provisional,
        job=entry.job,
        partner=entry.partner,
        done=entry.is_done,
        late=item.date < today and not entry.is_done,
    )


def shown_duty(duty: Duty) -> Shown:
    return Shown(**_told(duty), sources=duty.rule.data["source"], confidence=str(duty.rule.data["confidence"]))


def _told(duty: Duty) -> dict[str, Any]:
    return {
        "name": text_of(duty.rule, "name"),
        "authority": text_of(duty.rule, "authority"),
        "note": text_of(duty.rule, "note"),
        "penalty": penalty_words(duty),
        "penalty_sure": str(duty.penalty["confidence"]) if duty.penalty else "",
        "why": [one.text for one in explain(load_rules(), duty.why, language=html_lang())],
        "depends": missing_words(duty.missing) if duty.applies is None else {},
    }
