"""Figures of promises: made, kept in time, open and late, what the zone gave, how satisfied people were."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import F, Q, QuerySet

from kudosbay.promises.models import Nomination, Promise
from kudosbay.promises.standards import end_of
from kudosbay.statistics.figures import Asked, Figure, counted

BOOK: Final = {"en": "The centre’s book of requests", "zh": "中心诉求台账", "ar": "سجل الطلبات لدى المركز"}
CARE: Final = ("living", "traffic")
TENTH: Final = Decimal("0.1")
SATISFIED: Final = 4


def _known(asked: Asked) -> QuerySet[Promise]:
    rows = Promise.objects.filter(inside=False)
    return rows.filter(known_since__lte=asked.known_on) if asked.known_on else rows


def _night(asked: Asked) -> datetime:
    return end_of(asked.as_of)


def made(asked: Asked) -> QuerySet[Promise]:
    return _known(asked).filter(made_at__lt=_night(asked))


def of_kinds(*kinds: str) -> Any:
    return lambda asked: made(asked).filter(kind__in=kinds)


def fallen_due(asked: Asked) -> QuerySet[Promise]:
    """Return what was to be answered by the day and was not taken back by the asker."""
    return _known(asked).filter(promised_for__lt=_night(asked)).exclude(status=Promise.Status.WITHDRAWN)


def kept(asked: Asked) -> QuerySet[Promise]:
    """Return what was answered by the first due time and confirmed by the asker up to the day."""
    confirmed = fallen_due(asked).filter(status=Promise.Status.KEPT, closed_at__lt=_night(asked))
    return confirmed.filter(replied_at__lte=F("promised_for"))


def kept_share(asked: Asked) -> Decimal | None:
    return _share(kept(asked).count(), fallen_due(asked).count())


def still_open(asked: Asked) -> QuerySet[Promise]:
    return made(asked).filter(Q(closed_at=None) | Q(closed_at__gte=_night(asked)))


def overdue(asked: Asked) -> QuerySet[Promise]:
    unanswered = Q(replied_at=None) | Q(replied_at__gte=_night(asked))
    return still_open(asked).filter(unanswered, promised_for__lt=_night(asked))


def suggestions_answered(asked: Asked) -> QuerySet[Promise]:
    return made(asked).filter(kind="suggestion", replied_at__lt=_night(asked))


def granted(asked: Asked) -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(status=Nomination.Status.GRANTED, answered_on__lte=asked.as_of)
    told = rows.filter(promise__known_since__lte=asked.known_on) if asked.known_on else rows
    return told.select_related("promise", "quota").order_by("answered_on", "pk")


def rated(asked: Asked) -> QuerySet[Promise]:
    return _known(asked).filter(rated_at__lt=_night(asked))


def satisfied_share(asked: Asked) -> Decimal | None:
    return _share(rated(asked).filter(rating__gte=SATISFIED).count(), rated(asked).count())


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) * 100 / whole).quantize(TENTH, rounding=ROUND_HALF_UP) if whole else None


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "promises_made",
        {"en": "Promises made", "zh": "承诺事项", "ar": "الوعود المقطوعة"},
        {
            "en": "Requests of people, enterprises and offices taken up by the day, each with an owner and a due time.",
            "zh": "截至当日受理的个人、企业和单位诉求，均有负责人和时限。",
            "ar": "طلبات الأشخاص والمنشآت والجهات المستلمة حتى هذا اليوم، لكل منها مسؤول وموعد.",
        },
        BOOK,
        "rows",
        counted(made),
        made,
        group="promises",
    ),
    Figure(
        "promises_kept",
        {"en": "Promises kept in time", "zh": "承诺按时兑现率", "ar": "الوعود المنجزة في موعدها"},
        {
            "en": "Of all due by the day, those answered by the first due time and confirmed. Rows: all due.",
            "zh": "截至当日到期的事项中，按首次时限答复并经提出人确认的比例。明细为全部到期事项。",
            "ar": "من كل ما استحق حتى هذا اليوم، ما أُجيب في موعده الأول وأكده مقدم الطلب. الصفوف: كل ما استحق.",
        },
        BOOK,
        "per cent",
        kept_share,
        fallen_due,
        group="promises",
    ),
    Figure(
        "promises_open",
        {"en": "Promises open", "zh": "未办结承诺", "ar": "وعود مفتوحة"},
        {
            "en": "Made by the day and not yet confirmed or taken back on it.",
            "zh": "截至当日已受理、尚未确认办结或撤回的事项。",
            "ar": "قُطعت حتى هذا اليوم ولم تُؤكَّد أو تُسحب بعد.",
        },
        BOOK,
        "rows",
        counted(still_open),
        still_open,
        group="promises",
    ),
    Figure(
        "promises_overdue",
        {"en": "Promises overdue", "zh": "逾期承诺", "ar": "وعود متأخرة"},
        {
            "en": "Open on the day, not answered, and past the first due time.",
            "zh": "当日未办结、未答复且超过首次时限的事项。",
            "ar": "مفتوحة في هذا اليوم وبلا رد وتجاوزت موعدها الأول.",
        },
        BOOK,
        "rows",
        counted(overdue),
        overdue,
        group="promises",
    ),
    Figure(
        "promises_care",
        {"en": "Wishes for living and travel", "zh": "生活与出行诉求", "ar": "طلبات المعيشة والتنقل"},
        {
            "en": "Requests of the kinds living and travel taken up by the day.",
            "zh": "截至当日受理的生活类与出行类诉求。",
            "ar": "طلبات المعيشة والتنقل المستلمة حتى هذا اليوم.",
        },
        BOOK,
        "rows",
        counted(of_kinds(*CARE)),
        of_kinds(*CARE),
        group="promises",
    ),
    Figure(
        "promises_questions",
        {"en": "Questions asked", "zh": "咨询提问", "ar": "أسئلة مطروحة"},
        {
            "en": "Questions taken up by the day, each in the asker’s own language.",
            "zh": "截至当日受理的咨询，均以提出人的语言提出。",
            "ar": "الأسئلة المستلمة حتى هذا اليوم، كلٌّ بلغة صاحبه.",
        },
        BOOK,
        "rows",
        counted(of_kinds("question")),
        of_kinds("question"),
        group="promises",
    ),
    Figure(
        "suggestions_answered",
        {"en": "Suggestions of officials answered", "zh": "已答复的领导建议", "ar": "اقتراحات المسؤولين المجاب عنها"},
        {
            "en": "Suggestions made at visits and in letters that had a reply by the day.",
            "zh": "截至当日已答复的调研和来函建议。",
            "ar": "اقتراحات قُدمت في الزيارات والرسائل ونالت رداً حتى هذا اليوم.",
        },
        BOOK,
        "rows",
        counted(suggestions_answered),
        suggestions_answered,
        group="promises",
    ),
    Figure(
        "zone_places",
        {"en": "Places granted by the zone", "zh": "园区批准名额", "ar": "أماكن منحتها المنطقة"},
        {
            "en": "Places for living and traffic that the zone had granted by the day to people whom the centre named.",
            "zh": "截至当日园区批准给中心推荐人员的生活与交通保障名额。",
            "ar": "أماكن للمعيشة والمواصلات منحتها المنطقة حتى هذا اليوم لمن رشحهم المركز.",
        },
        BOOK,
        "rows",
        counted(granted),
        granted,
        group="promises",
    ),
    Figure(
        "satisfied",
        {"en": "Satisfied or very satisfied", "zh": "满意和非常满意", "ar": "راضون أو راضون جداً"},
        {
            "en": "Of all marks given by the day, the two best of five. Rows: all that have a mark.",
            "zh": "截至当日全部评价中“满意”和“非常满意”的比例。明细为全部已评价事项。",
            "ar": "من كل التقييمات حتى هذا اليوم، أفضل درجتين من خمس. الصفوف: كل ما له تقييم.",
        },
        BOOK,
        "per cent",
        satisfied_share,
        rated,
        group="promises",
    ),
)
