"""Folding: one spelling for finding, whatever script, accent or width a name was typed in."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EXTRA = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ё": "е"}
)
# Arabic letters that are written for one another, and marks that are left out.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def fold(text: str) -> str:
    """Return lower case, compatible width, without accents: José → jose, ＷＡＮＧ → wang, Ё → е."""
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_EXTRA).translate(_ARABIC)
    bare = (sign for sign in unicodedata.normalize("NFD", wide) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", "".join(bare))


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def han_grams(text: str) -> list[str]:
    """Return each Han character and each pair that stands together."""
    runs = re.findall(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+", text)
    singles = [sign for run in runs for sign in run]
    pairs = [run[place : place + 2] for run in runs for place in range(len(run) - 1)]
    return singles + pairs


def pinyin(text: str) -> list[str]:
    """Return the syllables of the Han characters, and all of them run together."""
    runs = re.findall(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+", text)
    syllables = [lazy_pinyin(run, style=Style.NORMAL) for run in runs]
    return [one for run in syllables for one in run] + ["".join(run) for run in syllables]
