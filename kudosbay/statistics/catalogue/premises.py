"""Figures of the building."""

from typing import Final

from kudosbay.statistics import house
from kudosbay.statistics.figures import Figure, counted

REGISTER: Final = {
    "en": "The centre’s register of addresses",
    "zh": "中心注册地址台账",
    "ar": "سجل العناوين لدى المركز",
}
ROOMS: Final = {"en": "The centre’s register of rooms", "zh": "中心房间台账", "ar": "سجل الغرف لدى المركز"}

FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "registered_here",
        {"en": "Registered in the house", "zh": "楼内集中登记企业", "ar": "مسجلة في المبنى"},
        {
            "en": "Addresses of the pool that were allotted to an enterprise on the day.",
            "zh": "当日已分配给企业的集中登记地址数。",
            "ar": "عناوين من المجموعة كانت مخصصة لمنشأة في هذا اليوم.",
        },
        REGISTER,
        "rows",
        counted(house.registered_here),
        house.registered_here,
        group="premises",
    ),
    Figure(
        "free_addresses",
        {"en": "Free addresses", "zh": "剩余登记地址", "ar": "العناوين الشاغرة"},
        {
            "en": "The quota in force on the day less what was allotted or reserved; the rows are those taken.",
            "zh": "当日有效额度减去已分配和已预留；明细为已占用地址。",
            "ar": "الحصة السارية في هذا اليوم ناقص ما خُصص أو حُجز؛ والصفوف هي العناوين المشغولة.",
        },
        REGISTER,
        "addresses",
        house.free_addresses,
        house.taken,
        group="premises",
    ),
    Figure(
        "occupied_area",
        {"en": "Occupied area, m²", "zh": "已使用面积（平方米）", "ar": "المساحة المشغولة (م²)"},
        {
            "en": "Area of the rooms in which an enterprise, the centre or the public sat on the day.",
            "zh": "当日由企业、中心或公众使用的房间面积。",
            "ar": "مساحة الغرف التي شغلتها منشأة أو المركز أو العموم في هذا اليوم.",
        },
        ROOMS,
        "m²",
        house.occupied_area,
        house.sitting,
        group="premises",
    ),
)
