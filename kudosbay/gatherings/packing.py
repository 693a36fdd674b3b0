"""From the content of a pack to its files: slides, an editable paper, a printed one, and the speaker's text."""

from collections.abc import Callable, Mapping
from typing import Final

from kudosbay.documents.office import DOCX, PPTX, make_paper_text, make_slides, make_speech
from kudosbay.documents.papers import operator_on_paper, render_pdf
from kudosbay.gatherings.made import Content, Made
from kudosbay.gatherings.models import PackFile

PDF: Final = "application/pdf"


def _paper(content: Content) -> bytes:
    data = {**content, "operator": operator_on_paper()}
    return render_pdf("visit", language=content["languages"][0], data=data)


FORMS: Final[Mapping[str, tuple[str, str, Callable[[Content], bytes]]]] = {
    PackFile.Form.SLIDES: ("slides.pptx", PPTX, make_slides),
    PackFile.Form.TEXT: ("briefing.docx", DOCX, make_paper_text),
    PackFile.Form.PAPER: ("briefing.pdf", PDF, _paper),
    PackFile.Form.SPEECH: ("speech.docx", DOCX, make_speech),
}


def render(content: Content) -> dict[str, Made]:
    """Return every file of a pack: some seconds of work, for which no transaction is open."""
    return {form: Made(make(content), name, kind) for form, (name, kind, make) in FORMS.items()}
