"""A question in one's own language."""

from django.utils.translation import gettext_lazy as _

from kudosbay.promises.kinds.shape import Kind, Standard

KIND = Kind(
    code="question",
    name=_("Question"),
    about=_("Asked in one’s own language; the answer names where it stands."),
    standard=Standard("reply.working_hours", 4, hours=True),
    from_side="person",
    asked_on_portal=True,
)
