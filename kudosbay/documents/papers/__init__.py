"""Papers that we make: typst templates filled with data. A template never sees a person's text as program."""

from kudosbay.documents.papers.rendering import TEMPLATES, render_pdf, template_version

__all__ = ["TEMPLATES", "render_pdf", "template_version"]
