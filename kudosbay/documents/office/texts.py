"""The briefing as an editable text, and the speaker's text: for Word and WPS, both languages under one another."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kudosbay.documents.office.look import HAN, LATIN, colour, first, joined, said, standing
from kudosbay.documents.office.packing import packed

Content = Mapping[str, Any]
Texts = Mapping[str, str]
TAGS: Final = {"zh-Hans": "zh-CN", "en": "en-US"}
STYLES: Final = ("Normal", "Title", "Heading 1", "Heading 2", "List Number")


def make_paper_text(content: Content) -> bytes:
    """Return the briefing that can be handed over: nothing in it is for us only."""
    paper = Paper(content)
    paper.title(content["title"])
    paper.facts()
    paper.part("delegation")
    paper.members(content["delegation"])
    if content["hosts"]:
        paper.part("hosts")
        paper.members(content["hosts"])
    paper.part("agenda")
    paper.agenda()
    paper.part("figures")
    paper.figures()
    for chart in content["charts"]:
        paper.chart(chart)
    if content["cases"]:
        paper.part("cases")
        paper.cases()
    paper.part("asked")
    paper.asked()
    return paper.written()


def make_speech(content: Content) -> bytes:
    """Return what the host says, in large letters, and the likely questions with their answers: for us only."""
    paper = Paper(content, size=14)
    paper.title(content["words"]["speech"], under=content["title"])
    paper.say(joined(content["words"]["ours"], paper.languages), tone="bad")
    for part in content["speech"]:
        paper.heading(part["head"])
        for text in said(part["text"], paper.languages):
            for line in text.split("\n"):
                paper.say(line)
    paper.part("questions")
    for one in content["questions"]:
        paper.both(one["question"], bold=True, together=True)
        paper.both(one["answer"])
    return paper.written()


class Paper:
    def __init__(self, content: Content, *, size: int = 11) -> None:
        self.content, self.languages = content, list(content["languages"])
        self.document: Any = Document()
        self._page()
        for name in STYLES:
            _dress(self.document.styles[name], size=size)
        self.document.styles["Normal"].paragraph_format.space_after = Pt(4)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        foot = section.footer.paragraphs[0]
        _run(foot, f"{standing(self.content)}  ·  ", size=8, tone="ink-3")
        _page_number(foot)

    def written(self) -> bytes:
        made = date.fromisoformat(self.content["made_on"])
        properties = self.document.core_properties
        properties.title, properties.author = first(self.content["title"], self.languages), "Kudosbay"
        properties.created = properties.modified = datetime.combine(made, time(), tzinfo=UTC).replace(tzinfo=None)
        properties.comments = ""
        out = io.BytesIO()
        self.document.save(out)
        return packed(out.getvalue(), made)

    # --- pieces -----------------------------------------------------------------------------------------------------

    def title(self, texts: Texts, *, under: Texts | None = None) -> None:
        lines = said(texts, self.languages)
        self.document.add_paragraph(lines[0], style="Title")
        for line in lines[1:]:
            self.say(line, size=14, tone="ink-2")
        if under:
            self.say(joined(under, self.languages), tone="ink-2")

    def part(self, word: str) -> None:
        self.heading(self.content["words"][word])

    def heading(self, texts: Texts) -> None:
        self.document.add_heading(joined(texts, self.languages, "  "), level=1)

    def say(self, text: str, *, size: int = 0, tone: str = "ink", bold: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        _run(paragraph, text, size=size, tone=tone, bold=bold)
        return paragraph

    def both(self, texts: Texts, *, bold: bool = False, together: bool = False) -> None:
        for row, text in enumerate(said(texts, self.languages)):
            paragraph = self.say(text, tone="ink" if row == 0 else "ink-2", bold=bold)
            paragraph.paragraph_format.keep_with_next = together

    def facts(self) -> None:
        content, words = self.content, self.content["words"]
        when = {lang: f"{content['day'][lang]}  {content['hours']}" for lang in self.languages}
        rows = [(words["time"], when), (words["place"], content["place"]), (words["purpose"], content["purpose"])]
        rows += [
            (words["focus"], content["focus"]),
            (words["as_of"], content["as_of_words"]),
            (words["made"], content["made_words"]),
        ]
        self.table([[head, value] for head, value in rows if any(value.values())], widths=(45, 125), headed=False)
        if content["stale"]:
            self.say(joined(words["stale"], self.languages, " / "), tone="turn", bold=True)
        if content["demonstration"]:
            self.say(joined(words["demonstration"], self.languages, " / "), tone="turn")

    def members(self, members: Sequence[Sequence[Texts]]) -> None:
        for place, offices in enumerate(members, 1):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-8)
            for row, office in enumerate(offices):
                lead = f"{place}.\t" if row == 0 else "\n"
                words = said(office, self.languages)
                _run(paragraph, lead + words[0], bold=row == 0)
                _run(paragraph, "".join(f"   {word}" for word in words[1:]), size=9, tone="ink-2")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(8))

    def agenda(self) -> None:
        words = self.content["words"]
        rows: list[list[Any]] = [[words["time"], words["place"], words["minutes"]]]
        rows += [[stop["at"], stop["place"], str(stop["minutes"])] for stop in self.content["route"]]
        self.table(rows, widths=(30, 110, 30))

    def figures(self) -> None:
        words = self.content["words"]
        rows: list[list[Any]] = [[words["figure"], words["value"], words["counted"]]]
        for one in self.content["figures"]:
            told = {
                lang: f"{one['finding'][lang]}\n{one['definition'][lang]}\n{_source(words, one, lang)}"
                for lang in self.languages
            }
            rows.append([one["names"], one["shown"], told])
        self.table(rows, widths=(45, 35, 90))

    def chart(self, chart: Content) -> None:
        """A chart as its rows: the title says what is to be seen."""
        self.both(chart["title"], bold=True, together=True)
        words = self.content["words"]
        rows: list[list[Any]] = [[words["figure"], chart["unit"]]]
        rows += [[row["label"], str(row["value"])] for row in chart["rows"]]
        self.table(rows, widths=(100, 70))

    def cases(self) -> None:
        for one in self.content["cases"]:
            self.both(one["name"], bold=True, together=True)
            for texts in [one["origin"], one["reached"], *one["honours"]]:
                self.both(texts)

    def asked(self) -> None:
        self.both(self.content["asked"]["sum"])
        words, matters = self.content["words"], self.content["asked"]["matters"]
        rows: list[list[Any]] = [[words["matter"], words["state"], words["answer"]]]
        rows += [[one["title"], _state(one, self.languages), one["reply"]] for one in matters]
        if matters:
            self.table(rows, widths=(60, 35, 75))

    def table(self, rows: Sequence[Sequence[Any]], *, widths: Sequence[int], headed: bool = True) -> None:
        table = self.document.add_table(rows=len(rows), cols=len(widths))
        table.autofit = False
        for column, width in enumerate(widths):
            table.columns[column].width = Mm(width)
        _lined(table)
        for number, row in enumerate(rows):
            _whole(table.rows[number], repeated=headed and number == 0)
            for column, value in enumerate(row):
                cell = table.cell(number, column)
                cell.width = Mm(widths[column])
                self._fill(cell, value, head=(headed and number == 0) or (not headed and column == 0))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _fill(self, cell: Any, value: Any, *, head: bool) -> None:
        texts = [value] if isinstance(value, str) else said(value, self.languages)
        for row, text in enumerate([" ".join(texts)] if head else texts or [""]):
            paragraph = cell.paragraphs[0] if row == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            tone = "brand" if head else "ink" if row == 0 else "ink-2"
            _run(paragraph, text, size=10 if row == 0 else 9, tone=tone, bold=head)


def _source(words: Mapping[str, Texts], one: Content, lang: str) -> str:
    colon = "：" if lang == "zh-Hans" else ": "
    return f"{words['source'][lang]}{colon}{one['source'][lang]}"


def _state(one: Content, languages: Sequence[str]) -> dict[str, str]:
    return {lang: f"{one['state'][lang]}  {one['when'][lang]}" for lang in languages}


def _run(paragraph: Any, text: str, *, size: int = 0, tone: str = "ink", bold: bool = False) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    run.bold, run.font.color.rgb = bold, RGBColor.from_string(colour(tone))
    if size:
        run.font.size = Pt(size)
    _spoken(run, "zh-Hans" if any(ord(sign) > 0x2E80 for sign in text) else "en")


def _spoken(run: Any, language: str) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), TAGS[language])
    lang.set(qn("w:eastAsia"), "zh-CN")
    run._r.get_or_add_rPr().append(lang)  # noqa: SLF001 - the library has no door for a run's language


def _dress(style: Any, *, size: int) -> None:
    """Give a style fonts that offices have, for Latin and for Han signs, in the colours of the house."""
    sizes = {"Title": size + 11, "Heading 1": size + 3}
    style.font.name, style.font.size = LATIN, Pt(sizes.get(style.name, size))
    style.font.color.rgb = RGBColor.from_string(colour("brand" if style.name == "Heading 1" else "ink"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", HAN)):
        fonts.set(qn(f"w:{name}"), font)


def _lined(table: Any) -> None:
    """Hair lines between rows, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour("line"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - the library has no door for borders


def _whole(row: Any, *, repeated: bool) -> None:
    """A row is not torn over two pages; the head stands on each."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _page_number(paragraph: Any) -> None:
    field, run = OxmlElement("w:fldSimple"), OxmlElement("w:r")
    field.set(qn("w:instr"), "PAGE")
    properties, size = OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), "16")  # half points
    properties.append(size)
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.extend([properties, shown])
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no door for fields
