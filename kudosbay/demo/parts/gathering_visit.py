"""The afternoon of 18 February 2019: an official visit, and the seminar after it, with what was said."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.timezone import localdate

from kudosbay.demo.days import at, later, workday_from
from kudosbay.demo.files import asked
from kudosbay.demo.parts import gathering_topics as told
from kudosbay.demo.parts.gathering_topics import Said
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.gatherings.models import FollowUp, Gathering, Statement, VisitPack
from kudosbay.kernel.models import Label, Labelled
from kudosbay.kernel.numbers import next_reference
from kudosbay.promises.models import Promise
from kudosbay.statistics.briefing import briefing
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked

DAY: Final = date(2019, 2, 18)
ANSWERED: Final = date(2019, 3, 11)  # the last reply to what was asked on that day is a week old
KINDS: Final = ("suggestion", "visitor_interest")
SHOWN: Final = (
    "enterprises",
    "added_last_year",
    "converted",
    "attracted",
    "belt_road",
    "countries",
    "capital_usd",
    "people_outside",
    "meetings_held",
)


def visit_and_seminar(world: World) -> None:
    """The visit begins at two and goes through the house; the seminar follows it."""
    visit = _held(world, "visit", told.VISIT, begins=at(DAY, 300), minutes=80)
    _pack(world, visit, "demo-visit-pack", asked_at=at(DAY, 30))
    _say(world, visit, told.AT_VISIT)
    seminar = _held(world, "seminar", told.SEMINAR, begins=at(DAY, 390), minutes=90)
    Gathering.objects.filter(pk=seminar.pk).update(part_of=visit)
    _say(world, seminar, told.AT_SEMINAR)
    _pack(world, visit, "demo-answers-pack", asked_at=at(ANSWERED, 30))
    _coming(world)


def _held(world: World, kind: str, about_it: dict[str, Any], *, begins: datetime, minutes: int) -> Gathering:
    planned = begins - timedelta(days=3)
    gathering = Gathering.objects.create(
        reference=next_reference("M", begins.year),
        kind=kind,
        titles=about_it["titles"],
        extras=about_it["extras"],
        place=told.HALL,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        status=Gathering.Status.HELD,
        figures=_figures(begins),
        owner=world.staff.manager,
        changed_at=planned,
        known_since=planned.date(),
        is_demonstration=True,
    )
    on = [about(Gathering, gathering.pk)]
    told_of = ((planned, "gathering.planned"), (planned, "gathering.opened"), (begins, "gathering.figures_frozen"))
    acts = [Act(moment, world.staff.manager, verb, on) for moment, verb in told_of]
    world.trail.tell_all([*acts, Act(gathering.ends_at, world.staff.manager, "gathering.held", on)])
    return gathering


def _pack(world: World, visit: Gathering, key: str, *, asked_at: datetime) -> None:
    """Ask for a pack: one on the morning of the visit, one with what became of each matter that was raised on it.

    The worker makes the files as soon as it runs.
    """
    by = world.staff.manager
    content = briefing(visit, focus="", languages=["zh-Hans", "en"], today=localdate(asked_at))
    values = {"languages": content["languages"], "content": content, "mark": content["mark"]}
    pack = VisitPack.objects.create(gathering=visit, key=key, asked_at=asked_at, asked_by=by, **values)
    on = [about(Gathering, visit.pk), about(VisitPack, pack.pk)]
    world.trail.tell_all([Act(asked_at, by, "visit_pack.asked", on, {"focus": "", "mark": content["mark"][:12]})])


def _coming(world: World) -> None:
    """A visit of next week, whose pack is still to be made."""
    begins, planned, by = (
        at(workday_from(later(world.today, 5)), 60),
        world.now - timedelta(days=1),
        world.staff.manager,
    )
    visit = Gathering.objects.create(
        reference=next_reference("M", begins.year),
        kind="visit",
        titles=told.COMING["titles"],
        extras=told.COMING["extras"],
        place=told.HALL,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        owner=by,
        changed_at=planned,
        known_since=planned.date(),
        is_demonstration=True,
    )
    theme = Label.objects.get(kind=Label.Kind.THEME, code="bonded_zone")
    Labelled.objects.create(label=theme, kind="gatherings.gathering", object_id=visit.pk)
    world.trail.tell_all([Act(planned, by, "gathering.planned", [about(Gathering, visit.pk)], {"kind": "visit"})])


def _figures(moment: datetime) -> dict[str, Any]:
    """Return the figures as they were known on that day: what was shown."""
    asked = Asked(DAY, DAY)
    values = {key: count_one(key, asked).as_json() for key in SHOWN}
    return {"as_of": DAY.isoformat(), "frozen_at": moment.isoformat(), "values": values}


def _say(world: World, gathering: Gathering, words: Sequence[Said]) -> None:
    themes = dict(Label.objects.filter(kind=Label.Kind.THEME).values_list("code", "pk"))
    acts, promises = [], _promises()
    for place, (kind, speaker, text, codes, ids) in enumerate(words, 1):
        said_at = gathering.starts_at + timedelta(minutes=8 * place)
        statement = Statement.objects.create(
            gathering=gathering,
            kind=kind,
            speaker=speaker,
            text=text,
            said_at=said_at,
            noted_by=world.staff.manager,
            figures=gathering.figures if kind in {"remark", "suggestion", "interest"} else {},
        )
        Labelled.objects.bulk_create(
            Labelled(label_id=themes[code], kind="gatherings.statement", object_id=statement.pk) for code in codes
        )
        on = [about(Gathering, gathering.pk), about(Statement, statement.pk)]
        acts.append(Act(said_at, world.staff.manager, "gathering.statement_noted", on, {"kind": kind}))
        for one in ids:
            FollowUp.objects.create(gathering=gathering, promise_id=promises[one], statement=statement)
            followed = [on[0], about(Promise, promises[one])]
            acts.append(Act(said_at + timedelta(minutes=1), world.staff.manager, "gathering.followed_up", followed))
    world.trail.tell_all(acts)


def _promises() -> dict[str, int]:
    """Return what was promised for that day, by its name in promises.yaml."""
    kept = dict(Promise.objects.filter(kind__in=KINDS, made_at__date=DAY).values_list("title", "pk"))
    named = {one["id"]: one for one in asked()["suggestions"]} | {"interest": asked()["interest"]}
    return {name: kept[one["title"]["zh-Hans"]] for name, one in named.items()}
