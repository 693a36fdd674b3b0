"""The duties of a firm for a calendar that subscribes to them, under an address that nobody guesses."""

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.compliance.calendar import calendar_of
from kudosbay.compliance.ical import duties_as_calendar
from kudosbay.compliance.models import DutyFeed, firms_of
from kudosbay.compliance.queries import duty_feed_of
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.site.calendar_views import as_calendar

BACK, AHEAD = timedelta(days=60), timedelta(days=366)


def feed(request: HttpRequest, feed: str) -> HttpResponse:
    """Whoever may see the firm no more has an address that answers no more."""
    found = duty_feed_of(feed)
    if found is None or not found.user.is_active or not firms_of(found.user).filter(pk=found.enterprise_id).exists():
        raise Http404
    return as_calendar(request, _content(found, localdate()), name="duties.ics")


def _content(found: DutyFeed, today: date) -> bytes:
    firm = found.enterprise
    told = calendar_of(firm, first=today - BACK, last=today + AHEAD)
    return duties_as_calendar(
        told.entries,
        firm=firm.pk,
        language=html_lang(found.language),
        address=f"{settings.BASE_URL}/go/company/{firm.reference}/duties/",
        name=_("Duties of %(company)s") % {"company": firm.name_en or firm.name_zh},
        today=today,
    )
