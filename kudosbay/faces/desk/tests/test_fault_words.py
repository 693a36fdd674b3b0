"""Why a pack was refused is said in Chinese too; what it is about, and what nobody foresaw, stays as it was written."""

import re
from typing import Any

import pytest
from conftest import Cast, zipped_pack
from django.utils.translation import override

from kudosbay.faces.desk.fault_words import REASONS, told_reason
from kudosbay.law.commands import load_pack
from kudosbay.law.models import LawPack
from kudosbay.rulebook.load import SHIPPED

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("2026-02-30 is no day", "“2026-02-30”不是有效日期"),
        ("nothing is no day", "缺少日期"),
        ("steps amr.licence: there is no step amr.licens", "steps amr.licence: 没有名为amr.licens的步骤"),
        ("there is no fact contry: contry == CN", "没有名为contry的事实项；所在条件：contry == CN"),
        ("a value was expected at place 12: country == ", "此处应为一个值；所在条件：country == "),
        ("Input should be 'high', 'medium' or 'low'", "应为：high, medium, low"),
    ],
)
def test_a_reason_is_said_in_chinese(reason, said):
    with override("zh-hans"):
        assert told_reason(reason) == (said, True)
    with override("en"):
        assert told_reason(reason)[1]


def test_each_sentence_has_its_chinese_and_none_hides_another():
    filled = {text: re.sub(r"%\((\w+)\)s", "x1", text) for text in REASONS}
    with override("zh-hans"):
        for text, reason in filled.items():
            said, known = told_reason(reason)
            assert known, text
            assert HAN.search(said), text


def test_what_nobody_foresaw_stays_english():
    with override("zh-hans"):
        assert told_reason("the moon is full") == ("the moon is full", False)


@pytest.mark.django_db
def test_the_page_of_a_refused_pack(cast: Cast, now: Any, get: Any):
    table = (SHIPPED / "tables" / "apostille.csv").read_text(encoding="utf-8").replace("DZ,in_force", "DZ,in_forse")
    pack = load_pack(zipped_pack({"tables/apostille.csv": table}), by=cast.mei, now=now)
    assert pack.status == LawPack.Status.REFUSED
    cast.mei.language = "zh-hans"
    cast.mei.save()
    page = get(cast.mei, f"/desk/law/{pack.reference}/").content.decode()
    assert '<span lang="zh-Hans" dir="ltr">“in_forse”不是此列可用的值</span>' in page
