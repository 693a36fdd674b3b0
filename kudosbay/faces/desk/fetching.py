"""Records of a case, found through what the person may see; anything else is not there."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case, CasePaper, CaseStep
from kudosbay.enterprises.models import ENTERPRISE_STAFF
from kudosbay.faces.requests import user_of


def case_of(request: HttpRequest, reference: str) -> Case:
    cases = Case.objects.visible_to(user_of(request)).select_related("founder", "adviser", "thread", "enterprise")
    return get_object_or_404(cases, reference=reference)


def step_of(request: HttpRequest, reference: str, step: str) -> CaseStep:
    steps = CaseStep.objects.filter(case__in=Case.objects.visible_to(user_of(request)))
    return get_object_or_404(steps.select_related("case", "case__founder"), case__reference=reference, step=step)


def paper_of(request: HttpRequest, reference: str, paper: str) -> CasePaper:
    papers = CasePaper.objects.filter(case__in=Case.objects.visible_to(user_of(request)))
    wanted = papers.select_related("case", "case__founder", "document", "document__file", "document__holder")
    return get_object_or_404(wanted, case__reference=reference, paper=paper)


def may_see_rows(user: User) -> bool:
    """A government visitor sees figures, never rows of persons or firms."""
    return bool(user.role_set & ENTERPRISE_STAFF)
