"""Figures of guests, talents, growth and milestones."""

from typing import Any, Final

from kudosbay.statistics import growth, talents
from kudosbay.statistics.catalogue.core import PEOPLE, REGISTRY
from kudosbay.statistics.figures import Figure, counted

MILESTONES: Final = {
    "en": "The centre’s list of milestones",
    "zh": "中心大事记与资质台账",
    "ar": "قائمة محطات المركز",
}


def _figure(key: str, names: Any, definition: Any, *, source: Any, rows: Any) -> Figure:
    return Figure(key, names, definition, source, "rows", counted(rows), rows, group="guests")


def _stage(stage: str, names: Any, definition: Any) -> Figure:
    return _figure(f"stage_{stage}", names, definition, source=REGISTRY, rows=growth.at_stage(stage))


FIGURES: Final[tuple[Figure, ...]] = (
    _figure(
        "wisdom_guests",
        {"en": "Wisdom guests", "zh": "智客", "ar": "ضيوف ذوو حكمة"},
        {
            "en": "People whose ideals, wisdom, connections and skills are kept, and whose consent stood on the day.",
            "zh": "已建立智客档案（理想、智慧、人脉、技能）且当日同意有效的人员。",
            "ar": "أشخاص حُفظت مُثلهم ومعرفتهم وصلاتهم ومهاراتهم وكانت موافقتهم قائمة في هذا اليوم.",
        },
        source=PEOPLE,
        rows=talents.wisdom_guests,
    ),
    _figure(
        "talents",
        {"en": "Talents gathered", "zh": "汇聚人才", "ar": "الكفاءات المستقطَبة"},
        {
            "en": "People in the circles that the operator’s definition of the day names, each counted once.",
            "zh": "属于当日有效统计口径所列范围的人员，每人计一次。",
            "ar": "أشخاص ضمن الفئات التي يسميها تعريف المشغل الساري في هذا اليوم، ويُحتسب كلٌّ مرة واحدة.",
        },
        source=PEOPLE,
        rows=talents.talents,
    ),
    _figure(
        "talents_last_year",
        {"en": "Talents of the year before", "zh": "上一年汇聚人才", "ar": "كفاءات السنة السابقة"},
        {
            "en": "Of the talents gathered, those who came to the centre in the calendar year before.",
            "zh": "汇聚人才中上一自然年来到中心的人员。",
            "ar": "من الكفاءات المستقطَبة، من جاء إلى المركز في السنة التقويمية السابقة.",
        },
        source=PEOPLE,
        rows=talents.talents_of_last_year,
    ),
    _stage(
        "growing",
        {"en": "Growing enterprises", "zh": "成长期企业", "ar": "منشآت نامية"},
        {
            "en": "Enterprises whose latest stage by the day is “growing”, with its evidence.",
            "zh": "截至当日最新阶段为“成长”的企业，附依据。",
            "ar": "منشآت آخر مرحلة بلغتها حتى هذا اليوم هي «نامية»، مع الدليل.",
        },
    ),
    _stage(
        "successful",
        {"en": "Successful enterprises", "zh": "成功企业", "ar": "منشآت ناجحة"},
        {
            "en": "Enterprises whose latest stage by the day is “successful”, with its evidence.",
            "zh": "截至当日最新阶段为“成功”的企业，附依据。",
            "ar": "منشآت آخر مرحلة بلغتها حتى هذا اليوم هي «ناجحة»، مع الدليل.",
        },
    ),
    _stage(
        "alumni",
        {"en": "Alumni", "zh": "毕业企业", "ar": "منشآت متخرجة"},
        {
            "en": "Enterprises that have left the nest: their latest stage by the day is “alumni”.",
            "zh": "已毕业的企业：截至当日最新阶段为“毕业”。",
            "ar": "منشآت غادرت الحاضنة: آخر مرحلة بلغتها حتى هذا اليوم هي «متخرجة».",
        },
    ),
    _figure(
        "milestones",
        {"en": "Milestones and accreditations", "zh": "大事与资质", "ar": "محطات واعتمادات"},
        {
            "en": "What the centre and its enterprises reached by the day, each with its evidence.",
            "zh": "截至当日中心及企业取得的大事与资质，均附依据。",
            "ar": "ما بلغه المركز ومنشآته حتى هذا اليوم، ولكلٍّ دليله.",
        },
        source=MILESTONES,
        rows=growth.milestones,
    ),
    _figure(
        "accreditations",
        {"en": "Accreditations in force", "zh": "有效资质", "ar": "اعتمادات سارية"},
        {
            "en": "Accreditations of which a term covers the day.",
            "zh": "有效期覆盖当日的资质。",
            "ar": "اعتمادات تشمل إحدى مُددها هذا اليوم.",
        },
        source=MILESTONES,
        rows=growth.accreditations,
    ),
)
