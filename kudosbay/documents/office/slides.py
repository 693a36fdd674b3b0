"""The slides of an official visit, as an editable file with charts that can be edited too."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Inches, Pt

from kudosbay.documents.office.drawing import Deck, Slide, rgb
from kudosbay.documents.office.look import HAN, LATIN, colour, first, joined, said
from kudosbay.documents.office.packing import packed

Content = Mapping[str, Any]
KINDS: Final = {"column": XL_CHART_TYPE.COLUMN_CLUSTERED, "bar": XL_CHART_TYPE.BAR_CLUSTERED}
FONTS: Final = re.compile(rb'(<a:(?:latin|ea) typeface=")[^"]*(")')
MATTERS: Final = 4  # a slide


def make_slides(content: Content) -> bytes:
    """Return a presentation: 16 to 9, notes of the speaker below each slide."""
    deck = Deck(_blank(), content)
    notes = iter(part["text"] for part in content["speech"])
    cover(deck, content, note=next(notes))
    people(deck, content)
    agenda(deck, content)
    figures(deck, content, note=next(notes))
    counted(deck, content)
    for chart in content["charts"]:
        a_chart(deck, chart, note=next(notes))
    if content["cases"]:
        cases(deck, content, note=next(notes))
    asked(deck, content, note=next(notes))
    closing(deck, content, note=next(notes))
    return _written(deck, date.fromisoformat(content["made_on"]))


def _blank() -> Any:
    show = Presentation()
    show.slide_width, show.slide_height = Inches(13.333), Inches(7.5)
    return show


def _written(deck: Deck, on: date) -> bytes:
    for part in deck.show.part.package.iter_parts():
        if str(part.partname).startswith("/ppt/theme/"):
            part._blob = _with_fonts(part.blob)  # noqa: SLF001 - the library has no door for a theme's fonts
    properties = deck.show.core_properties
    properties.title, properties.author = first(deck.content["title"], deck.languages), "Kudosbay"
    out = io.BytesIO()
    deck.show.save(out)
    return packed(out.getvalue(), on)


def _with_fonts(theme: bytes) -> bytes:
    fonts = {b"latin": LATIN.encode(), b"ea": HAN.encode()}
    return FONTS.sub(lambda found: found[1] + fonts[b"ea" if b"<a:ea" in found[1] else b"latin"] + found[2], theme)


def cover(deck: Deck, content: Content, *, note: Mapping[str, str]) -> None:
    slide = deck.cover_slide(content["title"], note=note)
    where = joined(content["place"], deck.languages)
    lines = [
        f"{joined(content['day'], deck.languages)}  {content['hours']}",
        where,
        joined(content["centre"], deck.languages),
    ]
    if content["focus"]:
        lines.append(
            f"{joined(content['words']['focus'], deck.languages, ' / ')}: {joined(content['focus'], deck.languages)}"
        )
    slide.lines(lines, top=4.15, size=18, tone="on-brand")
    warnings = [joined(content["words"]["stale"], deck.languages)] if content["stale"] else []
    warnings += [joined(content["words"]["demonstration"], deck.languages)] if content["demonstration"] else []
    slide.lines(warnings, top=6.5, size=12, tone="on-brand")


def people(deck: Deck, content: Content) -> None:
    slide = deck.slide(content["words"]["delegation"])
    slide.members(content["delegation"], top=1.6, height=3.4)
    if content["hosts"]:
        slide.heading(content["words"]["hosts"], top=5.25)
        slide.members(content["hosts"], top=5.75, height=1.0)


def agenda(deck: Deck, content: Content) -> None:
    slide = deck.slide(content["words"]["agenda"], under=content["purpose"])
    words = content["words"]
    rows = [[words["time"], words["place"], words["minutes"]]]
    rows += [[stop["at"], stop["place"], str(stop["minutes"])] for stop in content["route"]]
    if content["route"]:
        slide.table(rows, widths=(2.0, 8.2, 2.0), top=1.95, size=20)


def figures(deck: Deck, content: Content, *, note: Mapping[str, str]) -> None:
    slide = deck.slide(content["words"]["figures"], note=note, stale=True)
    slide.cards(content["figures"], top=1.7)


def counted(deck: Deck, content: Content) -> None:
    slide = deck.slide(content["words"]["counted"], stale=True)
    words = content["words"]
    rows = [[words["figure"], words["value"], words["counted"], words["source"]]]
    rows += [[one["names"], one["shown"], one["definition"], one["source"]] for one in content["figures"]]
    slide.table(rows, widths=(2.7, 1.8, 4.8, 2.83), top=1.55, size=14)


def a_chart(deck: Deck, chart: Content, *, note: Mapping[str, str]) -> None:
    slide = deck.slide(chart["title"], under=chart["unit"], note=note, stale=True)
    data = CategoryChartData()
    rows = list(reversed(chart["rows"])) if chart["kind"] == "bar" else chart["rows"]
    data.categories = [
        joined(row["label"], deck.languages, " ") if chart["kind"] == "bar" else first(row["label"], deck.languages)
        for row in rows
    ]
    data.add_series(first(chart["unit"], deck.languages), [row["value"] for row in rows])
    place = (Inches(0.6), Inches(2.05), Inches(12.1), Inches(4.75))
    drawn = slide.page.shapes.add_chart(KINDS[chart["kind"]], *place, data).chart
    _dressed(drawn, bars=len(rows))


def _dressed(chart: Any, *, bars: int) -> None:
    """One colour, values at the bars, no legend and no grid: the title says what is to be seen."""
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(colour("ink-2"))
    axis = chart.value_axis
    axis.visible, axis.has_major_gridlines, axis.minimum_scale = False, False, 0
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = rgb(colour("ctl"))
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(12 if bars < 25 else 10)
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = rgb(colour("brand"))


def cases(deck: Deck, content: Content, *, note: Mapping[str, str]) -> None:
    slide = deck.slide(content["words"]["cases"], note=note)
    slide.stories(content["cases"], top=1.7)


def asked(deck: Deck, content: Content, *, note: Mapping[str, str]) -> None:
    matters, words = content["asked"]["matters"], content["words"]
    for start in range(0, max(len(matters), 1), MATTERS):
        slide = deck.slide(words["asked"], under=content["asked"]["sum"], note=note if start == 0 else None)
        rows = [[words["matter"], words["state"], words["answer"]]]
        rows += [[one["title"], _state(one, deck), one["reply"]] for one in matters[start : start + MATTERS]]
        if matters:
            slide.table(rows, widths=(4.3, 2.5, 5.33), top=1.85, size=14)


def _state(one: Content, deck: Deck) -> dict[str, str]:
    return {lang: f"{one['state'][lang]}  {one['when'][lang]}" for lang in deck.languages}


def closing(deck: Deck, content: Content, *, note: Mapping[str, str]) -> None:
    slide = deck.cover_slide(content["words"]["thanks"], note=note)
    lines = [*said(content["centre"], deck.languages), joined(content["company"], deck.languages)]
    mark = f"{joined(content['words']['mark'], deck.languages, ' / ')}: {content['mark']}"
    slide.lines([one for one in lines if one], top=4.15, size=18, tone="on-brand")
    slide.lines([mark], top=6.5, size=10, tone="on-brand")


__all__ = ["Slide", "make_slides"]
