"""Who looks after a promise, and who may do what with one."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import PEOPLE_STAFF, Role
from kudosbay.people.models import Person
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import PROMISE_STAFF, Promise


def owner_for(kind: str, asker: Person | None) -> User:
    """Return the asker's own adviser where advisers look after the kind; else whoever of the role has least to do."""
    role = KINDS[kind].role
    known = asker.adviser if asker else None
    if role == Role.ADVISER and known and known.is_active:
        return known
    owner = _least_busy(role) or _least_busy(Role.MANAGER) or _least_busy(Role.ADVISER)
    if owner is None:
        raise Refused(_("Nobody at the centre can take this yet. An administrator can add an account."))
    return owner


def _least_busy(role: Role) -> User | None:
    load = Count("owns_promises", filter=Q(owns_promises__status__in=Promise.OPEN))
    staff = User.objects.filter(is_active=True, roles__icontains=f'"{role}"').annotate(load=load)
    return staff.order_by("load", "pk").first()


def may_own(user: User) -> bool:
    return user.is_active and bool(user.role_set & PROMISE_STAFF)


def must_work_on(promise: Promise, by: User) -> None:
    if not by.role_set & PROMISE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))
    if not promise.is_open:
        raise Refused(_("This is closed. Only whoever asked can open it again."))


def must_be_asker(promise: Promise, by: User) -> None:
    """The person who asked, or the agent who asked for her or him; never the centre."""
    person = promise.asker_person
    if promise.inside or by.pk not in {person.user_id if person else None, promise.agent_id}:
        raise NotAllowed(_("Only whoever asked can do this."))


def must_speak_for_asker(promise: Promise, by: User) -> None:
    """Staff note what an asker said who has no account: an office, or somebody at the counter."""
    if not by.role_set & PROMISE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))
    person = promise.asker_person
    if person and person.user_id:
        raise NotAllowed(_("Whoever asked has an account and confirms there. Nobody confirms in her or his place."))


def must_be_client_of(person: Person, by: User) -> User | None:
    """Return the agent when an agent asks for a client; refuse whoever is neither the person nor the person's agent."""
    if person.user_id == by.pk:
        return None
    if by.has_role(Role.AGENT) and Case.objects.filter(founder=person, agent=by).exists():
        return by
    raise NotAllowed(_("You can ask for yourself and for your own clients."))


def must_be_people_staff(by: User) -> None:
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))
