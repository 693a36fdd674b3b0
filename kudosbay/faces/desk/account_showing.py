"""What the pages of accounts show."""

from typing import Any

from django.utils import timezone

from kudosbay.accounts import policy, queries
from kudosbay.accounts.models import User
from kudosbay.faces.happenings import told
from kudosbay.kernel.permissions import Role


def role_words(roles: list[str]) -> list[str]:
    return [str(Role(role).label) for role in roles if role in Role.values]


def listed(account: User) -> dict[str, Any]:
    return {"account": account, "roles": role_words(account.roles), "state": state_of(account)}


def state_of(account: User) -> str:
    if not account.is_active:
        return "disabled"
    return "active" if account.confirmed_at or account.last_login else "invited"


def account_page(account: User, user: User) -> dict[str, Any]:
    entries = list(queries.account_history(account))
    names = queries.names_of(entry.actor_id for entry in entries)
    return {
        **listed(account),
        "is_own": account.pk == user.pk,
        "own": queries.own_factors(account),
        "must_have_factor": policy.must_have_second_factor(account),
        "devices": queries.devices(account, now=timezone.now()),
        "person": getattr(account, "person", None),
        "happenings": [told(entry, names=names) for entry in entries],
    }
