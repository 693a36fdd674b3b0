"""Everything that changes papers."""

from kudosbay.documents.commands.deciding import reject_document, verify_document
from kudosbay.documents.commands.handing_in import hand_in, record_view
from kudosbay.documents.commands.keeping import keep_file, store_file
from kudosbay.documents.commands.papers import make_paper
from kudosbay.documents.commands.uploads import LARGEST_PIECE, WrongPlace, begin_upload, finish_upload, receive_piece

__all__ = [
    "LARGEST_PIECE",
    "WrongPlace",
    "begin_upload",
    "finish_upload",
    "hand_in",
    "keep_file",
    "make_paper",
    "receive_piece",
    "record_view",
    "reject_document",
    "store_file",
    "verify_document",
]
