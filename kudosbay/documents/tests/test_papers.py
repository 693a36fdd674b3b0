import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kudosbay.centre.models import Operator
from kudosbay.documents.commands import make_paper
from kudosbay.documents.models import GeneratedPaper, StoredFile
from kudosbay.documents.papers import TEMPLATES, render_pdf, template_version
from kudosbay.documents.papers import rendering as rendering_module
from kudosbay.documents.papers.rendering import NotSet
from kudosbay.documents.papers.signs import NotPrintable, is_printable
from kudosbay.documents.storage import read_file
from kudosbay.kernel import trail, vault

# LOOK's nasty names, and one that is a program in every template language.
NAMES = [
    "O",
    "Suharto",
    "Null",
    "Nguyễn Tấn Dũng",
    "María-José Carreño Quiñones",
    "محمد بن عبد الله الحارثي",
    "ابو كريم",
    "Айгүл Серікқызы",
    "Adaobi Chukwuemeka-Okonkwo Nwachukwu-Bello (née Eze)",
    "東海林賢蔵",
    "骨直角𠮷".replace("𠮷", "吉"),
    'Thaksin "Maew" Shinawatra',
    "İsmail Işık Öztürk",
    "Łukasz Żółć-O’Neill d'Été",
    "单单·阿卜杜拉",
    "Ὀδυσσεύς Παπαδόπουλος",
    "Jan van ’t Hoff " + "a" * 150,
    '#image("/etc/passwd") $x^2$ *_`#sys.inputs`_* \\ <label> @ref',
    "{{ 7*7 }} {% raw %} ${7*7} %s {0}",
]
OPERATOR = {
    "company": {"en": "Kudosbay Ltd.", "zh-Hans": "上海酷豆湾有限公司"},
    "address": {"en": "Songjiang", "zh-Hans": "松江区"},
    "credit_code": "91310117MA1J000000",
    "demonstration": False,
}
BASE = {"made_on": "2026-03-10", "operator": OPERATOR, "reference": "AG-2026-00017-K", "verify": "http://x.test/v/K"}


def agreement(name: str = "Amara Nwosu", **values) -> dict:
    lines = [
        {"names": {"en": "Company set-up", "zh": "公司设立"}, "kind": "ours", "price": "6800.50", "currency": "CNY"},
        {"names": {"en": "Seals", "zh": "刻章"}, "kind": "third", "price": "480", "currency": "CNY"},
    ]
    return {
        **BASE, "client": {"name": name}, "case": "SJ-2026-00417-K", "lines": lines, "deposit": "2000", "currency": "CNY",
        **values,
    }  # fmt: skip


def plan(verdict: str = "possible") -> dict:
    step = {
        "id": "amr.licence", "name": {"en": "Business licence", "zh": "营业执照"}, "lane": "authority",
        "authority": {"en": "Songjiang market regulator", "zh": "松江区市场监督管理局"},
        "working_days": {"min": 1, "max": 3}, "start": {"earliest": "2026-03-30", "latest": "2026-04-02"},
        "finish": {"earliest": "2026-03-30", "latest": "2026-04-07"}, "critical": True,
        "fee": {"amount": "0", "currency": "CNY", "to": "official"}, "source": ["MER art 19"], "confidence": "unverified",
    }  # fmt: skip
    block = {"id": "list.prohibited", "reason": {"en": "Closed to you", "zh": "禁止投资"}, "source": ["FIL art 28"]}
    whole = {
        "verdict": verdict,
        "law": {"as_of": "2026-03-10", "regimes": []},
        "blocks": [block | {"instead": {"en": "A joint venture", "zh": "合资企业"}}] if verdict == "blocked" else [],
        "steps": [step],
        "papers": [{"id": "passport.founder", "name": {"en": "Passport", "zh": "护照"}, "for": "founder",
                    "route": "legalise", "sign": "wet_abroad", "source": []}],
        "deadlines": [{"id": "capital.contribution", "date": "2031-03-30", "rule": "capital.five_years"}],
        "totals": {"working_days": {"min": 14, "max": 31}, "finish": {"earliest": "2026-03-30", "latest": "2026-04-07"},
                   "money": {"official": [{"min": "400", "max": "1000", "currency": "CNY"}], "ours": [], "third": []}},
    }  # fmt: skip
    return {**BASE, "reference": "7K2-QMD", "code": "7K2-QMD", "plan": whole, "start": "2026-03-11"}


