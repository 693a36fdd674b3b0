"""Who may do what with papers. Seeing them is decided by `visible_to`; this is about acting."""

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import StoredFile
from kudosbay.kernel.errors import NotAllowed
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.people.models import Person


def must_decide(by: User) -> None:
    if not by.role_set & CASE_STAFF:
        raise NotAllowed(_("Only an adviser can decide about a paper."))


def must_bring_for(holder: Person, by: User, agent: User | None) -> None:
    """A paper is brought by its holder, by the agent of the case, or by staff at the counter."""
    if not (by.role_set & CASE_STAFF or by.pk == holder.user_id or (agent and by.pk == agent.pk)):
        raise NotAllowed(_("You cannot hand in papers for this person."))


def must_own(file: StoredFile, by: User) -> None:
    """A file counts for nobody but who sent it: its number in a form is no way to another's paper."""
    if file.stored_by_id != by.pk:
        raise NotAllowed(_("This file was sent by somebody else. Choose a file of your own."))
