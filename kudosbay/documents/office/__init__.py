"""Files for office programs, to be edited further: slides and text. The same content makes the same bytes."""

from kudosbay.documents.office.slides import make_slides
from kudosbay.documents.office.texts import make_paper_text, make_speech

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

__all__ = ["DOCX", "PPTX", "make_paper_text", "make_slides", "make_speech"]
