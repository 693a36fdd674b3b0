"""A pack of rules meets many open cases, as the desk does it: read, judged by both rules, proposals written, committed.

Correct means: exactly the cases that come out differently when each is planned alone have a proposal, and no other row of
a case was written.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from benchmarks.timing import line

CASES = {"tiny": 300, "full": 10_000}
SAMPLE = {"tiny": 300, "full": 600}
COUNTRIES = ["NG", "KE", "GH", "EG", "PK", "BD", "VN", "DE", "ES", "FR", "GB", "US", "KR", "JP", "RU", "KZ", "HK", "CA"]
DAY = date(2026, 12, 1)
NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def facts_of_many(number: int) -> list[dict[str, Any]]:
    pick = random.Random(20170412)
    return [_facts(pick) for _ in range(number)]


def _facts(pick: random.Random) -> dict[str, Any]:
    here = pick.random() < 0.6
    founder = {"id": "founder", "kind": "natural", "country": pick.choice(COUNTRIES), "share": 100, "in_china": here}
    return {
        "as_of": "2026-11-02",
        "form": "wfoe_llc",
        "investors": [founder],
        "activities": ["consulting"],
        "location": {"district": "songjiang", "zone": "songjiang_etdz"},
        "address": "centralised_registration",
        "capital": {"amount": pick.choice([100_000, 500_000, 1_000_000]), "currency": pick.choice(["CNY", "USD"])},
        "trade": pick.choice(["none", "import", "export", "both"]),
        "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": pick.random() < 0.5}],
    }


def accession() -> bytes:
    """A pack by which one more country is in the Apostille Convention."""
    from kudosbay.rulebook.load import SHIPPED

    name, kept = "tables/apostille.csv", io.BytesIO()
    table = (SHIPPED / name).read_text(encoding="utf-8")
    manifest = (
        "{pack: measured, version: '1', jurisdiction: cn_shanghai, takes_effect: 2026-12-01, notes: {en: N, zh: 注}}"
    )
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("pack.yaml", manifest)
        archive.writestr(name, table + "NG,in_force,2026-12-01,2026-12-01,Written for a measurement,unverified,\n")
    return kept.getvalue()


def lay_cases(number: int) -> None:
    from django.db import transaction

    from kudosbay.accounts.models import User
    from kudosbay.cases.models import Case, CaseStep
    from kudosbay.demo.bulk import lay
    from kudosbay.messaging.models import Thread

    adviser, pick = User.objects.get(email="li@example.org"), random.Random(1)
    begun = [datetime(2026, pick.randint(1, 11), pick.randint(1, 28), 2, tzinfo=UTC) for _ in range(number)]
    with transaction.atomic():
        lay(Thread, _threads(begun))
        lay(Case, _cases(begun, adviser.pk))
        lay(CaseStep, _steps(begun))


def _threads(begun: list[datetime]) -> Iterator[dict[str, Any]]:
    for number, at in enumerate(begun, 1):
        yield {"id": number, "key": f"bench-{number}", "person_id": _founder(number), "opened_at": at, "last_at": at}


def _founder(number: int) -> int:
    return 1 + number % 2000


def _cases(begun: list[datetime], adviser: int) -> Iterator[dict[str, Any]]:
    from kudosbay.cases.plans import compute

    plan = compute(facts_of_many(1)[0], start=DAY)
    for number, (at, facts) in enumerate(zip(begun, facts_of_many(len(begun)), strict=True), 1):
        yield {
            "id": number,
            "reference": f"C-BENCH-{number}",
            "founder_id": _founder(number),
            "adviser_id": adviser,
            "opened_by_id": adviser,
            "thread_id": number,
            "turn_since": at,
            "opened_at": at,
            "facts": facts,
            "plan": plan,
            "law_as_of": date(2026, 11, 2),
        }


def _steps(begun: list[datetime]) -> Iterator[dict[str, Any]]:
    """One case in four has filed for its name."""
    for number, at in enumerate(begun, 1):
        if number % 4 == 0:
            told = {"step": "name.declare", "place": 1, "lane": "we", "status": "submitted", "submitted_at": at}
            yield {"id": number, "case_id": number, **told}


def staff() -> tuple[Any, Any]:
    from kudosbay.accounts.models import User

    made = [User.objects.create(email=f"{name}@example.org", name=name, roles=["manager"]) for name in ("mei", "li")]
    mei, li = made
    return mei, li


def run(size: str) -> dict[str, Any]:
    from benchmarks.ground import ready

    ready("tiny")
    from kudosbay.law.commands import load_pack
    from kudosbay.law.laying import know_sound, laid
    from kudosbay.rulebook.archive import read_archive

    mei, li = staff()
    lay_cases(CASES[size])
    know_sound(laid(read_archive(accession())))  # the tests look for faults; here that would only take its time
    pack = load_pack(accession(), by=mei, now=NOW)
    assert pack.files, pack.faults
    approve, undo = approving(pack, by=li)
    approve()
    written = check(pack, SAMPLE[size])
    lines = [line(f"approved, {written} proposals", {"ours": approve}, times=1, before=undo), *parts(pack)]
    return {"job": "a pack meets open cases", "rows": CASES[size], "lines": lines}


def approving(pack: Any, *, by: Any) -> tuple[Callable[[], None], Callable[[], None]]:
    """Approve the pack, with everything that is written; and take away again what that wrote."""
    from kudosbay.cases.commands import approve_law
    from kudosbay.cases.models import Proposal
    from kudosbay.law.models import LawPack

    def approve() -> None:
        approve_law(LawPack.objects.get(pk=pack.pk), seen=1, by=by, now=NOW)

    def undo() -> None:
        Proposal.objects.all().delete()
        LawPack.objects.filter(pk=pack.pk).update(status=LawPack.Status.LOADED, approved_by=None, version=1)

    return approve, undo


def check(pack: Any, sample: int) -> int:
    from kudosbay.cases.models import Case, Proposal
    from kudosbay.cases.replanning.affected import moved
    from kudosbay.cases.replanning.situations import situations
    from kudosbay.law.laying import rules_with

    proposed, old, new = set(Proposal.objects.values_list("case", flat=True)), rules_with(pack.base), rules_with(pack)
    some = random.Random(2).sample(situations(Case.objects.open(), since=DAY), sample)
    alone = {one.case for one in some if moved(one.facts, old=old, new=new, stands=one.stands)}
    assert alone == proposed & {one.case for one in some}
    assert alone
    assert not Case.objects.exclude(version=1).exists()
    return len(proposed)


def parts(pack: Any) -> list[dict[str, Any]]:
    """Where the time goes: read, judged, planned with what changes and why."""
    from kudosbay.cases.models import Case
    from kudosbay.cases.replanning.affected import moved_cases
    from kudosbay.cases.replanning.changes import changes_of
    from kudosbay.cases.replanning.situations import situations
    from kudosbay.cases.replanning.touched import touched
    from kudosbay.kernel.memory import uncollected
    from kudosbay.law.laying import folder_of, rules_with
    from kudosbay.rulebook.diff import diff_rules

    sides = {"old": rules_with(pack.base), "new": rules_with(pack)}
    changes = diff_rules(folder_of(pack.base), folder_of(pack))
    some = situations(Case.objects.open(), since=DAY)
    few = touched(some, changes, **sides)
    moved = moved_cases(few, **sides)

    def plan_both() -> None:
        with uncollected():
            moved_cases(few, **sides)

    acts: dict[str, Callable[[], Any]] = {
        "of this: read from the database": lambda: situations(Case.objects.open(), since=DAY),
        f"of this: {len(few)} found that may move": lambda: touched(some, changes, **sides),
        "of this: these planned by both": plan_both,
        "of this: said, with reasons": lambda: [changes_of(one.differences, **sides) for one in moved],
    }
    return [line(what, {"ours": act}, times=1) for what, act in acts.items()]
