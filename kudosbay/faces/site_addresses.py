"""Where a publication stands on the public pages: `/en/policies/…`, with the path that its kind says."""

from typing import Final

from django.urls import register_converter, reverse
from django.utils import translation

from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Publication

OF_PATH: Final = {kind.path: kind.code for kind in KINDS.values()}


class KindPath:
    """The path of a kind, as a part of an address."""

    regex = "|".join(OF_PATH)

    def to_python(self, value: str) -> str:
        return OF_PATH[value]

    def to_url(self, value: str) -> str:
        if value not in KINDS:
            raise ValueError(value)  # a kind that is gone has no address
        return KINDS[value].path


register_converter(KindPath, "kind")


def public_address(publication: Publication, *, number: int | None = None, language: str = "") -> str:
    """Return the path of a publication's page: of the edition that counts, or of one edition, in a language."""
    of = [publication.kind, publication.slug]
    with translation.override(language.lower() or translation.get_language()):
        return reverse("public:edition", args=[*of, number]) if number else reverse("public:article", args=of)


def go_address(publication: Publication) -> str:
    """Return the path for a message to many: it leads each reader to the page in her or his own language."""
    return "/go/" + public_address(publication, language="en").removeprefix("/en/")


def shelf_address(kind: str) -> str:
    """Return the path of the list; of a kind without one, the first page of all."""
    return reverse("public:shelf", args=[kind]) if KINDS[kind].shelf else reverse("portal:home")
