"""Messages of the demonstration: as many in each month as the history tells, one row per person and message.

A million rows are laid by the database itself, from the people that it holds; the indexes that no row needs while it is
written are made anew at the end.
"""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from kudosbay.demo.bulk import lay, numbers_go_on
from kudosbay.demo.days import at, workday_until
from kudosbay.demo.files import talk
from kudosbay.demo.story import Period, periods
from kudosbay.demo.trails import Act, about
from kudosbay.demo.world import World
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.messaging.models import Campaign, Delivery
from kudosbay.people.models import Person

SMALL: Final = 5000
KINDS: Final = ("policy", "answer", "exchange")
NEW_LAW: Final = date(2021, 11, 1)  # from here on an import is no consent, and exchange asks for its own
OF_KNOWN: Final = 0.6  # a message finds so many who agreed
REASON: Final = "550 5.1.1 no such person"


@dataclass(frozen=True, slots=True)
class Wave:
    """One message: so many people get it, and from so many it comes back."""

    number: int
    of_year: int
    kind: str
    sent: datetime
    people: int
    back: int
    first: int  # where in the database it begins, so that not always the same are written to


def write(world: World) -> None:
    waves = list(_waves(world))
    lay(Campaign, (_campaign(wave, world) for wave in waves))
    with _without_indexes(), connection.cursor() as cursor:
        for wave in waves:
            _lay_deliveries(cursor, wave)
    world.trail.tell_all(_acts(waves, world))
    numbers_go_on(Campaign)
    for year in {wave.sent.year for wave in waves}:
        Counter.objects.create(series=f"MC-{year}", value=sum(wave.sent.year == year for wave in waves))


def _waves(world: World) -> Iterator[Wave]:
    share = 1.0 if world.everybody else SMALL / _total()
    days = list(Person.objects.order_by("registered_on").values_list("registered_on", flat=True))
    number, of_year = 0, dict.fromkeys(range(2017, world.today.year + 1), 0)
    for period in (one for one in periods() if one.last <= world.today):
        known = bisect_right(days, period.last)
        for kind in KINDS:
            back = round(period.told["bounced"] * share) if kind == "policy" else 0
            room = max(1, int(known * (OF_KNOWN if kind == "policy" else OF_KNOWN / 4)))
            for part, people in enumerate(_parts(round(period.told[kind] * share), room)):
                number += 1
                moment = _moment(period, part, kind)
                of_year[moment.year] += 1
                first = number * 997 % max(1, known)
                yield Wave(number, of_year[moment.year], kind, moment, people, back if part == 0 else 0, first)


def _total() -> int:
    return sum(period.told[kind] for period in periods() for kind in KINDS)


