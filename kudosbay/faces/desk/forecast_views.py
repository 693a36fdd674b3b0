"""How well finished cases foretell one another: the method in words, and the test as it is."""

from django.http import HttpRequest, HttpResponse

from kudosbay.cases.forecasts import known_cases
from kudosbay.faces.desk.pages import desk_page
from kudosbay.rulebook.forecast import MINIMUM, WEIGHT, back_test


def forecasts(request: HttpRequest) -> HttpResponse:
    history = known_cases()
    context = {"tested": back_test(history), "all": len(history), "minimum": MINIMUM, "weight": WEIGHT}
    return desk_page(request, "desk/overview/forecasts.html", context)
