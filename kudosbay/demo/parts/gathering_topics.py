"""What the events of the demonstration are about: titles, words, themes, series; and the visit of February 2019."""

from dataclasses import dataclass
from typing import Any, Final

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    kind: str
    titles: Texts
    themes: tuple[str, ...] = ()
    series: int = 0  # place among SERIES, from 1; 0: none
    spreads: tuple[str, ...] = ()  # slugs of publications; of them those that hold on the day


def _t(zh: str, en: str, ar: str) -> Texts:
    return {"zh-Hans": zh, "en": en, "ar": ar}


SERIES: Final[tuple[Texts, ...]] = (
    _t("创业办税课堂", "Tax clinic for founders", "عيادة الضرائب للمؤسسين"),
    _t("外商投资政策宣讲", "Policies for foreign investors", "سياسات للمستثمرين الأجانب"),
    _t("大学城创业沙龙", "University Town founders’ evenings", "أمسيات المؤسسين في المدينة الجامعية"),
)
TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        "training",
        _t("外资企业首次办税", "The first tax filing of a foreign-owned firm", "أول إقرار ضريبي لمنشأة أجنبية الملكية"),
        series=1,
        spreads=("tax-administration-law",),
    ),
    Topic(
        "policy_meeting",
        _t("“一窗通”登记改革解读", "The one-stop registration reform explained", "شرح إصلاح التسجيل بالنافذة الواحدة"),
        ("one_stop",),
        2,
        spreads=("five-in-one-licence", "one-stop-set-up", "papers-from-abroad"),
    ),
    Topic(
        "training",
        _t("银行开户材料准备", "Papers for the bank account", "أوراق فتح الحساب المصرفي"),
        spreads=("five-in-one-licence", "one-stop-set-up"),
    ),
    Topic(
        "policy_meeting",
        _t("综合保税区功能与准入", "What the bonded zone offers, and to whom", "ما تتيحه المنطقة الجمركية الخاصة ولمن"),
        ("bonded_zone",),
        2,
        spreads=("customs-law", "twenty-one-measures-for-bonded-zones", "shanghai-policy-for-bonded-zones"),
    ),
    Topic(
        "training",
        _t("外国人工作许可办理实务", "Work permits step by step", "تصاريح العمل خطوة بخطوة"),
        spreads=("work-permit-for-foreigners", "start-up-work-permit"),
    ),
    Topic(
        "policy_meeting",
        _t("G60科创走廊产业政策", "Industrial policies of the G60 corridor", "السياسات الصناعية لممر G60"),
        ("g60", "yangtze_delta"),
        2,
        spreads=("g60-sixty-industrial-policies", "g60-corridor-twenty-three-measures"),
    ),
    Topic(
        "training",
        _t("留学生创业与就业路径", "From student to founder", "من طالب إلى مؤسِّس"),
        ("university_town",),
        3,
        spreads=("start-up-residence-for-graduates", "start-up-work-permit"),
    ),
    Topic(
        "training",
        _t("展会获客与展后跟进", "Leads at fairs, and the evening after", "العملاء في المعارض والمتابعة بعدها"),
        ("exhibition",),
        spreads=("foreign-trade-law", "exhibition-industry-regulations"),
    ),
    Topic(
        "policy_meeting",
        _t("外商投资信息报告说明", "Reporting foreign investment", "الإبلاغ عن الاستثمار الأجنبي"),
        ("one_stop",),
        2,
        spreads=("record-filing-of-foreign-investment", "foreign-investment-information-report"),
    ),
    Topic(
        "training",
        _t("“一带一路”贸易实务", "Trading along the Belt and Road", "التجارة على طول الحزام والطريق"),
        ("belt_road",),
        spreads=("foreign-trade-law", "cross-border-trade-measures-2025"),
    ),
    Topic(
        "training",
        _t("印章、发票与合同", "Seals, invoices and contracts", "الأختام والفواتير والعقود"),
        series=1,
        spreads=("tax-administration-law", "one-stop-set-up"),
    ),
    Topic(
        "policy_meeting",
        _t("外籍人才居留与出入境便利", "Residence and travel for foreign talent", "إقامة المواهب الأجنبية وسفرها"),
        spreads=("exit-and-entry-law", "overseas-talent-residence-permit"),
    ),
)
HALL: Final[Texts] = _t("六楼报告厅", "Lecture hall, 6F", "قاعة المحاضرات، الطابق 6")
ROOM: Final[Texts] = _t("五楼会议室", "Meeting room, 5F", "غرفة الاجتماعات، الطابق 5")

