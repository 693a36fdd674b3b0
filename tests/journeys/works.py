"""What people of the walks say of themselves in forms, by the names of the fields."""

from typing import Any

LEAD: dict[str, Any] = {
    "fair": "中国国际进口博览会",
    "booth": "4.1H A02",
    "company": "Harthi Frankincense",
    "full_name": "منى الحارثي",
    "nationality": "OM",
    "language": "ar",
    "address": "mona@example.org",
    "wishes": ["set_up", "storage"],
    "note": "乳香与香料，计划明年春天设立公司",
}
PROJECT: dict[str, Any] = {
    "title": "Spare parts for pumps, shown and stored",
    "words": "A store and a show of spare parts for all of Asia",
    "trade": "machinery",
    "flows": ["storage", "display"],
    "goods": "Pump parts",
    "area_m2": 900,
    "jobs": 25,
    "capital_usd": 2000000,
    "trade_usd": 21000000,
    "country": "KE",
    "languages": ["en", "zh-Hans"],
    "company": "Pumps of Nairobi",
}
HALL: dict[str, Any] = {
    "company": "松江综合保税区 / Songjiang Comprehensive Bonded Zone",
    "title_zh-Hans": "保税区展示仓储用房一千平方米",
    "title_en": "A hall of 1,000 m² for show and store",
    "flows": ["storage", "display"],
    "area_m2": 1000,
    "languages": ["zh-Hans", "en"],
}
WORK: dict[str, Any] = {
    "title": "三台水泵出口肯尼亚的检测认证",
    "words": "按肯尼亚标准检测并出具证书",
    "trade": "machinery",
    "markets": "肯尼亚",
    "budget_cny": 90000,
    "today_cny": 140000,
    "country": "CN",
    "languages": ["zh-Hans", "en"],
    "company": "松江示范机械厂",
}
SERVICE: dict[str, Any] = {
    "title": "Tests and certificates for East Africa",
    "words": "We test pumps and bring the certificate",
    "trade": "machinery",
    "price_cny": 80000,
    "years": 9,
    "country": "NG",
    "languages": ["en"],
}
STUDENT: dict[str, Any] = {
    "title": "أبحث عن مرشد لأبدأ شركتي بعد التخرج",
    "words": "أدرس التجارة وأتخرج في الصيف",
    "topics": ["study_to_start", "market"],
    "trade": "food",
    "hours_wanted": 3,
    "is_student": True,
    "country": "EG",
    "languages": ["ar", "en"],
}
MENTOR: dict[str, Any] = {
    "company": "东非食品贸易商会 / East African Food Traders",
    "title_zh-Hans": "食品贸易创业导师",
    "title_en": "A mentor for young food traders",
    "title_ar": "مرشد لتجار الأغذية الشباب",
    "topics": ["study_to_start", "trade"],
    "trade": "food",
    "hours": 4,
    "languages": ["en"],
}
STUDIES = {"country": "EG", "presence": "student", "startup": "yes", "incubator": "yes", "degree": "shanghai_bachelor"}