RECEIPT = {
    **BASE,
    "title": {"en": "We have your paper", "zh": "已收到您的文件", "ar": "وصلتنا وثيقتك"},
    "name": "Amara",
    "rows": [{"label": {"en": "Phone", "zh": "电话"}, "value": "+234 803 123 4567"}],
    "next": {"en": "We look at it.", "zh": "我们将审核。"},
}
PACK = {
    **BASE,
    "company": "上海洛克(非洲)新能源国际贸易有限公司",
    "founder": "Amara",
    "step": {"en": "Business licence", "zh": "营业执照"},
    "papers": [{"names": {"en": "Passport", "zh": "护照"}, "pages": 2, "original": True}],
    "fields": [{"names": {"en": "Capital", "zh": "注册资本"}, "value": "500,000"}],
}
CERTIFICATE = {
    **BASE,
    "name": "Amara Nwosu",
    "title": {"en": "Seals and contracts", "zh": "印章与合同", "ar": "الأختام والعقود"},
    "place": {"en": "Room 301", "zh": "301室", "ar": "القاعة 301"},
    "kind": "training",
    "on": "2026-03-10",
    "minutes": 90,
    "event": "M-2026-00001-A",
}
DATA = {
    "agreement": agreement(),
    "plan": plan(),
    "receipt": RECEIPT,
    "pack": PACK,
    "certificate": CERTIFICATE,
}

HERE = [name for name in TEMPLATES if name != "visit"]  # a briefing is set from a whole content: see gatherings


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    """Leave out what setting a line may change: spaces, breaks and hyphens at its end."""
    return re.sub(r"[\s\u00ad\ufffe-]", "", text)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
@pytest.mark.parametrize("template", HERE)
def test_each_paper_is_set_with_our_own_fonts_only(template, language):
    pdf = render_pdf(template, language, DATA[template])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        }
    assert fonts
    assert all("NotoSans" in name for name in fonts), fonts


@pytest.mark.parametrize("template", HERE)
def test_the_same_data_make_the_same_bytes(template):
    assert render_pdf(template, "ar", DATA[template]) == render_pdf(template, "ar", DATA[template])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_the_paper_as_it_was_given(name):
    text = squeezed(text_of(render_pdf("agreement", "en", agreement(name))))
    if re.search("[\u0600-\u06ff]", name):  # taken out of a PDF, Arabic comes in the order of drawing
        assert set(squeezed(name)) <= set(text)
    else:
        assert squeezed(name) in text


@pytest.mark.parametrize("name", ["สมชาย ใจดี", "አበበ ቢቂላ", "Amara 🚀", "გიორგი"])
def test_a_sign_that_our_fonts_lack_is_named_and_not_drawn_as_a_box(name):
    with pytest.raises(NotPrintable) as refused:
        render_pdf("agreement", "en", agreement(name))
    assert not is_printable(refused.value.sign)
    assert refused.value.sign in str(refused.value)


def test_where_the_own_script_cannot_be_drawn_the_passports_name_stands():
    data = agreement("สมชาย ใจดี", holder={"passport": "Somchai Jaidee"})
    assert "SomchaiJaidee" in squeezed(text_of(render_pdf("agreement", "en", data)))


def test_a_missing_font_is_an_error_and_not_another_letter(tmp_path, monkeypatch):
    for name in ("base.typ", "agreement.typ"):
        text = (rendering_module.TYPST / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("Noto Sans SC", "No Such Font"), encoding="utf-8")
    (tmp_path / "fonts").symlink_to(rendering_module.TYPST / "fonts")
    monkeypatch.setattr(rendering_module, "TYPST", tmp_path)
    with pytest.raises(NotSet, match="unknown font"):
        render_pdf("agreement", "en", agreement())


def test_an_agreement_says_parties_services_sums_and_deposit_in_both_languages():
    text = squeezed(text_of(render_pdf("agreement", "en", agreement())))
    for words in ("AmaraNwosu", "上海酷豆湾有限公司", "91310117MA1J000000", "公司设立", "Company set-up", "CNY 7,280.50",
                  "7,280.50元", "定金2,000元", "deposit of CNY 2,000", "Party B", "AG-2026-00017-K"):  # fmt: skip
        assert squeezed(words) in text, words
    assert "演示" not in text


def test_a_demonstration_says_so_on_every_page():
    demonstration = agreement(operator=OPERATOR | {"demonstration": True})
    with pypdfium2.PdfDocument(render_pdf("agreement", "en", demonstration)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) >= 2
    assert all("DEMONSTRATION" in page for page in pages)
    assert "notacontract" in squeezed(pages[0])


