"""What somebody typed into a form that could not be saved, to be given back on the page that says so."""

from dataclasses import dataclass

from django.http import HttpRequest

MACHINERY = frozenset({"csrfmiddlewaretoken"})
NEVER_SHOWN = ("password", "code", "token", "passkey", "credential")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Typed:
    """`fields` as they were sent; `words` are those that a person typed; `whole`: nothing secret had to be left out."""

    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    whole: bool


def typed_in(request: HttpRequest) -> Typed:
    """Return what a form carried. Reads only what was parsed already: reading anew may be what failed."""
    parsed = vars(request).get("_post")
    sent = [(name, value) for name, values in (parsed.lists() if parsed else ()) for value in values]
    fields = tuple((name, value[:LONGEST]) for name, value in sent if name not in MACHINERY and not _is_secret(name))
    secret = any(_is_secret(name) for name, _value in sent)
    return Typed(fields, tuple(value for name, value in fields if _is_words(name, value)), whole=not secret)


def _is_secret(name: str) -> bool:
    return any(name == hidden or name.endswith(f"_{hidden}") for hidden in NEVER_SHOWN) and name != "credit_code"


def _is_words(name: str, value: str) -> bool:
    """Numbers of versions and keys of forms are not worth reading; words and names are."""
    return bool(value.strip()) and name not in {"version", "form_key", "key", "next"} and not value.strip().isdigit()