ZONE: Final[dict[str, Any]] = {
    "offices": [
        {"zh-Hans": "经开区管委会常务副主任", "en": "Executive deputy director of the zone’s administrative committee"},
        {"zh-Hans": "经开区党工委书记", "en": "Secretary of the zone’s party working committee"},
    ]
}
GROUP: Final[dict[str, Any]] = {
    "offices": [
        {"zh-Hans": "集团党委副书记", "en": "Deputy secretary of the group’s party committee"},
        {"zh-Hans": "集团总经理", "en": "General manager of the group"},
    ]
}
LEADER: Final[dict[str, Any]] = {
    "offices": [{"zh-Hans": "区政府副区长", "en": "Deputy head of the district government"}]
}
HOST: Final[dict[str, Any]] = {"offices": [{"zh-Hans": "中心项目负责人", "en": "Head of the centre’s project"}]}
VISIT: Final[dict[str, Any]] = {
    "titles": _t("副区长来访调研", "Visit of the deputy head of the district", "زيارة نائب رئيس الحي"),
    "extras": {
        "purpose": {
            "zh-Hans": "调研外籍人士创新创业服务与中心发展情况",
            "en": "To see how foreign founders are served, and how the centre develops",
        },
        "delegation": [LEADER, ZONE, GROUP],
        "hosts": [HOST],
        "route": [
            {"minutes": 10, "place": {"zh-Hans": "一楼服务大厅", "en": "Service hall, 1F"}},
            {"minutes": 15, "place": {"zh-Hans": "三楼展示区", "en": "Exhibition area, 3F"}},
            {"minutes": 20, "place": {"zh-Hans": "六楼入驻企业", "en": "Firms in the house, 6F"}},
            {"minutes": 30, "place": {"zh-Hans": "九楼会议室", "en": "Meeting room, 9F"}},
        ],
    },
}
COMING: Final[dict[str, Any]] = {
    "titles": _t("市商务委来访调研", "Visit of the city’s commission of commerce", "زيارة لجنة التجارة في المدينة"),
    "extras": {
        "purpose": {
            "zh-Hans": "调研跨境贸易与综合保税区项目",
            "en": "To see cross-border trade and projects for the bonded zone",
        },
        "delegation": [
            {"offices": [{"zh-Hans": "市商务委员会副主任", "en": "Deputy director of the commission of commerce"}]},
            {"offices": [{"zh-Hans": "外国投资促进处处长", "en": "Head of the division for foreign investment"}]},
        ],
        "hosts": [HOST],
        "route": [
            {"minutes": 15, "place": {"zh-Hans": "一楼服务大厅", "en": "Service hall, 1F"}},
            {"minutes": 25, "place": {"zh-Hans": "三楼展示区", "en": "Exhibition area, 3F"}},
            {"minutes": 60, "place": {"zh-Hans": "九楼会议室", "en": "Meeting room, 9F"}},
        ],
    },
}
SEMINAR: Final[dict[str, Any]] = {
    "titles": _t("中心发展情况座谈会", "Seminar on the centre’s development", "ندوة حول تطور المركز"),
    "extras": {
        "matter": {"zh-Hans": "中心发展现状与下一步工作", "en": "Where the centre stands and what comes next"},
        "members": [LEADER, ZONE, GROUP, HOST],
    },
}
Said = tuple[str, Texts, Texts, tuple[str, ...], tuple[str, ...]]  # kind, speaker, words, themes, promises


def _office(member: dict[str, Any]) -> Texts:
    office: Texts = member["offices"][0]
    return office


def _said(kind: str, who: dict[str, Any], words: str, *, themes: tuple[str, ...] = (), asks: str = "") -> Said:
    """`words`: 中文 / English; `asks`: the promises that began with them, by their names in promises.yaml."""
    chinese, english = words.split(" / ")
    return (kind, _office(who), {"zh-Hans": chinese, "en": english}, themes, tuple(asks.split()))


AT_VISIT: Final[tuple[Said, ...]] = (
    _said("remark", LEADER, "对中心取得的成绩给予充分肯定 / Praised what the centre has achieved"),
    _said(
        "interest",
        LEADER,
        "对会展产业服务表示浓厚兴趣 / Took great interest in the service for the exhibition industry",
        themes=("exhibition",),
        asks="interest",
    ),
)
AT_SEMINAR: Final[tuple[Said, ...]] = (
    _said(
        "said",
        HOST,
        "介绍“转化、引进、提升、集聚”的发展模式 / Introduced the development model: convert, attract, elevate, cluster",
    ),
    _said(
        "suggestion",
        LEADER,
        "沿G60科创走廊拓展外籍创业空间 / Expand the space for foreign entrepreneurs along the G60 corridor",
        themes=("g60",),
        asks="space",
    ),
    _said(
        "suggestion",
        LEADER,
        "搭建更便捷的交流沟通平台 / Build a more convenient platform for communication and exchange",
        themes=("yangtze_delta",),
        asks="platform",
    ),
    _said(
        "promise",
        ZONE,
        "对中心专业人才在生活与交通保障上予以优先支持 / "
        "Priority for the centre’s professionals in living and traffic support",
        asks="living traffic",
    ),
    _said(
        "suggestion",
        LEADER,
        "研究G60与综保区产业政策 / Study the industrial policies of G60 and the bonded zone",
        themes=("g60", "bonded_zone"),
        asks="research",
    ),
    _said(
        "suggestion",
        ZONE,
        "利用自身招商平台，引入更多优质跨境贸易项目 / "
        "Use the centre’s own platform to bring excellent cross-border trade projects into the bonded zone",
        themes=("bonded_zone",),
        asks="trade",
    ),
    _said(
        "suggestion",
        LEADER,
        "对接大学城中外人才，加大人才集聚 / "
        "Reach the talents of the University Town, foreign and domestic; gather more of them",
        themes=("university_town",),
        asks="talents gathering",
    ),
    _said(
        "suggestion",
        LEADER,
        "引导留学生创新创业 / Guide overseas students to innovation and entrepreneurship",
        themes=("university_town",),
        asks="students",
    ),
)
FEEDBACK: Final = (
    "Clear and useful.",
    "很实用，谢谢！",
    "More time for questions, please.",
    "شرح واضح وأمثلة جيدة.",
    "",
)
