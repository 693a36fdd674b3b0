from typing import cast

from django.http import HttpRequest

from kudosbay.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind the access matrix: somebody has signed in."""

    user: User


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)
