"""What happened at the centre. Readers may reply."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import Kind

KIND = Kind(
    code="news",
    name=_("News"),
    about=_("What happened at the centre. Readers may reply."),
    path="news",
    shelf=_("News"),
    lead=_("What happens at the centre."),
    schema="NewsArticle",
    dated=("issued_on",),
    takes_replies=True,
)
