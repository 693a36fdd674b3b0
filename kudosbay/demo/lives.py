"""All open cases side by side: each act at its own moment, in the order in which they happened."""

import heapq
from datetime import datetime
from typing import Final

from django.db.models import F

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Agreement, Case
from kudosbay.demo.days import HOME, at, earlier, later
from kudosbay.demo.files import dice
from kudosbay.demo.living import Hands, Life, Living
from kudosbay.demo.openings import Opening
from kudosbay.demo.packs import law_life
from kudosbay.demo.specimens import Drawer
from kudosbay.demo.staff import Staff
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.permissions import Role
from kudosbay.law.laying import forget_used
from kudosbay.messaging.compose import compose
from kudosbay.messaging.models import Delivery, KeptMail
from kudosbay.people.commands import link_account
from kudosbay.people.models import Person

SHOWN: Final = 40  # letters at /demo/mail
AHEAD: Final = 4  # new days lie today and on the working days after it
SCREENS: Final = {"zh": "zh-hans", "ar": "ar"}


def live(openings: list[Opening], staff: Staff, *, now: datetime) -> int:
    """Play every case until `now`, and the rules that change meanwhile; return how many cases were begun."""
    today = now.astimezone(HOME).date()
    hands = Hands(staff, Drawer(), dice("lives"), today)
    cases = [Living(one, _person(one, staff), hands) for one in openings]
    lives = [*(one.live() for one in cases), _look_ahead(staff, at(earlier(today, 1), 420)), law_life(staff, today)]
    try:
        _play(lives, now)
    finally:
        forget_used()
    _mark()
    _mail_has_left()
    return sum(one.case.pk is not None for one in cases)


def _play(lives: list[Life], now: datetime) -> None:
    waiting: list[tuple[datetime, int, Life]] = []
    for place, life in enumerate(lives):
        _wait(waiting, place, life)
    while waiting and waiting[0][0] <= now:
        moment, place, life = heapq.heappop(waiting)
        with trail.told_at(moment):
            _wait(waiting, place, life)


def _wait(waiting: list[tuple[datetime, int, Life]], place: int, life: Life) -> None:
    moment = next(life, None)
    if moment:
        heapq.heappush(waiting, (moment, place, life))


def _person(opening: Opening, staff: Staff) -> Person:
    """Return the person with an account, unless everything is done at the counter."""
    person = Person.objects.get(pk=opening.guest.pk)
    if person.full_name == staff.founder.name:
        person.email = staff.founder.email or ""
        person.save(update_fields=["email"])
        return link_account(person, staff.founder, by=staff.founder)
    if opening.assisted or person.user_id:
        return person
    return link_account(person, _account(person), by=staff.adviser(opening.guest.adviser))


def _account(person: Person) -> User:
    first = str(person.languages[0]).split("-")[0]
    user = User(
        email=person.email,
        name=person.full_name,
        roles=[str(Role.FOUNDER)],
        language=SCREENS.get(first, "en"),
        is_demonstration=True,
    )
    user.set_unusable_password()
    user.save()
    return user


def _mark() -> None:
    """What the commands made here is demonstration data like the rest."""
    for model in (Enterprise, Agreement):
        model.objects.filter(is_demonstration=False).update(is_demonstration=True)


def _look_ahead(staff: Staff, moment: datetime) -> Life:
    """Yesterday each adviser reminded those whose turn it is, and set new days; a fifth was forgotten and may be late."""
    yield moment
    today = later(moment.astimezone(HOME).date(), 1)
    for adviser in staff.advisers:
        cases = list(Case.objects.open().filter(adviser=adviser).order_by("pk"))
        commands.remind_founders(cases[::3], by=adviser, now=moment)
        for days in range(AHEAD):
            chosen = [case for place, case in enumerate(cases) if place % (AHEAD + 1) == days]
            due, key = later(today, days) if days else today, f"demonstration:{adviser.pk}:{days}"
            commands.postpone_cases(chosen, due, by=adviser, now=moment, key=key)


def _mail_has_left() -> None:
    """Notices of the past were sent when they were written."""
    Delivery.objects.filter(status=Delivery.Status.QUEUED).update(
        status=Delivery.Status.ACCEPTED, sent_at=F("created_at"), attempts=1, reply_code=250, reply_text="demonstration"
    )
    latest = Delivery.objects.filter(channel=Delivery.Channel.MAIL).order_by("-created_at", "-pk")[:SHOWN]
    KeptMail.objects.bulk_create(_kept(row) for row in reversed(latest))


def _kept(row: Delivery) -> KeptMail:
    """Return the letter as the drawer of the demonstration keeps it."""
    said = compose(row)
    return KeptMail(delivery=row, subject=said.subject, text=said.text, html=said.html, kept_at=row.created_at)
