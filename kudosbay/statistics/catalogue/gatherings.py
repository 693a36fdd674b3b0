"""Meetings and trainings held, who came and for how long, visits received."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from kudosbay.gatherings.kinds import MEETINGS
from kudosbay.gatherings.models import Gathering, Presence, Spread
from kudosbay.gatherings.queries import held_by
from kudosbay.kernel.formats import HOME_ZONE
from kudosbay.statistics.figures import Asked, Figure, counted

REGISTER: Final = {
    "en": "The centre’s register of events and their attendance",
    "zh": "中心活动及签到台账",
    "ar": "سجل الفعاليات والحضور لدى المركز",
}
HOUR: Final = timedelta(hours=1)


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=HOME_ZONE)


def held(asked: Asked, *kinds: str) -> QuerySet[Gathering]:
    rows = held_by(end_of(asked.as_of), kinds=frozenset(kinds))
    return rows.filter(known_since__lte=asked.known_on) if asked.known_on else rows


def meetings(asked: Asked) -> QuerySet[Gathering]:
    return held(asked, *MEETINGS)


def trainings(asked: Asked) -> QuerySet[Gathering]:
    return held(asked, "training")


def policy_meetings(asked: Asked) -> QuerySet[Gathering]:
    return held(asked, "policy_meeting")


def visits(asked: Asked) -> QuerySet[Gathering]:
    return held(asked, "visit")


def spreads(asked: Asked) -> QuerySet[Spread]:
    return Spread.objects.known(asked.known_on).filter(gathering__in=meetings(asked))


def spreading(asked: Asked) -> QuerySet[Gathering]:
    """Return the meetings at which at least one publication was explained."""
    told = Spread.objects.known(asked.known_on).filter(gathering=OuterRef("pk"))
    return meetings(asked).filter(Exists(told))


def attendance(asked: Asked) -> QuerySet[Presence]:
    rows = Presence.objects.filter(booking__gathering__in=meetings(asked))
    return rows.select_related("booking", "booking__gathering", "booking__person")


def attendance_hours(asked: Asked) -> int:
    """Add up how long people were there; where no exit was noted, until the end."""
    stay = ExpressionWrapper(
        Coalesce("left_at", "booking__gathering__ends_at") - F("came_at"), output_field=DurationField()
    )
    total = attendance(asked).aggregate(total=Sum(stay))["total"] or timedelta()
    return int(total // HOUR)


FIGURES: Final = (
    Figure(
        "meetings_held",
        {"en": "Meetings and trainings held", "zh": "举办会议和培训", "ar": "لقاءات وتدريبات أُقيمت"},
        {
            "en": "Trainings and policy meetings held by the day; no seminars, official visits or fair days.",
            "zh": "截至当日举办并有签到的培训和政策宣讲会，不含座谈会、公务来访和展会。",
            "ar": "التدريبات ولقاءات السياسات التي أُقيمت حتى هذا اليوم، دون الندوات والزيارات الرسمية وأيام المعارض.",
        },
        REGISTER,
        "rows",
        counted(meetings),
        meetings,
        group="gatherings",
    ),
    Figure(
        "trainings_held",
        {"en": "Of them trainings", "zh": "其中培训", "ar": "منها تدريبات"},
        {
            "en": "Trainings held by the day.",
            "zh": "截至当日举办的培训。",
            "ar": "التدريبات التي أُقيمت حتى هذا اليوم.",
        },
        REGISTER,
        "rows",
        counted(trainings),
        trainings,
        group="gatherings",
    ),
    Figure(
        "policy_meetings_held",
        {"en": "Of them policy meetings", "zh": "其中政策宣讲会", "ar": "منها لقاءات سياسات"},
        {
            "en": "Policy meetings held by the day.",
            "zh": "截至当日举办的政策宣讲会。",
            "ar": "لقاءات السياسات التي أُقيمت حتى هذا اليوم.",
        },
        REGISTER,
        "rows",
        counted(policy_meetings),
        policy_meetings,
        group="gatherings",
    ),
    Figure(
        "meetings_spreading",
        {"en": "Meetings that spread policies", "zh": "宣传政策的会议和培训", "ar": "لقاءات نشرت سياسات"},
        {
            "en": "Of the meetings and trainings held by the day, those at which a published policy was explained.",
            "zh": "截至当日举办的会议和培训中，宣讲了已发布政策的场次。",
            "ar": "من اللقاءات والتدريبات التي أُقيمت حتى هذا اليوم، ما شُرحت فيه سياسة منشورة.",
        },
        REGISTER,
        "rows",
        counted(spreading),
        spreading,
        group="gatherings",
    ),
    Figure(
        "attendance",
        {"en": "Attendance", "zh": "参会人次", "ar": "مرات الحضور"},
        {
            "en": "People who came to these meetings and trainings, each time counted.",
            "zh": "参加上述会议和培训的人次。",
            "ar": "من حضروا هذه اللقاءات والتدريبات، وتُحسب كل مرة.",
        },
        REGISTER,
        "rows",
        counted(attendance),
        attendance,
        group="gatherings",
    ),
    Figure(
        "attendance_hours",
        {"en": "Hours of attendance", "zh": "参会学时", "ar": "ساعات الحضور"},
        {
            "en": "Hours from coming to leaving, added up over everybody who came; full hours.",
            "zh": "全部参会人员自签到至离场的小时数合计，取整。",
            "ar": "مجموع الساعات من الدخول إلى الخروج لكل من حضر، بالساعات الكاملة.",
        },
        REGISTER,
        "hours",
        attendance_hours,
        attendance,
        group="gatherings",
    ),
    Figure(
        "visits_received",
        {"en": "Official visits received", "zh": "接待公务来访", "ar": "زيارات رسمية استُقبلت"},
        {
            "en": "Official visits that took place by the day.",
            "zh": "截至当日接待的公务来访。",
            "ar": "الزيارات الرسمية التي تمت حتى هذا اليوم.",
        },
        REGISTER,
        "rows",
        counted(visits),
        visits,
        group="gatherings",
    ),
)
