"""Each request is answered by the pack of rules in force that day, in whichever process it lands."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from kudosbay.law.laying import bring_in_force

log = logging.getLogger(__name__)


class LawMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            bring_in_force(localdate())
        except DatabaseError:  # the page itself says what is wrong; the rules stay as they were
            log.exception("could not ask which pack of rules is in force")
        return self.get_response(request)
