from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.commands.steps import close, finish_case_if_whole, locked_step
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.plans import registration_step
from kudosbay.cases.policy import must_work_on
from kudosbay.cases.settling import settle
from kudosbay.cases.telling import tell
from kudosbay.enterprises.commands import Licence, appoint_officer, record_licence
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


@transaction.atomic
def record_case_licence(case: Case, licence: Licence, *, seen: int, by: User, now: datetime) -> Enterprise:
    """The authority has issued the licence: the enterprise exists from its date, and the way goes on."""
    step = _registration(case)
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    if case.enterprise_id:
        raise Refused(_("The licence of this case is recorded already."))
    enterprise = record_licence(licence, by=by, now=now, adviser=case.adviser)
    appoint_officer(enterprise, case.founder, role="founder", since=licence.licensed_on, by=by)
    case.enterprise = enterprise
    case.save(update_fields=["enterprise"])
    close(case, step, done_on=licence.licensed_on, outcome={"number": enterprise.credit_code}, by=by)
    case.agreements.update(enterprise=enterprise)
    settle(case, now=now)
    trail.record(by, "case.licensed", on=[case, case.founder, enterprise], facts={"on": str(licence.licensed_on)})
    name = enterprise.name_en or enterprise.name_zh
    tell(case, "licence_issued", act=enterprise.reference, by=by, now=now, company=name)
    finish_case_if_whole(case, by=by, now=now)
    return enterprise


def _registration(case: Case) -> CaseStep:
    return case.steps.get(step=registration_step(case.facts))
