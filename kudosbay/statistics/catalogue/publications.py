"""Figures of publications."""

from typing import Any, Final

from django.db.models import QuerySet

from kudosbay.publications.kinds import POLICY, RESEARCH
from kudosbay.publications.models import AnswerGiven, Edition, Publication, Reply
from kudosbay.statistics.figures import Asked, Figure, counted

SHELVES: Final = {"en": "The centre’s publications", "zh": "中心发布的内容", "ar": "منشورات المركز"}
INBOX: Final = {
    "en": "Answers and replies of the centre",
    "zh": "中心的答复与留言",
    "ar": "أجوبة المركز وتعليقات القراء",
}
GROUP: Final = "publications"


def _until(asked: Asked) -> Any:
    """The last day that counts: of the figure, or on which it was known."""
    return min(asked.as_of, asked.known_on or asked.as_of)


def shown_editions(asked: Asked) -> QuerySet[Edition]:
    return Edition.objects.filter(published_at__date__lte=_until(asked)).select_related("publication")


def published(asked: Asked) -> QuerySet[Publication]:
    return Publication.objects.filter(pk__in=shown_editions(asked).values("publication"))


def policies(asked: Asked) -> QuerySet[Edition]:
    in_force = Edition.objects.in_force(asked.as_of).filter(publication__kind=POLICY)
    return in_force.filter(published_at__date__lte=_until(asked)).select_related("publication")


def research(asked: Asked) -> QuerySet[Publication]:
    return published(asked).filter(kind=RESEARCH)


def given(asked: Asked) -> QuerySet[AnswerGiven]:
    return AnswerGiven.objects.filter(at__date__lte=_until(asked)).select_related("edition__publication")


def replies(asked: Asked) -> QuerySet[Reply]:
    return Reply.objects.filter(answered_at__date__lte=_until(asked)).select_related("publication")


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "publications",
        {"en": "Publications", "zh": "发布内容", "ar": "منشورات"},
        {
            "en": "Policies, research, answers, news, guides and pages published by the day in at least one language.",
            "zh": "截至当日至少有一种语言已发布的政策、研究、答复、新闻、指南和页面。",
            "ar": "سياسات وبحوث وأجوبة وأخبار وأدلة وصفحات نُشرت بلغة واحدة على الأقل حتى هذا اليوم.",
        },
        SHELVES,
        "rows",
        counted(published),
        published,
        GROUP,
    ),
    Figure(
        "policies_in_force",
        {"en": "Policies in force", "zh": "现行政策", "ar": "سياسات سارية"},
        {
            "en": "Policies that were published by the day and in force on it.",
            "zh": "截至当日已发布且当日有效的政策。",
            "ar": "سياسات نُشرت حتى هذا اليوم وكانت سارية فيه.",
        },
        SHELVES,
        "rows",
        counted(policies),
        policies,
        GROUP,
    ),
    Figure(
        "research_dossiers",
        {"en": "Research dossiers", "zh": "研究报告", "ar": "ملفات بحث"},
        {
            "en": "Dossiers signed off and published by the day.",
            "zh": "截至当日已签发并发布的研究。",
            "ar": "ملفات اعتُمدت ونُشرت حتى هذا اليوم.",
        },
        SHELVES,
        "rows",
        counted(research),
        research,
        GROUP,
    ),
    Figure(
        "answers_given",
        {"en": "Answers given", "zh": "已发出的答复", "ar": "أجوبة أُعطيت"},
        {
            "en": "Published answers given to a person by the day, each person once.",
            "zh": "截至当日向个人发出的答复，每人每条计一次。",
            "ar": "أجوبة منشورة أُعطيت لأشخاص حتى هذا اليوم، كل شخص مرة.",
        },
        INBOX,
        "rows",
        counted(given),
        given,
        GROUP,
    ),
    Figure(
        "replies_answered",
        {"en": "Replies answered", "zh": "已答复的留言", "ar": "تعليقات أُجيب عنها"},
        {
            "en": "Replies of readers that were answered by the day.",
            "zh": "截至当日已答复的读者留言。",
            "ar": "تعليقات القراء التي أُجيب عنها حتى هذا اليوم.",
        },
        INBOX,
        "rows",
        counted(replies),
        replies,
        GROUP,
    ),
)
