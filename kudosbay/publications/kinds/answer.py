"""An answer to a question that was asked: it cites what it rests on, and is recalled when that ends."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import RULES, Kind

KIND = Kind(
    code="answer",
    name=_("Answer"),
    about=_("An answer to a question that was asked, with what it rests on."),
    path="answers",
    shelf=_("Answers"),
    lead=_("Questions that founders asked, each answer with what it rests on."),
    schema="QAPage",
    fields=(RULES,),
    summary=_("Question"),
    body=_("Answer"),
)
