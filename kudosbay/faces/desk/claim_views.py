"""The centre's story, claim by claim: what is said, the figure of the day, where it is shown, who has the last row."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from kudosbay.faces.desk.claim_forms import ClaimFilter
from kudosbay.faces.desk.claim_showing import address_of, claims_page, columns, record_of
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.statistics.claims import story


def claims(request: HttpRequest) -> HttpResponse:
    return desk_page(request, "desk/overview/claims.html", claims_page(ClaimFilter(request.GET), user=user_of(request)))


def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """Lead to the page that shows a claim, whichever number its record has here; that page decides who may see it."""
    said = next((one for _part, one in story().claims if one.id == claim), None)
    address = address_of(said, record_of(said, user_of(request))) if said else ""
    if not address:
        raise Http404
    return redirect(address)


def export(request: HttpRequest) -> HttpResponseBase:
    """Nothing personal leaves: references, figures, and the names of those who work here."""
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    told = claims_page(ClaimFilter(request.GET), user=user_of(request))
    return as_table(kind, "claims", columns=columns(), rows=told["rows"])
