"""Figures of introductions: what is published, who met, what came of it."""

from collections.abc import Callable
from typing import Any, Final

from kudosbay.statistics import meetings
from kudosbay.statistics.figures import Asked, Figure, Value, Words, counted

BOOKS: Final = {
    "en": "The centre’s book of introductions",
    "zh": "中心对接台账",
    "ar": "سجل التعارفات لدى المركز",
}


def _figure(
    key: str,
    names: Words,
    definition: Words,
    *,
    rows: Callable[[Asked], Any],
    unit: str = "rows",
    count: Callable[[Asked], Value] | None = None,
) -> Figure:
    return Figure(key, names, definition, BOOKS, unit, count or counted(rows), rows, group="introductions")


FIGURES: Final[tuple[Figure, ...]] = (
    _figure(
        "notices_published",
        {"en": "Needs and offers published", "zh": "已发布的需求与供给", "ar": "الحاجات والعروض المنشورة"},
        {
            "en": "Needs and offers that an adviser reviewed and published by the day, those that have ended included.",
            "zh": "截至当日经顾问审阅发布的需求与供给，含已结束的。",
            "ar": "حاجات وعروض راجعها مستشار ونُشرت حتى هذا اليوم، بما فيها المنتهية.",
        },
        rows=meetings.notices,
    ),
    _figure(
        "introductions_made",
        {"en": "Introductions made", "zh": "已完成引荐", "ar": "تعارفات تمت"},
        {
            "en": "Pairs of a need and an offer whose two sides agreed and were named to each other by the day.",
            "zh": "截至当日双方同意并互知姓名的供需对接。",
            "ar": "أزواج من حاجة وعرض وافق طرفاها وعُرّف أحدهما بالآخر حتى هذا اليوم.",
        },
        rows=meetings.introduced,
    ),
    _figure(
        "introductions_with_value",
        {"en": "Introductions with an outcome of value", "zh": "取得价值成果的引荐", "ar": "تعارفات أثمرت قيمة"},
        {
            "en": "Introductions of which an outcome with a value was recorded by the day.",
            "zh": "截至当日登记了有价值成果的引荐。",
            "ar": "تعارفات سُجلت لها نتيجة ذات قيمة حتى هذا اليوم.",
        },
        rows=meetings.with_value,
    ),
    _figure(
        "work_packages_done",
        {"en": "Work packages ordered or delivered", "zh": "已下单或交付的工作包", "ar": "حزم عمل طُلبت أو سُلمت"},
        {
            "en": "Work of Chinese enterprises that a foreign provider took on through the centre by the day.",
            "zh": "截至当日中国企业经中心委托境外服务商承接的工作。",
            "ar": "أعمال مؤسسات صينية تولاها مزود أجنبي عبر المركز حتى هذا اليوم.",
        },
        rows=meetings.work_done,
    ),
    _figure(
        "outsourcing_saving",
        {"en": "Saved by global outsourcing", "zh": "全球外包节省金额", "ar": "التوفير بالتعهيد العالمي"},
        {
            "en": "Savings in CNY recorded for work packages by the day, against what the work cost before.",
            "zh": "截至当日工作包相对原成本登记的节省金额（人民币）。",
            "ar": "ما سُجل من توفير باليوان لحزم العمل حتى هذا اليوم مقارنة بتكلفتها السابقة.",
        },
        rows=meetings.with_saving,
        unit="CNY",
        count=meetings.saved,
    ),
    _figure(
        "zone_projects",
        {
            "en": "Projects received by the bonded zone",
            "zh": "综保区接收的项目",
            "ar": "مشاريع تسلمتها المنطقة الجمركية",
        },
        {
            "en": "Cross-border trade projects introduced to the zone, with a receipt of its office, by the day.",
            "zh": "截至当日引荐至综保区并取得其管理机构回执的跨境贸易项目。",
            "ar": "مشاريع تجارة عبر الحدود عُرّفت إلى المنطقة وصدر بها إيصال من مكتبها حتى هذا اليوم.",
        },
        rows=meetings.zone_projects,
    ),
    _figure(
        "talents_published",
        {"en": "Talents, foreign and domestic", "zh": "中外人才", "ar": "المواهب الأجنبية والمحلية"},
        {
            "en": "Profiles of students, graduates, specialists and professors published by the day.",
            "zh": "截至当日发布的学生、毕业生、专业人才和教授档案。",
            "ar": "ملفات طلاب وخريجين ومتخصصين وأساتذة نُشرت حتى هذا اليوم.",
        },
        rows=meetings.talents,
    ),
    _figure(
        "openings_filled",
        {"en": "Openings filled", "zh": "已招到的岗位", "ar": "فرص عمل شُغلت"},
        {
            "en": "Openings of firms in the centre that were filled through an introduction by the day.",
            "zh": "截至当日中心企业通过引荐招到人才的岗位。",
            "ar": "فرص عمل لدى شركات المركز شُغلت عبر تعارف حتى هذا اليوم.",
        },
        rows=meetings.openings_filled,
    ),
    _figure(
        "students_guided",
        {"en": "Students guided", "zh": "受引导的学生", "ar": "طلاب أُرشدوا"},
        {
            "en": "Students whom an introduction to a firm or a mentor took a step further by the day.",
            "zh": "截至当日经引荐企业或导师而更进一步的学生。",
            "ar": "طلاب تقدم بهم تعارف بشركة أو مرشد خطوة حتى هذا اليوم.",
        },
        rows=meetings.students_guided,
    ),
    _figure(
        "members",
        {"en": "Members in the directory", "zh": "名录成员", "ar": "أعضاء في الدليل"},
        {
            "en": "Members who stood in the directory on the day, with a consent that held on it.",
            "zh": "当日凭有效同意列入名录的成员。",
            "ar": "أعضاء كانوا في الدليل في هذا اليوم بموافقة سارية.",
        },
        rows=meetings.members,
    ),
    _figure(
        "leads",
        {"en": "Leads from fairs", "zh": "展会线索", "ar": "من التقيناهم في المعارض"},
        {
            "en": "People met at fairs by the day who agreed to hear from the centre.",
            "zh": "截至当日在展会结识并同意与中心联系的人士。",
            "ar": "أشخاص التقيناهم في المعارض حتى هذا اليوم ووافقوا على أن يسمعوا من المركز.",
        },
        rows=meetings.leads,
    ),
    _figure(
        "leads_with_case",
        {"en": "Leads that became a case", "zh": "转为办件的线索", "ar": "معارف صارت معاملات"},
        {
            "en": "Of the leads from fairs, those whose case was opened by the day.",
            "zh": "展会线索中截至当日已立案的。",
            "ar": "ممن التقيناهم في المعارض، من فُتحت معاملته حتى هذا اليوم.",
        },
        rows=meetings.leads_with_case,
    ),
)
