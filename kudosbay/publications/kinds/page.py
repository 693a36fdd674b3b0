"""A page of the centre about itself, such as how we work."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import Kind

KIND = Kind(
    code="page",
    name=_("Page"),
    about=_("A page of the centre about itself, such as how we work."),
    path="pages",
    schema="WebPage",
)
