"""Papers that we make: typst templates filled with data. A template never sees a person's text as program."""

from kudosbay.documents.papers.rendering import TEMPLATES, kept_typesetter, render_pdf, template_version
from kudosbay.documents.papers.signs import drawn
from kudosbay.documents.papers.surroundings import holder_on_paper, operator_on_paper, verify_address

__all__ = [
    "TEMPLATES",
    "drawn",
    "holder_on_paper",
    "kept_typesetter",
    "operator_on_paper",
    "render_pdf",
    "template_version",
    "verify_address",
]
