from functools import cache
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password

from kudosbay.accounts.models import User


@cache
def _decoy() -> str:
    return make_password("nobody's password")


class EmailOrPhoneBackend(BaseBackend):
    """Password sign-in for staff. An unknown address costs the same time as a wrong password."""

    def authenticate(
        self,
        request: Any,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_rest: Any,
    ) -> User | None:
        if not username or not password:
            return None
        user = User.objects.by_address(username)
        known = user is not None and bool(user.password) and user.has_usable_password()
        right = check_password(password, user.password if user and known else _decoy())
        return user if user and known and right and User.objects.may_sign_in().filter(pk=user.pk).exists() else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.may_sign_in().filter(pk=user_id).first()