def test_an_agreement_without_deposit_says_that_there_is_none():
    text = text_of(render_pdf("agreement", "en", agreement(deposit="0")))
    assert "No deposit is taken" in text
    assert "本协议不收取定金" in squeezed(text)


def test_a_plan_comes_in_the_founders_language_and_in_chinese():
    text = squeezed(text_of(render_pdf("plan", "en", plan())))
    for words in ("Business licence", "营业执照", "7K2-QMD", "14 to 31", "14 至 31", "30 March to 7 April 2026",
                  "MER art 19", "Market Entity Registration Regulations", "not legal advice"):  # fmt: skip
        assert squeezed(words) in text, words
    assert text.count("7K2QMD") >= 4  # head and code, twice


def test_a_plan_for_a_chinese_reader_is_not_said_twice():
    chinese = render_pdf("plan", "zh-Hans", plan())
    with pypdfium2.PdfDocument(chinese) as one, pypdfium2.PdfDocument(render_pdf("plan", "en", plan())) as both:
        assert len(one) < len(both)
    assert "Business licence" not in text_of(chinese)


def test_what_blocks_and_what_instead_stand_in_the_plan():
    text = squeezed(text_of(render_pdf("plan", "en", plan("blocked"))))
    for words in (
        "Not possible as described",
        "Closed to you",
        "A joint venture",
        "禁止投资",
        "合资企业",
        "FIL art 28",
    ):
        assert squeezed(words) in text, words


def test_the_code_to_check_a_paper_is_drawn():
    with_code, without = (
        render_pdf("receipt", "en", RECEIPT | {"verify": verify}) for verify in ("http://x.test/k", "")
    )
    assert "http://x.test/k" in text_of(with_code)
    assert len(with_code) > len(without)


def test_arabic_begins_at_the_right_edge():
    def place_of(sign: str, language: str) -> float:
        with pypdfium2.PdfDocument(render_pdf("receipt", language, RECEIPT)) as document:
            page = document[0].get_textpage()
            place = page.get_text_range().index(sign)
            return page.get_charbox(place)[0] / document[0].get_width()

    assert place_of("\u0648", "ar") > 0.8  # the first letter of the title
    assert place_of("W", "en") < 0.2


def test_a_paper_that_was_made_is_kept_whole_and_sealed(cast, now):
    Operator.objects.create(first_day=now.date(), company=OPERATOR["company"], credit_code="91310117MA1J000000")
    paper = make_paper("agreement", language="en", data=agreement(), holder=cast.amara.person, by=cast.wei, now=now)
    pdf = read_file(paper.file)
    assert pdf == render_pdf("agreement", "en", paper.data)
    assert paper.file.pages == len(pypdfium2.PdfDocument(pdf))
    assert (paper.reference, paper.template_version) == ("AG-2026-00017-K", template_version("agreement"))
    assert paper.data["verify"].endswith(paper.key)
    assert b"Amara" not in bytes(GeneratedPaper.objects.get().sealed_data)
    assert trail.of(paper).get().verb == "paper.made"


def test_a_paper_that_cannot_be_set_leaves_nothing(cast, now):
    with pytest.raises(NotPrintable):
        make_paper("agreement", language="en", data=agreement("🚀"), holder=cast.amara.person, by=cast.wei, now=now)
    assert not GeneratedPaper.objects.exists()
    assert not StoredFile.objects.exists()


def test_made_papers_are_seen_by_their_holder_and_advisers_only(cast, now):
    make_paper("receipt", language="en", data=RECEIPT, holder=cast.amara.person, by=cast.wei, now=now)
    seen = [GeneratedPaper.objects.visible_to(user).count() for user in (cast.amara, cast.wei, cast.bao)]
    assert seen == [1, 1, 0]


def test_an_altered_paper_does_not_open(cast, now):
    paper = make_paper("receipt", language="en", data=RECEIPT, holder=cast.amara.person, by=cast.wei, now=now)
    altered = bytearray(paper.sealed_data)
    altered[-1] ^= 1
    paper.sealed_data = bytes(altered)
    with pytest.raises(vault.NotOpened):
        _ = paper.data


def test_templates_take_their_colours_from_the_tokens():
    for path in Path(rendering_module.TYPST).glob("*.typ"):
        assert not re.search(r'"#[0-9a-fA-F]{3,8}"|rgb\(\d', path.read_text(encoding="utf-8")), path.name
