"""How something is done, step by step, for whoever does it the first time."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import Kind

KIND = Kind(
    code="guide",
    name=_("Guide"),
    about=_("How something is done, for whoever does it the first time."),
    path="guides",
    shelf=_("Guides"),
    lead=_("How things are done here, step by step."),
    schema="HowTo",
)
