"""One search for people, enterprises and cases."""

from django.http import HttpRequest, HttpResponse

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.cases.queries import all_cases, find_cases
from kudosbay.enterprises.models import ENTERPRISE_STAFF
from kudosbay.enterprises.queries import find_enterprises
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.kernel.permissions import CASE_STAFF, PEOPLE_STAFF
from kudosbay.people.queries import find_people

MOST = 20


def find(request: HttpRequest) -> HttpResponse:
    user, text = user_of(request), request.GET.get("q", "").strip()[:200]
    context = {
        "text": text,
        "people": find_people(user, text) if user.role_set & PEOPLE_STAFF else [],
        "companies": find_enterprises(user, text) if user.role_set & ENTERPRISE_STAFF else [],
        "cases": cases_found(user, text) if user.role_set & CASE_STAFF else [],
    }
    return desk_page(request, "desk/find/find.html", context)


def cases_found(user: User, text: str) -> list[Case]:
    return list(find_cases(all_cases(user), text)[:MOST]) if text else []
