"""What the pages of packs of rules show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.cases.models import Case, Proposal
from kudosbay.cases.queries import counts_of_proposals
from kudosbay.cases.replanning.changes import changes_of
from kudosbay.cases.replanning.people import people_of_cases, people_of_firms
from kudosbay.cases.replanning.preview import Preview, preview
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.desk.fault_words import told_reason
from kudosbay.faces.desk.law_forms import ValuesFilter
from kudosbay.faces.desk.table import Column
from kudosbay.faces.happenings import told
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.law_words import in_short, told_change
from kudosbay.kernel import trail
from kudosbay.kernel.text import pick
from kudosbay.law.models import LawPack
from kudosbay.law.queries import in_force_on, values_to_check
from kudosbay.publications.citing import people_told_of
from kudosbay.rulebook.diff_words import Saying

TONES: Final = {"refused": "bad", "loaded": "turn", "approved": "plain", "withdrawn": "idle"}
PROPOSAL_TONES: Final = {"open": "turn", "accepted": "plain", "declined": "idle", "overtaken": "idle"}
SHOWN: Final = 25  # of each list; the export holds all


@dataclass(frozen=True, slots=True)
class Listed:
    pack: LawPack

    @property
    def tone(self) -> str:
        return TONES[self.pack.status]


def listed(some: Iterable[LawPack]) -> list[Listed]:
    return [Listed(one) for one in some]


def pack_page(pack: LawPack, user: User, *, today: date) -> dict[str, Any]:
    entries = list(trail.of(pack))
    names = names_of(entry.actor_id for entry in entries)
    return {
        "pack": pack,
        "tone": TONES[pack.status],
        "note": pick(pack.notes, [html_lang()]).text,
        "is_author": pack.loaded_by_id == user.pk,
        "faults": [_fault(one) for one in pack.faults],
        "proposals": counts_of_proposals(pack),
        "happenings": [told(entry, names=names) for entry in entries],
    } | (_foreseen(pack, user, today) if pack.status in {"loaded", "approved"} else {})


def _fault(fault: dict[str, Any]) -> dict[str, Any]:
    said, known = told_reason(fault["reason"])
    return fault | {"reason": said, "lang": html_lang() if known else "en"}


def _foreseen(pack: LawPack, user: User, today: date) -> dict[str, Any]:
    """Return what the pack changes: for a loaded one everything, counted now."""
    shown = preview(pack, today=today)
    saying = Saying(shown.old, shown.new, html_lang())
    people = _touched(pack, shown, today=today)
    return {
        "rules": [saying.say(one) for one in shown.rules if one.id != "pack"],
        "asked": shown.asked,
        "moved": len(shown.cases),
        "cases": _cases(shown, user),
        "plans": [_plan(one, shown) for one in shown.plans[:SHOWN]],
        "plan_count": len(shown.plans),
        "firms": _firms(shown, user),
        "firm_count": len(shown.firms),
        "people": people,
    }


def _cases(shown: Preview, user: User) -> list[dict[str, Any]]:
    moved = {one.situation.case: one for one in shown.cases}
    found = Case.objects.visible_to(user).filter(pk__in=list(moved)).for_lists()
    rows = found.select_related("founder", "adviser").order_by("pk")
    return [{"case": case, "changes": _first(moved[case.pk].differences, shown)} for case in rows[:SHOWN]]


def _first(differences: Iterable[Any], shown: Preview) -> dict[str, Any]:
    return in_short(changes_of(differences, old=shown.old, new=shown.new))


def _plan(one: Any, shown: Preview) -> dict[str, Any]:
    return {"code": one.plan.code, "changes": _first(one.differences, shown)}


def _firms(shown: Preview, user: User) -> list[dict[str, Any]]:
    moved = {one.enterprise: one for one in shown.firms}
    rows = Enterprise.objects.visible_to(user).filter(pk__in=list(moved)).order_by("pk")[:SHOWN]
    return [{"firm": firm, "before": moved[firm.pk].before, "after": moved[firm.pk].after} for firm in rows]


@dataclass(frozen=True, slots=True)
class People:
    """Ids of persons: founders of cases that change, people of enterprises whose duties do, readers of publications."""

    of_cases: set[int]
    of_firms: set[int]
    of_publications: set[int]

    @property
    def everybody(self) -> set[int]:
        return self.of_cases | self.of_firms | self.of_publications


def people_touched(pack: LawPack, *, today: date) -> People:
    return _touched(pack, preview(pack, today=today), today=today)


def _touched(pack: LawPack, shown: Preview, *, today: date) -> People:
    proposed = set(pack.proposals.values_list("case_id", flat=True))
    return People(
        people_of_cases(proposed | {one.situation.case for one in shown.cases}),
        people_of_firms(one.enterprise for one in shown.firms),
        people_told_of(shown.touched, today=today),
    )


def first_words(pack: LawPack) -> dict[str, Any]:
    """Return what the form of a message begins with: the pack's own notes, in each language that they have."""
    codes = {"en": "en", "zh": "zh-hans", "ar": "ar"}
    titles = {"en": "New rules may change your plan", "zh": "新规可能影响您的方案", "ar": "قواعد جديدة قد تغيّر خطتكم"}
    said = {f"text_{codes[short]}": text for short, text in pack.notes.items() if short in codes}
    said |= {f"title_{codes[short]}": titles[short] for short in pack.notes if short in codes}
    return said | {"link": "/"}


