"""The centre's story, where no other figure counts it: what was asked at a visit, the house, the first day."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Q, QuerySet

from kudosbay.centre.models import Operator
from kudosbay.enterprises.models import Enterprise
from kudosbay.gatherings.models import Gathering, Statement, VisitPack
from kudosbay.kernel.labels import with_theme
from kudosbay.premises.models import Room
from kudosbay.promises.models import Promise
from kudosbay.statistics import figures
from kudosbay.statistics.catalogue.core import REGISTRY
from kudosbay.statistics.catalogue.gatherings import REGISTER, end_of, held
from kudosbay.statistics.catalogue.premises import ROOMS
from kudosbay.statistics.catalogue.promises import BOOK, of_kinds
from kudosbay.statistics.figures import Asked, Figure, Value, Words, counted

DELTA: Final = ("g60", "yangtze_delta")


def seminars(asked: Asked) -> QuerySet[Gathering]:
    return held(asked, "seminar")


def remarks(asked: Asked) -> QuerySet[Statement]:
    """Return what visitors said of the centre by the end of the day, at gatherings that were known."""
    rows = Statement.objects.filter(kind="remark", said_at__lte=end_of(asked.as_of))
    told = rows.filter(gathering__known_since__lte=asked.known_on) if asked.known_on else rows
    return told.select_related("gathering", "noted_by")


def packs(asked: Asked) -> QuerySet[VisitPack]:
    """Return the packs asked for by the end of the day, for visits that were known."""
    rows = VisitPack.objects.filter(asked_at__lte=end_of(asked.as_of))
    told = rows.filter(gathering__known_since__lte=asked.known_on) if asked.known_on else rows
    return told.select_related("gathering", "asked_by")


def suggestions(asked: Asked) -> QuerySet[Promise]:
    rows: QuerySet[Promise] = of_kinds("suggestion")(asked)
    return rows


def interests(asked: Asked) -> QuerySet[Promise]:
    rows: QuerySet[Promise] = of_kinds("visitor_interest")(asked)
    return rows


def space_needs(asked: Asked) -> QuerySet[Promise]:
    rows: QuerySet[Promise] = of_kinds("space_need")(asked)
    return rows


def rooms(asked: Asked) -> QuerySet[Room]:
    return Room.objects.there_on(asked.as_of)


def of_the_delta(asked: Asked) -> QuerySet[Enterprise]:
    """Return active enterprises that carry the theme of the corridor or of the delta."""
    themed = [with_theme(Enterprise.objects.all(), code).values("pk") for code in DELTA]
    return figures.active(asked).filter(Q(pk__in=themed[0]) | Q(pk__in=themed[1]))


def at_work(asked: Asked) -> QuerySet[Operator]:
    return Operator.objects.filter(first_day__lte=asked.as_of)


def days_at_work(asked: Asked) -> int:
    """Count the days from the first to the one asked about, both included; none before the first."""
    first = at_work(asked).values_list("first_day", flat=True).first()
    return (asked.as_of - first).days + 1 if first else 0


OPERATOR: Final = {"en": "The operator’s own data", "zh": "运营方基本信息", "ar": "بيانات الجهة المشغلة"}


def _figure(
    key: str,
    names: Words,
    definition: Words,
    *,
    rows: Callable[[Asked], Any],
    group: str,
    source: Words,
    unit: str = "rows",
    count: Callable[[Asked], Value] | None = None,
) -> Figure:
    return Figure(key, names, definition, source, unit, count or counted(rows), rows, group=group)


FIGURES: Final[tuple[Figure, ...]] = (
    _figure(
        "days_at_work",
        {"en": "Days at work", "zh": "运营天数", "ar": "أيام العمل"},
        {
            "en": "Days since the operator’s first day, that day included; the row is the operator.",
            "zh": "自运营方首日起至当日的天数，含首日；明细为运营方。",
            "ar": "الأيام منذ أول يوم للجهة المشغلة، وهو محسوب؛ والصف هو الجهة المشغلة.",
        },
        rows=at_work,
        group="growth",
        source=OPERATOR,
        unit="days",
        count=days_at_work,
    ),
    _figure(
        "g60_delta",
        {"en": "Of the corridor and the delta", "zh": "G60走廊与长三角主题企业", "ar": "منشآت الممر والدلتا"},
        {
            "en": "Active enterprises that carry the theme of the G60 corridor or of the Yangtze River Delta.",
            "zh": "标有“G60科创走廊”或“长三角一体化”主题的存续企业。",
            "ar": "منشآت قائمة تحمل موضوع ممر G60 أو دلتا نهر اليانغتسي.",
        },
        rows=of_the_delta,
        group="growth",
        source=REGISTRY,
    ),
    _figure(
        "seminars_held",
        {"en": "Seminars held", "zh": "召开座谈会", "ar": "ندوات عُقدت"},
        {
            "en": "Seminars held by the day, each with who took part by office and what was said.",
            "zh": "截至当日召开的座谈会，均记录参会单位职务与发言。",
            "ar": "الندوات التي عُقدت حتى هذا اليوم، مع صفات المشاركين وما قيل فيها.",
        },
        rows=seminars,
        group="gatherings",
        source=REGISTER,
    ),
    _figure(
        "remarks_kept",
        {"en": "Remarks of visitors kept", "zh": "来访领导评价", "ar": "ملاحظات الزوار المحفوظة"},
        {
            "en": "What visitors said of the centre by the day, kept with the figures of that day.",
            "zh": "截至当日来访者对中心的评价，与当日数据一并留存。",
            "ar": "ما قاله الزوار عن المركز حتى هذا اليوم، محفوظاً مع أرقام ذلك اليوم.",
        },
        rows=remarks,
        group="gatherings",
        source=REGISTER,
    ),
    _figure(
        "visit_packs",
        {"en": "Packs made for visits", "zh": "来访汇报材料", "ar": "ملفات أُعدت للزيارات"},
        {
            "en": "Packs asked for by the day: slides, paper and speaker’s text with the figures frozen for the visit.",
            "zh": "截至当日生成的来访汇报材料：演示文稿、书面材料和讲解词，均采用为该次来访固定的数据。",
            "ar": "ملفات طُلبت حتى هذا اليوم: شرائح وورقة ونص للمتحدث بأرقام ثُبّتت للزيارة.",
        },
        rows=packs,
        group="gatherings",
        source=REGISTER,
    ),
    _figure(
        "suggestions_received",
        {"en": "Suggestions of officials received", "zh": "收到的领导建议", "ar": "اقتراحات المسؤولين الواردة"},
        {
            "en": "Suggestions written down by the day, each with its speaker by office, an owner and a due time.",
            "zh": "截至当日登记的领导建议，均有提出人职务、负责人和时限。",
            "ar": "اقتراحات دُوّنت حتى هذا اليوم، لكل منها صفة قائلها ومسؤول وموعد.",
        },
        rows=suggestions,
        group="promises",
        source=BOOK,
    ),
    _figure(
        "interests_received",
        {"en": "Interests of visitors taken up", "zh": "来访者关注事项", "ar": "اهتمامات الزوار"},
        {
            "en": "What visitors wished to know more about, promised to them by the day.",
            "zh": "截至当日承诺向来访者进一步说明的关注事项。",
            "ar": "ما رغب الزوار في معرفة المزيد عنه ووُعدوا به حتى هذا اليوم.",
        },
        rows=interests,
        group="promises",
        source=BOOK,
    ),
    _figure(
        "space_needs",
        {"en": "Needs of space", "zh": "空间需求", "ar": "الحاجات إلى مكان"},
        {
            "en": "Needs of space told to the centre by the day, each with an owner and an answer by a due time.",
            "zh": "截至当日受理的空间需求，均有负责人并在时限内答复。",
            "ar": "الحاجات إلى مكان التي بلغت المركز حتى هذا اليوم، لكل منها مسؤول وجواب في موعد.",
        },
        rows=space_needs,
        group="promises",
        source=BOOK,
    ),
    _figure(
        "rooms",
        {"en": "Rooms on nine floors", "zh": "九层楼房间数", "ar": "غرف في تسعة طوابق"},
        {
            "en": "Rooms of the house that were there on the day, let or free.",
            "zh": "当日楼内的全部房间，含已租和空置。",
            "ar": "غرف المبنى القائمة في هذا اليوم، المشغولة والشاغرة.",
        },
        rows=rooms,
        group="premises",
        source=ROOMS,
    ),
)
