"""A question that the centre looked into: what was read, what was found, who signs for it, what it changed."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import Field, Kind

KIND = Kind(
    code="research",
    name=_("Research"),
    about=_("A question we looked into: what we read, what we found, who signs for it, what it changed."),
    path="research",
    shelf=_("Research"),
    lead=_("Questions we looked into, what we read and what we found."),
    schema="Report",
    fields=(
        Field(
            "sources",
            _("Sources read"),
            "lines",
            hint=_("One a line: title | link | day on which it was read"),
            parts=("title", "link", "read_on"),
            required=True,
        ),
        Field(
            "changed",
            _("What it changed"),
            "lines",
            hint=_("One a line: policy, rule or fit | reference or rule | in a few words"),
            parts=("kind", "to", "words"),
        ),
    ),
    summary=_("Question"),
    body=_("Finding"),
    signed=True,
)
