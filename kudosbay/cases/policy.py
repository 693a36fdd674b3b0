"""Who looks after a new case, and what may be done with one."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import CASE_STAFF, Role
from kudosbay.people.models import Person


def adviser_for(founder: Person) -> User:
    """Return the adviser whom the founder knows, else the one with the fewest open cases."""
    if founder.adviser and founder.adviser.is_active:
        return founder.adviser
    load = Count("adviser_cases", filter=Q(adviser_cases__status=Case.Status.OPEN))
    advisers = User.objects.filter(is_active=True).annotate(load=load).order_by("load", "pk")
    adviser = next((user for user in advisers if user.has_role(Role.ADVISER)), None)
    if adviser is None:
        raise Refused(_("The centre has no adviser yet. An administrator can add one under accounts."))
    return adviser


def must_work_on(case: Case, by: User) -> None:
    """Only the centre's case staff act for the centre; the client's side acts through its own commands."""
    if not by.role_set & CASE_STAFF:
        raise NotAllowed(_("Only the centre’s advisers can do this."))
    must_be_open(case)


def must_be_open(case: Case) -> None:
    if case.status != Case.Status.OPEN:
        raise Refused(_("This case is closed. Open it again before you change it."))


def must_be_clients(case: Case, by: User) -> None:
    """The founder, the founder's agent, or case staff on their behalf."""
    mine = by.pk in {case.founder.user_id, case.agent_id}
    if not mine and not by.role_set & CASE_STAFF:
        raise NotAllowed(_("This belongs to somebody else’s case."))
    must_be_open(case)
