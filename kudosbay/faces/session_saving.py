"""Pages can be read while nothing can be written: the note that a session is in use waits then."""

import logging

from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class SessionMiddleware(middleware.SessionMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted):  # Django calls a session interrupted that could not be written
            if request.method not in {"GET", "HEAD"}:
                raise
            log.exception("the session of a reader could not be saved")
            return response