def _parts(wanted: int, room: int) -> list[int]:
    """Split into messages that each reach at most as many as there is room for."""
    count = -(-wanted // room)
    return [wanted // count + (place < wanted % count) for place in range(count)]


def _moment(period: Period, part: int, kind: str) -> datetime:
    """Towards the end of the month, when everybody of the month is known."""
    day = workday_until(max(period.first, period.last - timedelta(days=part % 4)))
    return at(day, 60 + 40 * KINDS.index(kind) + part)


def _campaign(wave: Wave, world: World) -> dict[str, Any]:
    texts = talk()["messages_to_many"][wave.kind]
    return {
        "id": wave.number,
        "reference": reference("MC", wave.sent.year, wave.of_year),
        "kind": wave.kind,
        "texts": texts[wave.number % len(texts)],
        "why": talk()["why_many"][wave.kind],
        "link": "/",
        "status": Campaign.Status.DONE,
        "made_by_id": world.staff.communications.pk,
        "made_at": wave.sent - timedelta(hours=2),
        "approved_by_id": world.staff.manager.pk,
        "approved_at": wave.sent - timedelta(hours=1),
        "is_demonstration": True,
    }


def _lay_deliveries(cursor: Any, wave: Wave) -> None:
    """Write to people from `first` on, and once round if there are too few; what comes back follows."""
    left = _lay_some(cursor, wave, wave.people, after=wave.first, status="accepted")
    if left:
        left = _lay_some(cursor, wave, left, after=0, status="accepted")
    if wave.back:
        _lay_some(cursor, wave, wave.back, after=0, status="failed")


def _lay_some(cursor: Any, wave: Wave, people: int, *, after: int, status: str) -> int:
    """Lay at most `people` rows; return how many are missing. Nobody is written to twice by one message."""
    given = {
        "campaign": wave.number,
        "kind": wave.kind,
        "status": status,
        "sent": wave.sent.astimezone(UTC).replace(tzinfo=None) if connection.vendor == "sqlite" else wave.sent,
        "after": after,
        "most": people,
        "code": 250 if status == "accepted" else 550,
        "text": "" if status == "accepted" else REASON,
        "purpose": "exchange" if wave.kind == "exchange" and wave.sent.date() >= NEW_LAW else "policies",
        "with_proof": wave.sent.date() >= NEW_LAW,
        "needs_consent": wave.kind != "answer",
    }
    cursor.execute(_statement(), given)
    return people - int(cursor.rowcount)


def _statement() -> str:
    """One statement, whatever the database: a row for each person who agreed by then and has an address."""
    delivery, person = Delivery._meta.db_table, Person._meta.db_table
    return f"""
        INSERT INTO {delivery} (campaign_id, person_id, key, kind, channel, template, language, address, data, status,
            attempts, unanswered, created_at, next_at, claimed_by, sent_at, message_id, reply_code, reply_text)
        SELECT %(campaign)s, p.id, 'campaign:' || %(campaign)s || ':' || p.id, %(kind)s,
            CASE WHEN p.email <> '' THEN 'mail' ELSE 'sms' END, 'campaign', {_language("p")},
            CASE WHEN p.email <> '' THEN lower(p.email) ELSE p.phone END, '{{}}', %(status)s,
            1, 0, %(sent)s, %(sent)s, '', CASE WHEN %(status)s = 'accepted' THEN %(sent)s END, '', %(code)s, %(text)s
        FROM {person} p
        WHERE p.id > %(after)s AND p.registered_on < CAST(%(sent)s AS DATE_OR_TEXT)
            AND (p.email <> '' OR p.phone <> '')
            AND NOT EXISTS (SELECT 1 FROM {delivery} d WHERE d.campaign_id = %(campaign)s AND d.person_id = p.id)
            AND (NOT %(needs_consent)s OR EXISTS (SELECT 1 FROM people_consent c WHERE c.person_id = p.id
                AND c.purpose = %(purpose)s AND c.given_at < %(sent)s
                AND (c.withdrawn_at IS NULL OR c.withdrawn_at > %(sent)s)
                AND (NOT %(with_proof)s OR c.how <> 'imported')))
        ORDER BY p.id LIMIT %(most)s
    """.replace("AS DATE_OR_TEXT", "AS TEXT" if connection.vendor == "sqlite" else "AS DATE")  # noqa: S608 - our names


def _language(table: str) -> str:
    spoken = f"CAST({table}.languages AS TEXT)"
    return f"CASE WHEN {spoken} LIKE '[\"zh%%' THEN 'zh-hans' WHEN {spoken} LIKE '[\"ar%%' THEN 'ar' ELSE 'en' END"


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Take the plain indexes off the table, and make them anew from all rows: quicker than row by row."""
    editor = (
        connection.schema_editor()
    )  # for its words only: entered, it would ask for a connection without foreign keys
    made = [str(index.create_sql(Delivery, editor)) for index in Delivery._meta.indexes]
    with connection.cursor() as cursor:
        for index in Delivery._meta.indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(index.name)}")
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()  # waiting checks of the rows would forbid an index
        for statement in made:
            cursor.execute(statement)


def _acts(waves: list[Wave], world: World) -> Iterator[Act]:
    for wave in waves:
        on = [about(Campaign, wave.number)]
        facts = {"kind": wave.kind, "people": wave.people + wave.back}
        before = wave.sent - timedelta(hours=2)
        yield Act(before, world.staff.communications, "campaign.drafted", on, facts)
        yield Act(wave.sent - timedelta(hours=1), world.staff.manager, "campaign.approved", on, facts)
        yield Act(wave.sent, None, "campaign.done", on)
