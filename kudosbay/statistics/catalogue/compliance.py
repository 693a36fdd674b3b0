"""Figures of compliance."""

from typing import Final

from kudosbay.statistics import filings
from kudosbay.statistics.figures import Figure, counted

RETURNS: Final = {
    "en": "Returns filed by the tax partner",
    "zh": "税务合作机构申报台账",
    "ar": "إقرارات قدمها الشريك الضريبي",
}

FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "returns_filed",
        {"en": "Returns filed", "zh": "累计申报", "ar": "إقرارات مقدمة"},
        {
            "en": "Returns of all firms and periods whose receipt is of the day or earlier.",
            "zh": "截至当日已取得回执的全部企业、全部税期的申报数。",
            "ar": "إقرارات جميع الشركات والفترات التي صدر إيصالها في هذا اليوم أو قبله.",
        },
        RETURNS,
        "rows",
        counted(filings.filed),
        filings.filed,
        group="compliance",
    ),
    Figure(
        "returns_this_month",
        {"en": "Returns filed this month", "zh": "当月申报", "ar": "إقرارات هذا الشهر"},
        {
            "en": "Returns whose receipt is of the month of the day, up to the day.",
            "zh": "当月截至当日取得回执的申报数。",
            "ar": "إقرارات صدر إيصالها في شهر هذا اليوم وحتى هذا اليوم.",
        },
        RETURNS,
        "rows",
        counted(filings.filed_this_month),
        filings.filed_this_month,
        group="compliance",
    ),
    Figure(
        "firms_filed_for",
        {"en": "Enterprises filed for", "zh": "代理申报企业", "ar": "منشآت قُدمت عنها إقرارات"},
        {
            "en": "Enterprises with at least one return filed in the twelve months up to the day.",
            "zh": "截至当日的十二个月内至少有一笔申报的企业数。",
            "ar": "منشآت قُدم عنها إقرار واحد على الأقل في الأشهر الاثني عشر حتى هذا اليوم.",
        },
        RETURNS,
        "rows",
        counted(filings.firms_filed_for),
        filings.firms_filed_for,
        group="compliance",
    ),
    Figure(
        "returns_on_time",
        {"en": "Returns in time", "zh": "按期申报率", "ar": "إقرارات في موعدها"},
        {
            "en": "Of the returns whose last day lay in the twelve months before the day, those submitted by then, "
            "per cent; what was not theirs and months without a published day are left out.",
            "zh": "截止日在当日之前十二个月内的申报中，按期提交的比例（%）；不适用的申报及未公布截止日的月份不计。",
            "ar": "من الإقرارات التي وقع آخر موعدها في الأشهر الاثني عشر قبل هذا اليوم، نسبة ما قُدم حتى ذلك الموعد؛ "
            "ولا يُحسب ما لم يكن واجبا ولا الأشهر التي لم يُنشر موعدها.",
        },
        RETURNS,
        "per cent",
        filings.on_time,
        filings.due_in_the_year,
        group="compliance",
    ),
)
