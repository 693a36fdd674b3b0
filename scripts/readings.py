"""Write kudosbay/kernel/readings.txt: the phrases whose characters are read otherwise than one by one.

pypinyin's own table of 47,000 phrases takes 45 MB of each process; nearly all of them say what their characters say
anyway. Kept are those that differ, and those that keep a shorter one inside them from being taken for itself.
"""

import os
from pathlib import Path

os.environ["PYPINYIN_NO_PHRASES"] = "true"

from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

TABLE = Path(__file__).resolve().parent.parent / "kudosbay" / "kernel" / "readings.txt"


def said(phrase: str) -> list[str]:
    return [to_normal(readings[0]) for readings in phrases_dict[phrase]]


def wrong() -> dict[str, list[str]]:
    return {one: said(one) for one in phrases_dict if lazy_pinyin(one, style=Style.NORMAL) != said(one)}


def main() -> None:
    kept: dict[str, list[str]] = {}
    while found := {phrase: read for phrase, read in wrong().items() if phrase not in kept}:
        kept |= found
        load_phrases_dict({phrase: [[one] for one in read] for phrase, read in found.items()})
        print(f"{len(kept)} phrases")
    lines = [f"{phrase} {' '.join(kept[phrase])}\n" for phrase in sorted(kept)]
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
