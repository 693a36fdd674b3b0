from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Agreement, AgreementLine, Case
from kudosbay.cases.policy import must_be_clients, must_work_on
from kudosbay.cases.quotes import services_for
from kudosbay.cases.settling import settle
from kudosbay.cases.telling import tell
from kudosbay.centre.models import Service
from kudosbay.documents.commands import hand_in, make_paper, reject_document, verify_document
from kudosbay.documents.models import StoredFile
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference

Status = Agreement.Status
ALIVE = (Status.DRAFT, Status.OFFERED, Status.SENT_BACK)
SIGNED_COPY = "signed_agreement"


@transaction.atomic
def draft_agreement(case: Case, *, by: User, now: datetime, services: Sequence[Service] | None = None) -> Agreement:
    """Prepare a quote from the operator's table of services: those that the plan's steps call for, or the given ones."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    must_be_clients(case, by)
    if case.agreements.filter(status__in=[*ALIVE, Status.SIGNED]).exists():
        raise Refused(_("This case has an agreement already."))
    today = localdate(now)
    agreement = Agreement.objects.create(
        reference=next_reference("AG", today.year), case=case, client=case.founder, known_since=today
    )
    chosen = services_for(case, on=today) if services is None else services
    _write_lines(agreement, chosen)
    settle(case, now=now)
    trail.record(by, "agreement.drafted", on=[agreement, case, case.founder])
    return agreement


def _write_lines(agreement: Agreement, services: Sequence[Service]) -> None:
    agreement.lines.all().delete()
    AgreementLine.objects.bulk_create(
        AgreementLine(
            agreement=agreement,
            service=service.code,
            names=service.names,
            kind=service.kind,
            price=service.price,
            currency=service.currency,
        )
        for service in services
    )


@transaction.atomic
def change_lines(agreement: Agreement, services: Sequence[Service], *, seen: int, by: User, now: datetime) -> Agreement:
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    if agreement.status != Status.DRAFT:
        raise Refused(_("The agreement was offered already: withdraw it and draw up another."))
    agreement.change(seen)
    _write_lines(agreement, services)
    settle(case, now=now)
    trail.record(by, "agreement.changed", on=[agreement, case], fields=["lines"])
    return agreement


@transaction.atomic
def offer_agreement(agreement: Agreement, *, by: User, now: datetime, deposit: Decimal = Decimal(0)) -> Agreement:
    """Generate the paper in Chinese and English, and put it before the client to sign."""
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    if not agreement.lines.exists():
        raise Refused(_("Choose at least one service before you offer the agreement."))
    agreement.paper = make_paper(
        "agreement",
        language="en",
        data=agreement_data(agreement, deposit=deposit),
        holder=agreement.client,
        by=by,
        now=now,
    )
    agreement.deposit, agreement.offered_on = deposit, localdate(now)
    agreement.save(update_fields=["paper", "deposit", "offered_on"])
    agreement.move_to(Status.OFFERED)
    return _settled(case, agreement, "agreement.offered", by=by, now=now, tell_by="agreement_offered")


@transaction.atomic
def send_signed_copy(agreement: Agreement, file: StoredFile, *, by: User, now: datetime) -> Agreement:
    case, agreement = _locked(agreement)
    must_be_clients(case, by)
    agreement.signed_copy = hand_in(
        agreement.client, SIGNED_COPY, file, by=by, now=now, replaces=agreement.signed_copy, agent=case.agent
    )
    agreement.save(update_fields=["signed_copy"])
    agreement.move_to(Status.SENT_BACK)
    return _settled(case, agreement, "agreement.signed_copy_sent", by=by, now=now)


@transaction.atomic
def confirm_signature(agreement: Agreement, *, signed_on: date, by: User, now: datetime) -> Agreement:
    """The signed copy was looked at and is in order: the agreement counts from `signed_on`."""
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    if agreement.signed_copy is None:
        raise Refused(_("Nobody has sent a signed copy yet."))
    if signed_on > localdate(now):
        raise Refused(_("This day has not come yet."), field="signed_on")
    verify_document(agreement.signed_copy, by=by, now=now)
    agreement.signed_on, agreement.known_since = signed_on, localdate(now)
    agreement.save(update_fields=["signed_on", "known_since"])
    agreement.move_to(Status.SIGNED)
    return _settled(case, agreement, "agreement.signed", by=by, now=now, tell_by="agreement_signed")


@transaction.atomic
def send_signed_copy_back(agreement: Agreement, *, reason: str, remark: str, by: User, now: datetime) -> Agreement:
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    if agreement.signed_copy:
        reject_document(agreement.signed_copy, reason=reason, remark=remark, mark={}, by=by, now=now)
    agreement.move_to(Status.OFFERED)
    return _settled(case, agreement, "agreement.copy_sent_back", by=by, now=now, tell_by="agreement_offered")


@transaction.atomic
def withdraw_agreement(agreement: Agreement, *, by: User, now: datetime) -> Agreement:
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    agreement.move_to(Status.WITHDRAWN)
    return _settled(case, agreement, "agreement.withdrawn", by=by, now=now)


@transaction.atomic
def note_deposit(agreement: Agreement, *, received_on: date, by: User, now: datetime) -> Agreement:
    """Note that the deposit has come. The software handles no payment."""
    case, agreement = _locked(agreement)
    must_work_on(case, by)
    if received_on > localdate(now):
        raise Refused(_("This day has not come yet."), field="received_on")
    agreement.deposit_received_on = received_on
    agreement.save(update_fields=["deposit_received_on"])
    return _settled(case, agreement, "agreement.deposit_noted", by=by, now=now)


def agreement_data(agreement: Agreement, *, deposit: Decimal) -> dict[str, object]:
    """Return what the paper is made from: texts, numbers as strings, nothing else."""
    lines = [
        {"names": line.names, "kind": line.kind, "price": str(line.price), "currency": line.currency}
        for line in agreement.lines.order_by("id")
    ]
    return {
        "reference": agreement.reference,
        "client": {"name": agreement.client.full_name, "nationality": agreement.client.nationality},
        "case": agreement.case.reference if agreement.case else "",
        "lines": lines,
        "deposit": str(deposit),
        "currency": agreement.currency,
    }


def _locked(agreement: Agreement) -> tuple[Case, Agreement]:
    case = Case.objects.select_for_update(of=("self",)).get(agreements=agreement)
    return case, Agreement.objects.select_for_update().get(pk=agreement.pk)


def _settled(case: Case, agreement: Agreement, verb: str, *, by: User, now: datetime, tell_by: str = "") -> Agreement:
    settle(case, now=now)
    trail.record(by, verb, on=[agreement, case, case.founder])
    if tell_by:
        tell(case, tell_by, act=f"{agreement.pk}:{now:%Y%m%d%H%M%S}", by=by, now=now)
    return agreement
