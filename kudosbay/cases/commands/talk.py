from datetime import datetime

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.cases.policy import must_be_clients, must_work_on
from kudosbay.kernel import trail
from kudosbay.messaging.commands import note, post_message
from kudosbay.messaging.models import Message


@transaction.atomic
def write_to_adviser(case: Case, text: str, *, by: User, now: datetime) -> Message:
    must_be_clients(case, by)
    agent = by.pk == case.agent_id
    message = post_message(case.thread, by=by, text=text, language=by.language, now=now, for_person=agent)
    trail.record(by, "case.message_in", on=[case, case.founder], facts={"message": message.pk})
    return message


@transaction.atomic
def write_to_founder(case: Case, text: str, *, by: User, now: datetime, language: str) -> Message:
    must_work_on(case, by)
    link = f"/go/case/{case.reference}/messages/"
    message = post_message(case.thread, by=by, text=text, language=language, now=now, link=link)
    trail.record(by, "case.message_out", on=[case, case.founder], facts={"message": message.pk})
    return message


@transaction.atomic
def note_on_case(case: Case, text: str, *, by: User, now: datetime) -> Message:
    """Write down what only the team sees: a call, a thought, a warning."""
    must_work_on(case, by)
    message = note(case.thread, by=by, text=text, now=now)
    trail.record(by, "case.noted", on=[case, case.founder], facts={"message": message.pk})
    return message
