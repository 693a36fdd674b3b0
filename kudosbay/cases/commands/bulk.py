"""The same change for many cases: looked at before, done in one transaction, taken back within ten minutes."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import BulkAct, Case
from kudosbay.cases.policy import must_work_on
from kudosbay.cases.telling import tell
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role

UNDO_WITHIN = timedelta(minutes=10)
MOST = 500


@transaction.atomic
def reassign_cases(cases: Sequence[Case], adviser: User, *, by: User, now: datetime, key: str) -> BulkAct:
    """Give cases to another adviser. The same `key` a second time changes nothing and returns the first act."""
    if not adviser.has_role(Role.ADVISER):
        raise Refused(_("Choose somebody who is an adviser."), field="adviser")
    return _apply("reassign", cases, {"adviser_id": adviser.pk}, by=by, now=now, key=key)


@transaction.atomic
def postpone_cases(cases: Sequence[Case], due_on: date, *, by: User, now: datetime, key: str) -> BulkAct:
    return _apply("postpone", cases, {"due_on": due_on}, by=by, now=now, key=key)


@transaction.atomic
def remind_founders(cases: Sequence[Case], *, by: User, now: datetime) -> int:
    """Write to the founders whose turn it is; return to how many. One reminder per case and day."""
    waiting = [case for case in cases if case.status == Case.Status.OPEN and case.turn == Case.Turn.CLIENT]
    for case in waiting:
        must_work_on(case, by)
        words = case.next_words or {"en": case.next_step}
        tell(case, "your_turn", act=f"{now:%Y%m%d}", by=by, now=now, step=words)
        trail.record(by, "case.reminded", on=[case, case.founder])
    return len(waiting)


def _apply(act: str, cases: Sequence[Case], values: dict[str, Any], *, by: User, now: datetime, key: str) -> BulkAct:
    done = BulkAct.objects.filter(key=key).first()
    if done:
        return done
    before = []
    for case in _locked(cases, by):
        before.append({"case": case.pk} | {name: _plain(getattr(case, name)) for name in values})
        _set(case, values)
        trail.record(by, f"case.{act}", on=[case, case.founder], fields=list(values))
    return BulkAct.objects.create(key=key, act=act, by=by, at=now, before=before)


def _locked(cases: Sequence[Case], by: User) -> list[Case]:
    if len(cases) > MOST:
        raise Refused(_("Choose at most %(most)s cases at once.") % {"most": MOST})
    rows = Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk")
    alive = [case for case in rows if case.status == Case.Status.OPEN]
    for case in alive:
        must_work_on(case, by)
    return alive


def _set(case: Case, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1
    case.save(update_fields=[*values, "version"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


READERS: dict[str, Callable[[Any], Any]] = {
    "due_on": lambda value: date.fromisoformat(value) if value else None,
    "adviser_id": int,
}


@transaction.atomic
def undo_bulk(bulk: BulkAct, *, by: User, now: datetime) -> BulkAct:
    """Put back what each case was. Refused after ten minutes, a second time, or for somebody else."""
    bulk = BulkAct.objects.select_for_update().get(pk=bulk.pk)
    if bulk.by_id != by.pk or bulk.undone_at or now - bulk.at > UNDO_WITHIN:
        raise Refused(_("This can no longer be taken back."))
    for row in bulk.before:
        case = Case.objects.select_for_update().get(pk=row["case"])
        _set(case, {name: READERS[name](value) for name, value in row.items() if name != "case"})
        trail.record(by, "case.bulk_undone", on=[case, case.founder], facts={"act": bulk.act})
    bulk.undone_at = now
    bulk.save(update_fields=["undone_at"])
    return bulk
