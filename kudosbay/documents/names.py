"""Finding a name in a paper's text without keeping the text."""

import re
import unicodedata

from kudosbay.kernel.vault import fingerprint

PURPOSE = "documents.word"
LENGTH = 12  # hex signs of a fingerprint: some chance likeness does no harm here
MOST = 1500
HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")
LONGEST_HAN_NAME = 4


def prints_of(name: str) -> set[str]:
    """Return a fingerprint for each part of a name."""
    return {_print(part) for part in _folded(name).split()}


def prints_in(text: str) -> list[str]:
    """Return fingerprints of the words of a text; of each run of Han signs also those of its parts."""
    folded = _folded(text)
    words = [*folded.split(), *(part for run in HAN.findall(folded) for part in _parts(run))]
    return [_print(word) for word in list(dict.fromkeys(words))[:MOST]]


def _parts(run: str) -> list[str]:
    lengths = range(2, min(LONGEST_HAN_NAME, len(run)) + 1)
    return [run[start : start + length] for length in lengths for start in range(len(run) - length + 1)]


def _print(word: str) -> str:
    return fingerprint(word, PURPOSE)[:LENGTH]


def _folded(text: str) -> str:
    """Return small letters without marks, words parted by one space: J\u00f3zef-Maria and JOZEF MARIA are the same."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", " ", plain.casefold()).strip()
