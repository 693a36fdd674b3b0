"""A pack of rules meets open cases: proposals, never a silent change; accepted one by one or many at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.commands.laying import lay_plan
from kudosbay.cases.models import Case, Proposal, ReplacedPlan
from kudosbay.cases.plans import compute
from kudosbay.cases.policy import must_work_on
from kudosbay.cases.replanning.affected import Moved, moved_cases
from kudosbay.cases.replanning.changes import Change, changes_of, keys_of
from kudosbay.cases.replanning.situations import Situation, situations
from kudosbay.cases.replanning.touched import touched
from kudosbay.cases.settling import settle
from kudosbay.cases.telling import tell
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.memory import uncollected
from kudosbay.kernel.trail import Actor
from kudosbay.law.commands import approve_pack, withdraw_pack
from kudosbay.law.laying import rules_with
from kudosbay.law.models import LawPack
from kudosbay.messaging.commands import draft_campaign
from kudosbay.messaging.models import Campaign
from kudosbay.rulebook.diff import diff_rulebooks

MOST: Final = 500  # accepted at once
ROWS: Final = 200
Status = Proposal.Status
Texts = Mapping[str, Mapping[str, str]]  # language → title and text


@transaction.atomic
def approve_law(pack: LawPack, *, seen: int, by: User, now: datetime) -> LawPack:
    """Approve a pack and lay a proposal beside every open case that comes out differently by it."""
    pack = approve_pack(pack, seen=seen, by=by, now=now)
    _propose(pack, by=by, now=now)
    return pack


@transaction.atomic
def withdraw_law(pack: LawPack, *, because: str, seen: int, by: User, now: datetime) -> LawPack:
    """Withdraw a pack; what it proposed and nobody decided is void."""
    pack = withdraw_pack(pack, because=because, seen=seen, by=by, now=now)
    pack.proposals.open().update(status=Status.OVERTAKEN, decided_at=now)
    return pack


@transaction.atomic
def propose_again(pack: LawPack, *, by: Actor, now: datetime) -> int:
    """Lay proposals beside cases that were opened or changed since the pack was approved; return how many are new."""
    return _propose(LawPack.objects.select_for_update().get(pk=pack.pk), by=by, now=now)


def _propose(pack: LawPack, *, by: Actor, now: datetime) -> int:
    """What is open stays as it is; where an adviser decided, the same is not proposed twice."""
    told = Proposal.objects.filter(pack=pack).exclude(status=Status.OVERTAKEN)
    cases = Case.objects.open().exclude(pk__in=told.values("case"))
    old, new = rules_with(pack.base), rules_with(pack)
    changes = diff_rulebooks(old, new)
    with uncollected():
        asked = touched(situations(cases, since=_since(pack, now)), changes, old=old, new=new)
        found = moved_cases(asked, old=old, new=new)
        planned_so = _planned_by(found, new.pack) if _decided_before(pack, now) else set()
        rows = [_row(pack, one, old=old, new=new, now=now) for one in found if one.situation.case not in planned_so]
        Proposal.objects.bulk_create(rows, batch_size=ROWS)
    if rows:
        trail.record(by, "law.proposed", on=[pack], facts={"cases": len(rows)})
    return len(rows)


def _since(pack: LawPack, now: datetime) -> date:
    return max(pack.takes_effect_on or localdate(now), localdate(now))


def _decided_before(pack: LawPack, now: datetime) -> bool:
    """Whether this pack, or one of the same name, may have planned cases already."""
    return LawPack.objects.filter(name=pack.name, release=pack.release, approved_at__lt=now).exists()


def _planned_by(found: Iterable[Moved], name: str) -> set[int]:
    """Return the cases whose plan was made by this pack already."""
    cases = Case.objects.filter(pk__in=[one.situation.case for one in found], plan__law__pack=name)
    return set(cases.values_list("pk", flat=True))


def _row(pack: LawPack, one: Moved, *, old: Any, new: Any, now: datetime) -> Proposal:
    changes = changes_of(one.differences, old=old, new=new)
    situation = one.situation
    return Proposal(case_id=situation.case, pack=pack, changes=changes, law_as_of=situation.law_as_of, made_at=now)


@transaction.atomic
def accept_proposal(proposal: Proposal, *, seen: int, by: User, now: datetime) -> Case:
    """Plan the case by the pack. Refused if the case went on meanwhile, so that something else would change."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("pack", "pack__base").get(pk=proposal.pk)
    return _accept(proposal, seen=seen, by=by, now=now)


@transaction.atomic
def accept_proposals(proposals: Sequence[Proposal], *, by: User, now: datetime) -> int:
    """Accept all of these, or none of them; return how many."""
    if len(proposals) > MOST:
        raise Refused(_("Accept at most %(most)s proposals at once.") % {"most": MOST})
    wanted = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in proposals])
    held = list(wanted.open().select_related("pack", "pack__base").order_by("case_id"))
    for proposal in held:
        _accept(proposal, seen=proposal.version, by=by, now=now)
    return len(held)


