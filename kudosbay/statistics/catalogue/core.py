"""Enterprises, agreements and people: the figures with which the centre began."""

from typing import Final

from kudosbay.people.models import MAINLAND, NOT_FOREIGN
from kudosbay.statistics import figures
from kudosbay.statistics.figures import Figure, counted

REGISTRY: Final = {
    "en": "The centre’s register of enterprises",
    "zh": "中心企业台账",
    "ar": "سجل المنشآت لدى المركز",
}
PEOPLE: Final = {
    "en": "The centre’s database of people",
    "zh": "中心人员数据库",
    "ar": "قاعدة بيانات الأشخاص لدى المركز",
}
AGREEMENTS: Final = {
    "en": "The centre’s service agreements",
    "zh": "中心服务协议台账",
    "ar": "اتفاقيات الخدمة لدى المركز",
}
CITY: Final = {
    "en": "The centre’s register; the city’s number of foreign-invested projects as published",
    "zh": "中心企业台账；全市外资项目数据据公开发布",
    "ar": "سجل المركز؛ وعدد مشاريع الاستثمار الأجنبي في المدينة كما نُشر",
}

FIGURES: Final = (
    Figure(
        "enterprises",
        {"en": "Foreign-owned enterprises", "zh": "外资企业", "ar": "منشآت أجنبية الملكية"},
        {
            "en": "Licensed through the centre by the day and not closed or moved out by then.",
            "zh": "截至当日经中心办出执照且未注销、未迁出的企业。",
            "ar": "رُخّصت عبر المركز حتى هذا اليوم ولم تُغلق ولم تنتقل.",
        },
        REGISTRY,
        "rows",
        counted(figures.active),
        figures.active,
    ),
    Figure(
        "added_last_year",
        {"en": "Added in the year before", "zh": "上一年新增", "ar": "أُضيفت في السنة السابقة"},
        {
            "en": "Of the enterprises active on the day, those licensed in the calendar year before it.",
            "zh": "当日存续企业中，上一自然年办出执照的企业。",
            "ar": "من المنشآت القائمة في هذا اليوم، ما رُخّص في السنة التقويمية السابقة له.",
        },
        REGISTRY,
        "rows",
        counted(figures.added_last_year),
        figures.added_last_year,
    ),
    Figure(
        "converted",
        {"en": "Converted", "zh": "转化", "ar": "محوَّلة"},
        {
            "en": "Active enterprises that a foreign natural person founded through the centre.",
            "zh": "外国自然人经中心转化设立的存续企业。",
            "ar": "منشآت قائمة أسسها شخص طبيعي أجنبي عبر المركز.",
        },
        REGISTRY,
        "rows",
        counted(figures.of_origin("converted")),
        figures.of_origin("converted"),
    ),
    Figure(
        "attracted",
        {"en": "Attracted", "zh": "引进", "ar": "مستقطَبة"},
        {
            "en": "Active enterprises of foreign firms that were in China already and moved in.",
            "zh": "原已在华、后引进入驻的外资存续企业。",
            "ar": "منشآت قائمة لشركات أجنبية كانت في الصين وانتقلت إلى المركز.",
        },
        REGISTRY,
        "rows",
        counted(figures.of_origin("attracted")),
        figures.of_origin("attracted"),
    ),
    Figure(
        "belt_road",
        {"en": "From countries along the Belt and Road", "zh": "来自“一带一路”沿线国家", "ar": "من دول الحزام والطريق"},
        {
            "en": "Active enterprises with an investor from one of the 64 countries of the route list.",
            "zh": "投资者来自“一带一路”沿线64国名单的存续企业。",
            "ar": "منشآت قائمة لها مستثمر من إحدى الدول الأربع والستين في قائمة المسار.",
        },
        REGISTRY,
        "rows",
        counted(figures.belt_road),
        figures.belt_road,
    ),
    Figure(
        "countries",
        {"en": "Countries and regions of investors", "zh": "投资者来自的国家和地区", "ar": "دول ومناطق المستثمرين"},
        {
            "en": "Different countries and regions outside the mainland from which investors of active enterprises come.",
            "zh": "存续企业境外投资者所属国家和地区的数量。",
            "ar": "عدد الدول والمناطق خارج البر الرئيسي التي يأتي منها مستثمرو المنشآت القائمة.",
        },
        REGISTRY,
        "countries",
        figures.countries,
        figures.places,
    ),
    Figure(
        "capital_usd",
        {"en": "Registered capital", "zh": "注册资本", "ar": "رأس المال المسجل"},
        {
            "en": "Registered capital of active enterprises, each at the rate of the day from which it holds.",
            "zh": "存续企业注册资本，各按其生效日汇率折算美元。",
            "ar": "رأس المال المسجل للمنشآت القائمة، كلٌّ بسعر صرف يوم سريانه.",
        },
        REGISTRY,
        "USD",
        figures.capital,
        figures.active,
    ),
    Figure(
        "licensed_last_year",
        {"en": "Projects licensed in the year before", "zh": "上一年办照项目", "ar": "مشاريع رُخّصت في السنة السابقة"},
        {
            "en": "All licences of the calendar year before, whether or not the enterprise has left since.",
            "zh": "上一自然年办出的全部执照，含其后退出的企业。",
            "ar": "كل رخص السنة التقويمية السابقة، سواء غادرت المنشأة بعدها أم لا.",
        },
        REGISTRY,
        "rows",
        counted(figures.licensed_last_year),
        figures.licensed_last_year,
    ),
    Figure(
        "city_share",
        {
            "en": "Share of the city’s projects in the year before",
            "zh": "上一年占全市外资项目比重",
            "ar": "الحصة من مشاريع المدينة",
        },
        {
            "en": "Projects licensed through the centre in the year before, of all foreign-invested projects of the city.",
            "zh": "上一年经中心办照的项目占全市外资项目的比例。",
            "ar": "نسبة المشاريع المرخصة عبر المركز في السنة السابقة من مشاريع الاستثمار الأجنبي في المدينة.",
        },
        CITY,
        "per cent",
        figures.city_share,
        figures.licensed_last_year,
    ),
    Figure(
        "licences",
        {"en": "Licences issued", "zh": "累计办出执照", "ar": "رخص صدرت"},
        {
            "en": "Every licence issued through the centre by the day, whether or not the enterprise has left since.",
            "zh": "截至当日经中心办出的全部执照，含其后退出的企业。",
            "ar": "كل رخصة صدرت عبر المركز حتى هذا اليوم، سواء غادرت المنشأة بعدها أم لا.",
        },
        REGISTRY,
        "rows",
        counted(figures.licences),
        figures.licences,
    ),
    Figure(
        "licences_belt_road",
        {"en": "Licences, Belt and Road", "zh": "累计执照中“一带一路”沿线国家", "ar": "رخص لدول الحزام والطريق"},
        {
            "en": "Of all licences issued, those with an investor from one of the 64 countries of the route list.",
            "zh": "累计执照中投资者来自“一带一路”沿线64国名单的企业。",
            "ar": "من كل الرخص الصادرة، ما له مستثمر من إحدى دول القائمة الأربع والستين.",
        },
        REGISTRY,
        "rows",
        counted(figures.licences_belt_road),
        figures.licences_belt_road,
    ),
    Figure(
        "licences_capital_usd",
        {"en": "Registered capital of all licences", "zh": "累计执照注册资本", "ar": "رأس مال كل الرخص"},
        {
            "en": "Registered capital of all licences issued, each at the rate of the day from which it holds.",
            "zh": "累计执照的注册资本，各按其生效日汇率折算美元。",
            "ar": "رأس المال المسجل لكل الرخص الصادرة، كلٌّ بسعر صرف يوم سريانه.",
        },
        REGISTRY,
        "USD",
        figures.licences_capital,
        figures.licences,
    ),
    Figure(
        "agreements",
        {"en": "Signed agreements", "zh": "已签服务协议", "ar": "اتفاقيات موقعة"},
        {
            "en": "Service agreements signed with the centre by the day.",
            "zh": "截至当日与中心签订的服务协议。",
            "ar": "اتفاقيات الخدمة الموقعة مع المركز حتى هذا اليوم.",
        },
        AGREEMENTS,
        "rows",
        counted(figures.agreements),
        figures.agreements,
    ),
    Figure(
        "people_outside",
        {"en": "People from outside the mainland", "zh": "境外人士", "ar": "أشخاص من خارج البر الرئيسي"},
        {
            "en": "People from outside the mainland in the database by the day, Hong Kong, Macao and Taiwan included.",
            "zh": "截至当日数据库中的境外人士，含港澳台。",
            "ar": "أشخاص من خارج البر الرئيسي في قاعدة البيانات حتى هذا اليوم، بمن فيهم من هونغ كونغ وماكاو وتايوان.",
        },
        PEOPLE,
        "rows",
        figures.people_not_of(MAINLAND),
        figures.people_outside,
    ),
    Figure(
        "foreign_nationals",
        {"en": "Foreign nationals", "zh": "外籍人士", "ar": "رعايا أجانب"},
        {
            "en": "Of the people from outside the mainland, those who are foreign nationals.",
            "zh": "境外人士中的外籍人士。",
            "ar": "من الأشخاص من خارج البر الرئيسي، الرعايا الأجانب.",
        },
        PEOPLE,
        "rows",
        figures.people_not_of(NOT_FOREIGN),
        figures.foreign_nationals,
    ),
)
