"""The life of one open case, act by act, through the same commands that people use."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Agreement, Case, CasePaper, CaseStep
from kudosbay.cases.plans import registration_step
from kudosbay.cases.settling import is_accepted
from kudosbay.demo.companies import HOUSE, wish
from kudosbay.demo.days import HOME, at, earlier, later, workday_from
from kudosbay.demo.files import talk
from kudosbay.demo.openings import Opening
from kudosbay.demo.specimens import Drawer
from kudosbay.demo.staff import Staff
from kudosbay.enterprises.commands import Licence, Share
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.money import Money
from kudosbay.people.models import Person
from kudosbay.premises.commands import For, allot_address, reserve_address

WHOLE: Final = frozenset({"filed", "licensed"})  # every paper is in
BROUGHT: Final = {"papers_missing": 2, "papers_sent": 3, "sent_back": 3}
WHEN: Final = {"papers_sent": (0, 2), "sent_back": (3, 9), "filed": (12, 18)}  # working days before today
BRINGING: Final = WHOLE | BROUGHT.keys()
FIRST_CHECKS: Final = 3  # steps that we do before anything is signed
REASONS: Final = ("stamp_cut_off", "blurred", "name_differs")
ROUNDS: Final = 60
Life = Iterator[datetime]  # yields when the next act happens; that act is done when it is resumed


@dataclass(slots=True)
class Hands:
    """Who acts in a case, and what they act with."""

    staff: Staff
    drawer: Drawer
    rng: Random
    today: date


class Living:
    def __init__(self, opening: Opening, person: Person, hands: Hands) -> None:
        self.opening, self.person, self.hands = opening, person, hands
        self.rng = hands.rng
        self.adviser = hands.staff.adviser(opening.guest.adviser)
        self.now = at(opening.begins, self.rng.randrange(30, 120))
        self.case: Case = Case()

    @property
    def client(self) -> User:
        """The founder's own account; the agent where there is one; at the counter the adviser."""
        if self.opening.with_agent:
            return self.hands.staff.agent
        return self.adviser if self.opening.assisted or self.person.user is None else self.person.user

    # --- time -----------------------------------------------------------------------------------------------------

    def soon(self, most: int = 25) -> datetime:
        """Move on by some minutes of the same day."""
        self.now += timedelta(minutes=self.rng.randint(4, most))
        return self.now

    def after(self, working_days: int) -> datetime:
        day = later(self.now.astimezone(HOME).date(), working_days)
        return self.on(day)

    def on(self, day: date) -> datetime:
        self.now = max(self.now + timedelta(minutes=5), at(workday_from(day), self.rng.randrange(20, 400)))
        return self.now

    def recently(self, least: int, most: int) -> datetime:
        """Go to some working days before today, or stay where we are if that is over."""
        return self.on(earlier(self.hands.today, self.rng.randint(least, most)))

    # --- the way --------------------------------------------------------------------------------------------------

    def live(self) -> Life:
        yield self.now
        self.start()
        yield self.soon()
        commands.write_to_founder(self.case, self._said("welcome"), by=self.adviser, now=self.now, language=self.tongue)
        if self.opening.stage == "begun":
            return
        if self.opening.stage != "steps_ours":
            yield from self.do_ours(FIRST_CHECKS)
        yield from self.agree()
        if self.opening.signed:
            yield from self.go_on()

    def go_on(self) -> Life:
        """After the signature."""
        if self.opening.stage != "steps_ours":
            yield self.after(1) if self.opening.stage != "licensed" else self.soon()
            yield from self.do_ours(FIRST_CHECKS)
        if self.opening.stage in BRINGING:
            yield from self.bring_papers()
        if self.opening.stage in WHOLE:
            yield from self.do_steps()
        if self.opening.stage == "unanswered":
            yield self.recently(0, 2)
            self.ask()

    def start(self) -> None:
        self.case = commands.start_case(
            self.person,
            facts=self.opening.facts,
            by=self.client,
            now=self.now,
            assisted=self.opening.assisted,
            agent=self.hands.staff.agent if self.opening.with_agent else None,
            company_name=wish(self.opening.guest, self.opening.activity),
            is_demonstration=True,
        )

    # --- agreement ------------------------------------------------------------------------------------------------

    def agree(self) -> Life:
        yield self.soon(90)
        agreement = commands.draft_agreement(self.case, by=self.adviser, now=self.now)
        if self.opening.stage == "drafted":
            return
        yield self.soon(40)
        agreement = commands.offer_agreement(agreement, by=self.adviser, now=self.now, deposit=Decimal(2000))
        if self.opening.stage == "unanswered_early":
            yield self.after(1)
            self.ask()
        if self.opening.stage in {"offered", "unanswered_early"}:
            return
        yield self.on(self.opening.signed) if self.opening.signed else self.after(1)
        copy = self.hands.drawer.file("signed_agreement", by=self.client, now=self.now)
        agreement = commands.send_signed_copy(agreement, copy, by=self.client, now=self.now)
        if self.opening.signed:
            yield from self.confirm(agreement, self.opening.signed)

    def confirm(self, agreement: Agreement, signed: date) -> Life:
        yield self.soon(60)
        agreement = commands.confirm_signature(agreement, signed_on=signed, by=self.adviser, now=self.now)
        yield self.soon(50)
        commands.note_deposit(agreement, received_on=signed, by=self.adviser, now=self.now)

    # --- papers ---------------------------------------------------------------------------------------------------

    def papers(self) -> list[CasePaper]:
        rows = self.case.papers.filter(needed=True, by_founder=True).select_related("document").order_by("id")
        return [paper for paper in rows if not is_accepted(paper)]

    def bring_papers(self) -> Life:
        """Send what is asked for; how much of it, and what becomes of it, is the stage's."""
        waiting = self.papers()
        stage = self.opening.stage
        brought = waiting if stage in WHOLE else waiting[: BROUGHT[stage]]
        for place, paper in enumerate(brought):
            yield self.soon() if place else self.first_paper()
            self.send(paper)
        if stage == "papers_sent":
            return
        yield self.after(1) if stage != "licensed" else self.soon()
        for place, paper in enumerate(brought):
            yield self.soon(12)
            if place == 0 and stage == "sent_back":
                self.send_back(paper)
            else:
                commands.accept_paper(paper, by=self.adviser, now=self.now)

    def first_paper(self) -> datetime:
        stage = self.opening.stage
        if stage == "licensed":
            return self.soon(60)
        return self.recently(*WHEN[stage]) if stage in WHEN else self.after(self.rng.randint(2, 6))

    def send(self, paper: CasePaper) -> None:
        file = self.hands.drawer.file(paper.paper, by=self.client, now=self.now)
        expires = self.now.date() + timedelta(days=1500) if paper.paper.startswith("passport") else None
        commands.send_paper(paper, file, by=self.client, now=self.now, expires_on=expires)

    def send_back(self, paper: CasePaper) -> None:
        reason = self.rng.choice(REASONS)
        mark = {"page": 1, "x": 720, "y": 690, "width": 210, "height": 230}
        remarks = talk()["remarks"][reason]
        commands.send_paper_back(
            paper,
            reason=reason,
            by=self.adviser,
            now=self.now,
            remark=remarks.get(self.tongue, remarks["en"]),
            mark=mark,
        )

    # --- steps ----------------------------------------------------------------------------------------------------

    def do_steps(self) -> Life:
        """Do what can be done until the registration waits; file it; go on after the licence."""
        yield from self.do_ready(most=ROUNDS)
        registration = self.case.steps.get(step=registration_step(self.case.facts))
        if registration.status != CaseStep.Status.READY:
            return
        yield self.soon(60) if self.opening.founded else self.recently(1, 3)
        commands.submit_step(registration, seen=registration.version, by=self.adviser, now=self.now)
        if self.opening.founded:
            yield self.on(self.opening.founded.firm.licensed)
            self.record_licence(registration)
            yield from self.do_ready(most=self.rng.randint(2, 7))

    def do_ours(self, most: int) -> Life:
        """Do what is ours and waits for nobody."""
        for _step in range(most):
            step = self.next_step(lane="we")
            if step is None:
                return
            yield self.soon(50)
            step.refresh_from_db()
            self.do_step(step)

    def do_ready(self, *, most: int) -> Life:
        for _round in range(most):
            step = self.next_step()
            if step is None:
                return
            yield self.soon(30) if self.opening.founded and not self.case.enterprise_id else self.after(1)
            step.refresh_from_db()
            if step.lane == "authority":
                commands.submit_step(step, seen=step.version, by=self.adviser, now=self.now)
            else:
                self.do_step(step)

    def next_step(self, **wanted: str) -> CaseStep | None:
        """Return what is ready and has its papers, the registration excepted."""
        missing = {step for paper in self.papers() for step in paper.steps}
        ready = self.case.steps.filter(status=CaseStep.Status.READY, **wanted).exclude(step__in=missing)
        return ready.exclude(step=registration_step(self.case.facts)).first()

    def do_step(self, step: CaseStep) -> None:
        if step.lane == "you":
            commands.do_own_step(step, seen=step.version, by=self.client, now=self.now)
        else:
            day = self.now.astimezone(HOME).date()
            commands.finish_step(step, seen=step.version, by=self.adviser, now=self.now, done_on=day)

    def record_licence(self, step: CaseStep) -> None:
        step.refresh_from_db()
        founded = self.opening.founded
        if founded is None:
            return
        licence = _licence(founded)
        commands.record_case_licence(self.case, licence, seen=step.version, by=self.adviser, now=self.now)
        self.case.refresh_from_db()
        if self.case.enterprise and HOUSE in founded.address:
            self.settle_in(self.case.enterprise)

    def settle_in(self, firm: Enterprise) -> None:
        """The firm gets an address of the pool; its agreement runs for a year."""
        address = reserve_address(For(firm), by=self.adviser, now=self.now)
        day = self.now.astimezone(HOME).date()
        held: dict[str, Any] = {
            "agreed_until": day + timedelta(days=365),
            "evidence": f"注册地址协议 DZ-{day.year}-{firm.pk:04d}（演示）",
        }
        allot_address(address, firm, seen=address.version, by=self.adviser, now=self.now, **held)

    # --- talk -----------------------------------------------------------------------------------------------------

    @property
    def tongue(self) -> str:
        first = self.opening.guest.called.languages[0]
        return "zh-Hans" if first.startswith("zh") else first

    def _said(self, what: str) -> str:
        told: dict[str, Any] = talk()[what]
        words = told.get(self.tongue, told["en"])
        return str(words if isinstance(words, str) else self.rng.choice(words))

    def ask(self) -> None:
        """The founder asks and has no answer yet; who has no account asked at the counter, which leaves a note."""
        if self.person.user and not self.opening.assisted:
            commands.write_to_adviser(self.case, self._said("questions"), by=self.person.user, now=self.now)
        else:
            commands.note_on_case(self.case, self.rng.choice(talk()["notes"]), by=self.adviser, now=self.now)


def _licence(founded: Any) -> Licence:
    firm = founded.firm
    people = Person.objects.in_bulk([owner["person_id"] for owner in founded.owners if owner["person_id"]])
    shares = [
        Share(owner["name"], owner["kind"], owner["country"], owner["share"], people.get(owner["person_id"] or 0))
        for owner in founded.owners
    ]
    return Licence(
        credit_code=founded.code,
        name_zh=founded.name_zh,
        name_en=founded.name_en,
        form=firm.form,
        origin=firm.origin,
        licensed_on=firm.licensed,
        capital=Money(firm.amount, firm.currency),
        investors=shares,
        address=founded.address,
        activities=[firm.activity],
    )
