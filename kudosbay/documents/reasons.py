"""Why a paper is sent back: codes that count, and for each the words its holder reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kudosbay.documents.models import Document

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """`names` is the short name for the adviser's list, `advice` tells the holder what to do."""

    code: str
    names: Mapping[str, str]
    advice: Mapping[str, str] = field(default_factory=dict)


def _reason(code: str, names: tuple[str, str, str], advice: tuple[str, str, str]) -> Reason:
    languages = ("en", "zh-Hans", "ar")
    return Reason(code, dict(zip(languages, names, strict=True)), dict(zip(languages, advice, strict=True)))


_ALL = (
    _reason(
        "stamp_cut_off",
        ("Stamp cut off", "印章不完整", "الختم مقطوع"),
        (
            "Part of a stamp or seal lies outside the picture. Take the page again with all four corners in it.",
            "印章有一部分不在画面内。请重新拍摄该页，四个角都要拍进去。",
            "جزء من الختم خارج الصورة. صوّروا الصفحة مرة أخرى بحيث تظهر زواياها الأربع.",
        ),
    ),
    _reason(
        "blurred",
        ("Blurred or too dark", "模糊或过暗", "غير واضح أو معتم"),
        (
            "The print cannot be read. Put the paper flat in daylight and take the photo again.",
            "文字无法辨认。请将文件平放在自然光下重新拍摄。",
            "لا يمكن قراءة النص. ضعوا المستند مستويًا في ضوء النهار وصوّروه مرة أخرى.",
        ),
    ),
    _reason(
        "expired",
        ("Expired", "已过期", "منتهي الصلاحية"),
        (
            "This paper is no longer valid, or not long enough. Send the renewed one.",
            "该文件已过期或剩余有效期不足。请提交更新后的文件。",
            "لم يعد هذا المستند ساريًا أو أن مدته الباقية لا تكفي. أرسلوا المستند المجدَّد.",
        ),
    ),
    _reason(
        "name_differs",
        ("Name differs", "姓名不一致", "الاسم مختلف"),
        (
            "The name in this paper differs from the passport. Send a corrected paper, or proof that both names are yours.",
            "该文件上的姓名与护照不一致。请提供更正后的文件，或提交两个姓名属于同一人的证明。",
            "الاسم في هذا المستند غير مكتوب كما في جواز السفر. أرسلوا مستندًا مصحَّحًا أو ما يثبت أن الاسمين لكم.",
        ),
    ),
    _reason(
        "not_legalised",
        ("Not legalised", "未办理认证", "غير مصدَّق"),
        (
            "The legalisation or apostille is missing. Have the paper legalised as its step says, then send all pages.",
            "缺少领事认证或附加证明书（Apostille）。请按步骤说明办理后提交全部页面。",
            "ينقص التصديق أو شهادة الأبوستيل. صدّقوا المستند كما هو موضح في الخطوة ثم أرسلوا جميع الصفحات.",
        ),
    ),
    _reason(
        "missing_page",
        ("Page missing", "缺页", "صفحة ناقصة"),
        (
            "At least one page is missing. Send the whole paper in one file, in order.",
            "缺少页面。请将整份文件按顺序放在一个文件中提交。",
            "تنقص صفحة واحدة على الأقل. أرسلوا المستند كاملًا في ملف واحد وبالترتيب.",
        ),
    ),
    _reason(
        "wrong_paper",
        ("Wrong paper", "文件不符", "مستند غير مطلوب"),
        (
            "This is another paper than the one asked for. See the example beside the paper and send that one.",
            "这不是所要求的文件。请参照该文件旁的示例重新提交。",
            "هذا مستند آخر غير المطلوب. انظروا المثال بجانب المستند وأرسلوا المطلوب.",
        ),
    ),
    _reason(
        "signature_missing",
        ("Signature missing", "缺少签名", "التوقيع ناقص"),
        (
            "A signature or its date is missing. Sign in the marked box and send all pages again.",
            "缺少签名或签署日期。请在标记的位置签名后重新提交全部页面。",
            "ينقص التوقيع أو تاريخه. وقّعوا في الخانة المحددة وأرسلوا جميع الصفحات مرة أخرى.",
        ),
    ),
    _reason(
        OTHER,
        ("Other", "其他", "سبب آخر"),
        ("See what your adviser wrote.", "请查看您的创业顾问填写的说明。", "انظروا ما كتبه مستشاركم."),
    ),
)

REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}


def told_reason(document: Document) -> dict[str, str]:
    """Return the reason in words, by language, with what the adviser added."""
    reason = REASONS.get(document.reason)
    names = reason.names if reason else {"en": document.reason}
    return {lang: f"{name}. {document.remark}".strip() for lang, name in names.items()}