def _accept(proposal: Proposal, *, seen: int, by: User, now: datetime) -> Case:
    case = Case.objects.select_for_update().get(pk=proposal.case_id)
    must_work_on(case, by)
    situation, changes = changes_now(proposal, case)
    if keys_of(changes) != keys_of(proposal.changes):
        raise Refused(
            _("%(case)s went on since this was proposed. Work the proposal out again.") % {"case": case.reference}
        )
    proposal.change(seen, decided_by=by, decided_at=now)
    proposal.move_to(Status.ACCEPTED)
    _plan_by(proposal, case, situation, now=now)
    told = {"pack": str(proposal.pack), "from": str(situation.law_as_of)}
    trail.record(by, "case.law_accepted", on=[case, case.founder, proposal], facts=told)
    tell(case, "law_accepted", act=str(proposal.pk), by=by, now=now)
    return case


def changes_now(proposal: Proposal, case: Case) -> tuple[Situation, list[Change]]:
    """Return what the pack would change in the case as it stands."""
    old, new = rules_with(proposal.pack.base), rules_with(proposal.pack)
    (situation,) = situations(Case.objects.filter(pk=case.pk), since=proposal.law_as_of)  # every case has one
    found = moved_cases([situation], old=old, new=new)
    return situation, changes_of(found[0].differences, old=old, new=new) if found else []


def _plan_by(proposal: Proposal, case: Case, situation: Situation, *, now: datetime) -> None:
    keep_replaced_plan(case, now=now)
    facts = {**situation.facts, "as_of": situation.law_as_of}
    plan = compute(facts, rules=rules_with(proposal.pack))
    kept = {**case.facts, "as_of": situation.law_as_of.isoformat()}
    case.change(case.version, plan=plan, facts=kept, law_as_of=situation.law_as_of)
    lay_plan(case)
    settle(case, now=now)


def keep_replaced_plan(case: Case, *, now: datetime) -> None:
    """Keep plan and facts as they were until now. Called under the case's lock, before either is changed."""
    ReplacedPlan.objects.create(case=case, until=now, facts=case.facts, plan=case.plan, law_as_of=case.law_as_of)


@transaction.atomic
def renew_proposal(proposal: Proposal, *, by: User, now: datetime) -> Proposal:
    """Work out again what the pack would change, since the case went on; void where it changes nothing any more."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("pack", "pack__base").get(pk=proposal.pk)
    case = Case.objects.get(pk=proposal.case_id)
    must_work_on(case, by)
    _must_be_open(proposal)
    _situation, changes = changes_now(proposal, case)
    if changes:
        proposal.change(proposal.version, changes=changes, made_at=now)
    else:
        proposal.change(proposal.version, decided_at=now)
        proposal.move_to(Status.OVERTAKEN)
    trail.record(by, "case.law_renewed", on=[case, proposal], facts={"pack": str(proposal.pack)})
    return proposal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, because: str, seen: int, by: User, now: datetime) -> Proposal:
    """Leave the case as it was, for a reason that the file keeps."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("pack").get(pk=proposal.pk)
    case = Case.objects.get(pk=proposal.case_id)
    must_work_on(case, by)
    _must_be_open(proposal)
    if not because.strip():
        raise Refused(_("Say why the case stays as it was."), field="because")
    proposal.change(seen, decided_by=by, decided_at=now, because=because.strip())
    proposal.move_to(Status.DECLINED)
    trail.record(by, "case.law_declined", on=[case, proposal], values={"because": because.strip()})
    return proposal


def _must_be_open(proposal: Proposal) -> None:
    if proposal.status != Status.OPEN:
        raise Refused(_("This proposal was decided already. Load the page again."))


def overtake_proposals(case: Case, *, now: datetime) -> None:
    """Void what was proposed for other facts. The worker works it out anew."""
    case.proposals.open().update(status=Status.OVERTAKEN, decided_at=now)


@transaction.atomic
def draft_law_message(
    pack: LawPack, *, people: Iterable[int], texts: Texts, link: str, by: User, now: datetime
) -> Campaign:
    """Draft one message to exactly those whom a pack touches. It goes out as every message to many: after a second look."""
    why = {
        "en": "The rules that we planned by for you have changed.",
        "zh-hans": "我们为您制定方案所依据的规则发生了变化。",
        "ar": "تغيّرت القواعد التي وضعنا خطتكم على أساسها.",
    }
    made = draft_campaign(
        kind=Campaign.Kind.POLICY, texts=texts, people=people, by=by, now=now, why=why, link=link, about=pack
    )
    trail.record(by, "law.told", on=[pack, made])
    return made
