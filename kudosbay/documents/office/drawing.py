"""What stands on a slide: titles, texts in two languages, tables, cards. Positions are in inches from the upper left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kudosbay.documents.office.look import colour, first, joined, said, standing

Texts = Mapping[str, str]
Place = tuple[float, float, float, float]  # left, top, width, height
TITLE_ONLY: Final = 5
LEFT: Final = 0.6
WIDTH: Final = 12.13
TAGS: Final = {"zh-Hans": "zh-CN", "en": "en-US"}


def rgb(digits: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(digits))


def tone_of(name: str) -> RGBColor:
    return rgb(colour(name))


class Deck:
    """A presentation, its languages, and its slides one after the other."""

    def __init__(self, show: Any, content: Mapping[str, Any]) -> None:
        self.show, self.content = show, content
        self.languages: list[str] = content["languages"]

    def slide(
        self, title: Texts, *, under: Texts | None = None, note: Texts | None = None, stale: bool = False
    ) -> "Slide":
        made = self._page(note)
        made.stripe()
        made.title(title, under, top=0.5)
        made.foot(stale=stale)
        return made

    def cover_slide(self, title: Texts, *, note: Texts | None = None) -> "Slide":
        made = self._page(note)
        made.ground()
        made.title(title, None, top=2.1, size=40, tone="on-brand", second="on-brand")
        return made

    def _page(self, note: Texts | None) -> "Slide":
        page = self.show.slides.add_slide(self.show.slide_layouts[TITLE_ONLY])
        if note:
            page.notes_slide.notes_text_frame.text = "\n\n".join(said(note, self.languages))
        return Slide(page, self, len(self.show.slides))


@dataclass(frozen=True, slots=True)
class Slide:
    page: Any
    deck: Deck
    number: int

    # --- frame ------------------------------------------------------------------------------------------------------

    def stripe(self) -> None:
        self._box((0, 0, 0.18, 7.5), fill="brand")

    def ground(self) -> None:
        box = self._box((0, 0, 13.333, 7.5), fill="brand")
        self.page.shapes._spTree.insert(2, box._element)  # noqa: SLF001 - behind the title

    def title(
        self, texts: Texts, under: Texts | None, *, top: float, size: int = 28, tone: str = "ink", second: str = "ink-2"
    ) -> None:
        place = self.page.shapes.title
        place.left, place.top, place.width, place.height = (
            Inches(LEFT),
            Inches(top),
            Inches(WIDTH),
            Inches(1.3 if size < 40 else 1.9),
        )
        frame = _plain(place.text_frame)
        lines = said(texts, self.deck.languages)
        for row, text in enumerate(lines):
            small = round(size * (1 if row == 0 else 0.55))
            _write(
                frame,
                text,
                lang=self._lang(texts, text),
                size=small,
                tone=tone if row == 0 else second,
                bold=row == 0,
                new=row > 0,
            )
        if under:
            _write(frame, joined(under, self.deck.languages), size=14, tone="ink-3", new=True)

    def heading(self, texts: Texts, *, top: float) -> None:
        frame = self._frame((LEFT, top, WIDTH, 0.4))
        _write(frame, joined(texts, self.deck.languages, "  "), size=16, tone="brand", bold=True)

    def foot(self, *, stale: bool) -> None:
        text = standing(self.deck.content)
        if stale and self.deck.content["stale"]:
            text = f"{joined(self.deck.content['words']['stale'], self.deck.languages, ' / ')}  ·  {text}"
        _write(
            self._frame((LEFT, 6.98, 11.2, 0.35)),
            text,
            size=10,
            tone="turn" if stale and self.deck.content["stale"] else "ink-3",
        )
        frame = self._frame((12.0, 6.98, 0.75, 0.35))
        _write(frame, str(self.number), size=10, tone="ink-3", align=PP_ALIGN.RIGHT)

    # --- what it says -----------------------------------------------------------------------------------------------

    def lines(self, texts: Sequence[str], *, top: float, size: int, tone: str = "ink") -> None:
        if not texts:
            return
        frame = self._frame((LEFT, top, WIDTH, 0.42 * len(texts)))
        for row, text in enumerate(texts):
            _write(frame, text, size=size, tone=tone, new=row > 0, after=6)

    def members(self, members: Sequence[Sequence[Texts]], *, top: float, height: float) -> None:
        """One person a paragraph, numbered; several offices of one person stand together."""
        frame = self._frame((LEFT, top, WIDTH, height))
        for place, offices in enumerate(members, 1):
            for row, office in enumerate(offices):
                lead = f"{place}.  " if row == 0 else "     "
                words = said(office, self.deck.languages)
                _write(frame, lead + words[0], size=22, tone="ink", bold=row == 0, new=place > 1 or row > 0, after=8)
                if len(words) > 1:
                    _run(frame.paragraphs[-1], f"   {words[1]}", size=15, tone="ink-2")

    def table(self, rows: Sequence[Sequence[Any]], *, widths: Sequence[float], top: float, size: int = 14) -> None:
        place = (Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(0.5 * len(rows)))
        table = self.page.shapes.add_table(len(rows), len(widths), *place).table
        table.horz_banding = False
        _without_style(table)
        for column, width in enumerate(widths):
            table.columns[column].width = Inches(width)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                self._cell(table.cell(number, column), value, head=number == 0, size=size)

    def _cell(self, cell: Any, value: Any, *, head: bool, size: int) -> None:
        cell.vertical_anchor = MSO_ANCHOR.TOP
        cell.margin_top = cell.margin_bottom = Pt(5)
        cell.fill.solid()
        cell.fill.fore_color.rgb = tone_of("brand-50" if head else "surface")
        texts = [value] if isinstance(value, str) else said(value, self.deck.languages)
        if head:
            texts = [" ".join(texts)]
        for row, text in enumerate(texts or [""]):
            tone = "brand" if head else "ink" if row == 0 else "ink-3"
            _write(cell.text_frame, text, size=size if row == 0 else size - 2, tone=tone, bold=head, new=row > 0)

    def cards(self, figures: Sequence[Mapping[str, Any]], *, top: float) -> None:
        """Value, name and finding of each figure, side by side."""
        gap, number = 0.2, max(len(figures), 1)
        width = (WIDTH - gap * (number - 1)) / number
        for place, one in enumerate(figures):
            left = LEFT + place * (width + gap)
            self._box((left, top, width, 5.0), fill="brand-50")
            frame = self._frame((left + 0.12, top + 0.15, width - 0.24, 4.7))
            shown = said(one["shown"], self.deck.languages)
            _write(frame, shown[0], size=_fitting(shown[0], width), tone="brand", bold=True)
            if len(shown) > 1:
                _write(frame, shown[1], size=15, tone="ink-2", new=True, after=6)
            self._both(frame, one["names"], size=19, bold=True)
            self._both(frame, one["finding"], size=16)

    def stories(self, cases: Sequence[Mapping[str, Any]], *, top: float) -> None:
        gap, width = 0.25, (WIDTH - 0.5) / 3
        for place, one in enumerate(cases):
            left = LEFT + place * (width + gap)
            self._box((left, top, width, 5.0), fill="brand-50")
            frame = self._frame((left + 0.15, top + 0.15, width - 0.3, 4.3))
            self._both(frame, one["name"], size=22, bold=True, new=False)
            for texts in [one["origin"], one["reached"], *one["honours"]]:
                self._both(frame, texts, size=17)

    def _both(self, frame: Any, texts: Texts, *, size: int, bold: bool = False, new: bool = True) -> None:
        words = said(texts, self.deck.languages)
        for row, text in enumerate(words):
            last = row == len(words) - 1
            tone, small = ("ink", size) if row == 0 else ("ink-2", size - 3)
            _write(
                frame, text, size=small, tone=tone, bold=bold and row == 0, new=new or row > 0, after=8 if last else 1
            )

    # --- shapes -----------------------------------------------------------------------------------------------------

    def _lang(self, texts: Texts, text: str) -> str:
        return next((lang for lang in self.deck.languages if texts.get(lang) == text), "")

    def _frame(self, place: Place) -> Any:
        box = self.page.shapes.add_textbox(*map(Inches, place))
        return _plain(box.text_frame)

    def _box(self, place: Place, *, fill: str) -> Any:
        box = self.page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, place))
        box.fill.solid()
        box.fill.fore_color.rgb = tone_of(fill)
        box.line.fill.background()
        box.shadow.inherit = False
        return box


def _fitting(text: str, width: float) -> int:
    """Return the size at which a value fits its card: a Han character is twice as wide as a digit."""
    wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
    return max(18, min(48, int(width * 72 * 1.45 / max(wide, 1))))


def _plain(frame: Any) -> Any:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    return frame


def _write(
    frame: Any,
    text: str,
    *,
    size: int,
    tone: str,
    bold: bool = False,
    new: bool = False,
    after: int = 2,
    lang: str = "",
    align: Any = PP_ALIGN.LEFT,
) -> None:
    paragraph = frame.add_paragraph() if new else frame.paragraphs[0]
    paragraph.alignment, paragraph.space_after, paragraph.space_before = align, Pt(after), Pt(0)
    _run(paragraph, text, size=size, tone=tone, bold=bold, lang=lang)


def _run(paragraph: Any, text: str, *, size: int, tone: str, bold: bool = False, lang: str = "") -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, tone_of(tone)
    spoken = lang or ("zh-Hans" if any(ord(sign) > 0x2E80 for sign in text) else "en")
    run._r.get_or_add_rPr().set("lang", TAGS[spoken])  # noqa: SLF001 - the library has no door for a run's language


def _without_style(table: Any) -> None:
    """Take the style that the library gives: it exists in one program only."""
    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    for style in properties.findall(qn("a:tableStyleId")):
        properties.remove(style)


__all__ = ["Deck", "Slide", "first", "rgb"]