def affected_rows(pack: LawPack, user: User, *, today: date) -> Iterator[dict[str, Any]]:
    shown = preview(pack, today=today)
    cases = {
        case.pk: case
        for case in Case.objects.visible_to(user)
        .filter(pk__in=[one.situation.case for one in shown.cases])
        .for_lists()
        .select_related("founder", "adviser")
    }
    for one in shown.cases:
        for change in changes_of(one.differences, old=shown.old, new=shown.new):
            yield {"case": cases[one.situation.case], "change": change, "told": told_change(change)}


def affected_columns() -> list[Column]:
    return [
        Column(_("Case"), lambda row: row["case"].reference),
        Column(_("Founder"), lambda row: row["case"].founder.full_name),
        Column(_("Adviser"), lambda row: row["case"].adviser),
        Column(_("What"), lambda row: row["told"]["title"]),
        Column(_("Until now"), lambda row: row["told"]["before"]),
        Column(_("From now on"), lambda row: row["told"]["after"]),
        Column(_("Reason until now"), lambda row: " ".join(row["told"]["why_before"])),
        Column(_("Reason from now on"), lambda row: " ".join(row["told"]["why_after"])),
    ]


def proposal_rows(some: Iterable[Proposal]) -> list[dict[str, Any]]:
    return [
        {
            "proposal": one,
            "tone": PROPOSAL_TONES[one.status],
            "changes": in_short(one.changes),
        }
        for one in some
    ]


def value_chips(form: ValuesFilter, *, today: date) -> list[dict[str, Any]]:
    chosen, pack = form.kept.get("kind", ""), in_force_on(today)
    found = values_to_check(pack, today=today, text=form.kept.get("q", ""))
    counts = {
        "": len(found),
        "unverified": sum(one.value.unverified for one in found),
        "overdue": sum(one.overdue for one in found),
    }
    kept = {name: value for name, value in form.kept.items() if name != "kind"}
    labels = [("", _("All of them")), ("unverified", _("Unverified")), ("overdue", _("Check overdue"))]
    return [
        {
            "label": label,
            "href": reverse("desk:law_values", query=kept | ({"kind": name} if name else {})),
            "current": name == chosen,
            "count": counts[name],
        }
        for name, label in labels
    ]


def value_columns() -> list[Column]:
    return [
        Column(_("Value"), lambda row: row.what),
        Column(_("File"), lambda row: row.file),
        Column(_("Source"), lambda row: ", ".join(row.value.source)),
        Column(_("Confidence"), lambda row: row.value.confidence),
        Column(_("Last checked"), lambda row: row.value.checked.isoformat()),
        Column(_("Check due"), lambda row: row.value.due.isoformat()),
        Column(_("Overdue"), lambda row: _("yes") if row.overdue else ""),
    ]
