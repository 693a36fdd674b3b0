from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import Role

DESK = "/desk/"


def same_site(target: str, *, otherwise: str) -> str:
    """Return a path on this site, or `otherwise`: no address from outside is ever followed."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if plain and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else otherwise


def home_of(user: User) -> str:
    """Where somebody begins: staff and government visitors at the desk, founders and their agents in the portal."""
    if user.is_staff or user.has_role(Role.VISITOR):
        return DESK
    with translation.override(user.language):
        return reverse("portal:home")
