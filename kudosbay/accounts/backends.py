from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password

from kudosbay.accounts.models import User

_DECOY = make_password("nobody's password")


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
        right = check_password(password, user.password if user else _DECOY)
        return user if user and right and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
