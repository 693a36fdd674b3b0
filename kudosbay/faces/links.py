from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from kudosbay.accounts.matrix import allowed
from kudosbay.accounts.models import User

# Where somebody begins: at the first of these that is open to her or his role.
HOMES: Final = ("desk:day", "desk:overview", "portal:cases", "portal:home")


def same_site(target: str, *, otherwise: str) -> str:
    """Return a path on this site, or `otherwise`: no address from outside is ever followed."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if plain and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else otherwise


def home_of(user: User) -> str:
    roles = frozenset(str(role) for role in user.role_set)
    name = next(view for view in HOMES if allowed(view, method="GET", roles=roles))
    with translation.override(user.language):
        return reverse(name)
