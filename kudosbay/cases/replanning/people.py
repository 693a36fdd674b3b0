"""Who stands behind cases and enterprises, as ids of persons."""

from collections.abc import Iterable

from kudosbay.cases.models import Case
from kudosbay.enterprises.models import Investor, Officer


def people_of_cases(cases: Iterable[int]) -> set[int]:
    return set(Case.objects.filter(pk__in=list(cases)).values_list("founder_id", flat=True))


def people_of_firms(firms: Iterable[int]) -> set[int]:
    """Return who invests or holds an office in one of these enterprises now."""
    wanted = list(firms)
    investors = Investor.objects.filter(enterprise__in=wanted, person__isnull=False, valid_to=None)
    officers = Officer.objects.filter(enterprise__in=wanted, valid_to=None)
    found: set[int | None] = {*investors.values_list("person_id", flat=True)}
    found |= {*officers.values_list("person_id", flat=True)}
    return {one for one in found if one is not None}
