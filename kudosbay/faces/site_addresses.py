"""Where a publication stands on the public pages."""

from typing import Final

from django.urls import reverse
from django.utils import translation

from kudosbay.publications.models import Publication

# Of each kind: the list, one article, one earlier edition of it.
ADDRESSES: Final = {
    "policy": ("public:policies", "public:policy", "public:policy_edition"),
    "research": ("public:research", "public:dossier", "public:dossier_edition"),
    "answer": ("public:answers", "public:answer", "public:answer_edition"),
    "news": ("public:news", "public:article", "public:article_edition"),
    "guide": ("public:guides", "public:guide", "public:guide_edition"),
    "page": ("portal:home", "public:page", "public:page_edition"),
}


def public_address(publication: Publication, *, number: int | None = None, language: str = "") -> str:
    """Return the path of a publication's page: of the edition that counts, or of one edition, in a language."""
    _shelf, article, edition = ADDRESSES[publication.kind]
    with translation.override(language.lower() or translation.get_language()):
        if number is None:
            return reverse(article, args=[publication.slug])
        return reverse(edition, args=[publication.slug, number])


def go_address(publication: Publication) -> str:
    """Return the path for a message to many: it leads each reader to the page in her or his own language."""
    return "/go/" + public_address(publication, language="en").removeprefix("/en/")


def shelf_address(kind: str) -> str:
    return reverse(ADDRESSES[kind][0])
