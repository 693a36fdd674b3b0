from django.utils.http import url_has_allowed_host_and_scheme


def same_site(target: str, *, otherwise: str) -> str:
    """Return a path on this site, or `otherwise`: no address from outside is ever followed."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if plain and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else otherwise
