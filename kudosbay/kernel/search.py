"""Folding: one spelling for finding, whatever script, accent or width a name was typed in."""

import re
import unicodedata
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EXTRA = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ё": "е"}
    | dict(zip("әғқңөұүһіїєґў", "агкноуухиеегу", strict=True))  # letters that other keyboards lack
)
# Arabic letters that are written for one another, and marks that are left out.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


# Characters that are read otherwise at the head of a name.
SURNAMES = {
    "单": "shan", "曾": "zeng", "查": "zha", "解": "xie", "任": "ren", "仇": "qiu", "区": "ou", "朴": "piao", "盖": "ge",
    "尉": "yu", "冼": "xian", "缪": "miao", "翟": "zhai", "乐": "yue", "种": "chong", "员": "yun", "折": "she", "黑": "he",
    "秘": "bi", "幺": "yao", "召": "shao", "洗": "xian", "那": "na", "万": "wan", "华": "hua", "宁": "ning",
}  # fmt: skip


def readings() -> dict[str, list[str]]:
    """Return the phrases whose characters are read otherwise than one by one: written by scripts/readings.py."""
    lines = Path(__file__).with_name("readings.txt").read_text(encoding="utf-8").splitlines()
    return {phrase: said.split() for phrase, said in (line.split(" ", 1) for line in lines)}


load_phrases_dict({phrase: [[one] for one in said] for phrase, said in readings().items()})


def fold(text: str) -> str:
    """Return lower case, compatible width, without accents: José → jose, ＷＡＮＧ → wang, Ё → е."""
    if text.isascii():
        return text.lower()
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
    as_surname = [
        [SURNAMES[run[0]], *said[1:]] for run, said in zip(runs, syllables, strict=True) if run[0] in SURNAMES
    ]
    readings = syllables + as_surname
    return [one for run in readings for one in run] + ["".join(run) for run in readings]


# One plain Latin spelling for each Cyrillic and Arabic letter, _ for none: enough to find by, not to print.
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґәғқңөұүһҳҷӣӯ"
_CYRILLIC_SAID = (
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i e g a g k n o u u h h j i u"
)
_ABJAD = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگکی"
_ABJAD_SAID = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y p ch zh g k y"
_SAID = zip(_CYRILLIC + _ABJAD, f"{_CYRILLIC_SAID} {_ABJAD_SAID}".split(), strict=True)
_LATIN = {sign: said.strip("_") for sign, said in _SAID}


def latinised(text: str) -> str:
    """Return Cyrillic and Arabic letters by plain Latin ones: Айгүл → aigul. Other signs stay."""
    if text.isascii():
        return text
    return "".join(_LATIN.get(sign, sign) for sign in text.casefold().translate(_ARABIC))
