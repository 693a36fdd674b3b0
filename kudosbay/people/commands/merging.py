"""Two records of one human become one, with everything that belongs to them; for thirty days that can be undone."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import models, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.models import Labelled
from kudosbay.people import index
from kudosbay.people.merging import CHOSEN, Both, Relation, relations
from kudosbay.people.models import Consent, Merge, Person, PreviousName
from kudosbay.people.names import sort_key
from kudosbay.people.policy import can_be_undone, must_merge

Row = dict[str, Any]


@transaction.atomic
def merge_people(kept: Person, gone: Person, *, take: Collection[str] = (), by: User, now: datetime) -> Merge:
    """Let everything of `gone` belong to `kept`. `take`: fields of CHOSEN whose value comes from the record that goes."""
    kept, gone = _both(kept, gone)
    must_merge(by, kept, gone)
    _refuse_what_nobody_can_decide(kept, gone)
    before, leaving = _row(kept), _row(gone)
    merge = Merge(kept=kept, gone_key=gone.pk, gone_reference=gone.reference, by=by, at=now)
    merge.gone, merge.before = leaving, before
    for relation in relations():
        _move(relation, merge)
    _move_labels(merge)
    _let_withdrawals_stand(merge)
    index.forget(gone.pk)
    gone.delete()  # nothing points to it any more: what would be lost with it makes the database refuse
    _take_values(merge, [name for name in CHOSEN if name in take], user=_account(kept, gone))
    merge.save()
    merge.kept.refresh_from_db()
    index.refresh(merge.kept)
    counts = {label: len(keys) for label, keys in merge.moved.items() if keys}
    facts = {"gone": gone.reference, "merge": merge.pk, "rows": counts}
    values = {name: leaving[name] for name in ("full_name", "email", "phone")}
    trail.record(by, "person.merged", on=[merge.kept, _as_it_was(merge)], fields=take, facts=facts, values=values)
    return merge


def _both(kept: Person, gone: Person) -> tuple[Person, Person]:
    if kept.pk == gone.pk:
        raise Refused(_("This is one and the same record."))
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    if len(rows) != 2:
        raise Refused(_("One of the two records was merged already. Open the page again."))
    return rows[kept.pk], rows[gone.pk]


def _refuse_what_nobody_can_decide(kept: Person, gone: Person) -> None:
    if all(person.user and person.user.is_active for person in (kept, gone)):
        raise Refused(_("Both records have an account in use. Let an administrator close one of the two, then merge."))
    for relation in relations():
        if relation.way.both is Both.REFUSE and (count := relation.clashing(gone.pk, kept.pk).count()):
            what = {"what": relation.way.name, "count": count}
            raise Refused(_("Both records have one for the same thing (%(what)s: %(count)s). Cancel one first.") % what)


def _account(kept: Person, gone: Person) -> int | None:
    """Return the account in use; of a closed one only where there is no other."""
    in_use = [person.user_id for person in (kept, gone) if person.user and person.user.is_active]
    return in_use[0] if in_use else kept.user_id or gone.user_id


def _row(thing: models.Model) -> Row:
    """Return a record as it can be kept and made anew."""
    fields: Row = json.loads(serializers.serialize("json", [thing]))[0]["fields"]
    return fields


def _as_it_was(merge: Merge) -> Person:
    return Person(pk=merge.gone_key)


def _move(relation: Relation, merge: Merge) -> None:
    gone, kept = merge.gone_key, merge.kept_id
    clashing = relation.clashing(gone, kept)
    if relation.way.both is Both.SET_ASIDE:
        merge.set_aside += _set_aside(list(clashing))
    elif relation.way.both is Both.LOOSEN:
        merge.loosened[relation.label] = list(clashing.values_list("pk", flat=True))
        relation.everything.filter(pk__in=merge.loosened[relation.label]).update(**{relation.column: None})
    rows = relation.rows(gone).exclude(pk=kept) if relation.model is Person else relation.rows(gone)
    merge.moved[relation.label] = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(**{relation.column: kept})
    if relation.model is Person:  # nobody brought herself
        Person.objects.filter(pk=kept, brought_by_person=gone).update(brought_by_person=None)


def _set_aside(rows: Iterable[models.Model]) -> list[Row]:
    """Take rows out with everything that hangs on them; return them in the order in which they are made anew."""
    taken: list[Row] = []
    for row in rows:
        collector = Collector(using="default", origin=row)
        collector.collect([row])
        children = [one for some in collector.data.values() for one in some if one != row]
        children += [one for some in collector.fast_deletes for one in some]
        taken += json.loads(serializers.serialize("json", [row, *children]))
        row.delete()
    return taken


def _move_labels(merge: Merge) -> None:
    kind = trail.kind_of(Person)
    there = Labelled.objects.filter(kind=kind, object_id=merge.kept_id).values("label")
    mine = Labelled.objects.filter(kind=kind, object_id=merge.gone_key)
    merge.set_aside += _set_aside(list(mine.filter(label__in=there)))
    merge.labels = list(mine.values_list("pk", flat=True))
    mine.update(object_id=merge.kept_id)


def _let_withdrawals_stand(merge: Merge) -> None:
    """Who took a consent back on either record has taken it back, though the other was given later than that one."""
    told = Consent.objects.filter(person=merge.kept).order_by("given_at", "pk")
    for purpose in set(told.values_list("purpose", flat=True)):
        rows = [one for one in told if one.purpose == purpose]
        ends = [one.withdrawn_at for one in rows if one.withdrawn_at and one.withdrawn_at > rows[-1].given_at]
        if ends and rows[-1].withdrawn_at is None:
            merge.withdrawn.append(rows[-1].pk)
            Consent.objects.filter(pk=rows[-1].pk).update(withdrawn_at=max(ends))


def _take_values(merge: Merge, take: Iterable[str], *, user: int | None) -> None:
    kept = Person.objects.get(pk=merge.kept_id)
    changed = {name: merge.gone[name] for name in take} | {"user": user}
    changed |= {name: min(merge.before[name], merge.gone[name]) for name in ("registered_on", "known_since")}
    if changed.get("full_name", kept.full_name) != kept.full_name or merge.gone["full_name"] != kept.full_name:
        other = kept.full_name if "full_name" in changed else merge.gone["full_name"]
        merge.added = [PreviousName.objects.create(person=kept, full_name=other, until=None).pk]
    _write(kept, _row(kept) | changed)
    kept.refresh_from_db()
    Person.objects.filter(pk=kept.pk).update(sort_key=sort_key(kept))
    merge.after = _row(Person.objects.get(pk=kept.pk))


def _write(person: Person, fields: Row) -> None:
    told = fields | {"version": person.version + 1}
    next(iter(serializers.deserialize("python", [{"model": "people.person", "pk": person.pk, "fields": told}]))).save()


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, now: datetime) -> Person:
    """Make two records of one again, each with what it had. What was added since stays with the one that was kept."""
    merge = Merge.objects.select_for_update(of=("self", "kept")).select_related("kept").get(pk=merge.pk)
    kept = Person.objects.select_for_update().get(pk=merge.kept_id)
    must_merge(by, kept)
    if not can_be_undone(merge, now=now):
        raise Refused(_("This cannot be undone any more: a merge can be undone for thirty days."))
    if Merge.objects.filter(kept=kept, undone_at=None, pk__gt=merge.pk).exists():
        raise Refused(_("Another record was merged into this one later. Undo that one first."))
    PreviousName.objects.filter(pk__in=merge.added).delete()
    now_row = _row(kept)
    same = {name: value for name, value in merge.before.items() if now_row[name] == merge.after[name]}
    _write(kept, now_row | same)
    _make_anew([{"model": "people.person", "pk": merge.gone_key, "fields": merge.gone}])
    _move_back(merge)
    _make_anew(merge.set_aside)
    Merge.objects.filter(pk=merge.pk).update(undone_at=now, undone_by=by)
    gone = Person.objects.get(pk=merge.gone_key)
    for person in (Person.objects.get(pk=kept.pk), gone):
        index.refresh(person)
    trail.record(by, "person.merge_undone", on=[kept, gone], facts={"gone": gone.reference, "merge": merge.pk})
    return gone


def _make_anew(rows: list[Row]) -> None:
    for one in serializers.deserialize("python", rows):
        one.save()


def _move_back(merge: Merge) -> None:
    for relation in relations():
        rows = relation.everything.filter(pk__in=merge.moved.get(relation.label, []))
        rows.filter(**{relation.column: merge.kept_id}).update(**{relation.column: merge.gone_key})
        loose = relation.everything.filter(pk__in=merge.loosened.get(relation.label, []))
        loose.filter(**{relation.column: None}).update(**{relation.column: merge.gone_key})
    Labelled.objects.filter(pk__in=merge.labels).update(object_id=merge.gone_key)
    Consent.objects.filter(pk__in=merge.withdrawn).update(withdrawn_at=None)


@transaction.atomic
def forget_merge(merge: Merge, *, by: trail.Actor) -> None:
    """Let go of what a merge kept for being undone; its reference and the history stay."""
    empty: Row = {"gone": {}, "before": {}, "after": {}, "set_aside": [], "added": []}
    Merge.objects.filter(pk=merge.pk).update(**empty)
    trail.record(by, "person.merge_settled", on=[merge.kept], facts={"gone": merge.gone_reference, "merge": merge.pk})
