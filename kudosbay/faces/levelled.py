"""Answers that take the same time whether an account exists or not."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse

FLOOR_SECONDS: Final = 0.3  # more than any of the levelled acts takes, the password's hash included

View = Callable[..., HttpResponse]


def levelled(view: View) -> View:
    """Let each form sent to this view wait until the floor. Reading the page does not wait."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, FLOOR_SECONDS - (time.monotonic() - began)))
        return response

    return answer
