"""Evidence in each language by itself: as laid, as typed, and as it was before it was split."""

from importlib import import_module

import pytest

from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import ExchangeRate, Parameter

apart = import_module("kudosbay.centre.migrations.0003_evidence_by_language").apart


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (
            "中心内部规定（演示） House rule (demonstration)",
            {"zh-Hans": "中心内部规定（演示）", "en": "House rule (demonstration)"},
        ),
        (
            "2019年4月12日公开报道 Public report of 12 April",
            {"zh-Hans": "2019年4月12日公开报道", "en": "Public report of 12 April"},
        ),
        ("Letter of the zone", {"en": "Letter of the zone"}),
        ("园区来函", {"zh-Hans": "园区来函"}),
        ("", {}),
    ],
)
def test_what_stood_in_a_row_comes_apart(text, texts):
    assert apart(text) == texts


def test_each_value_that_is_laid_has_its_evidence_in_both_languages(db):
    seed_centre()
    for rows in (Parameter.objects.all(), ExchangeRate.objects.all()):
        for texts in rows.values_list("evidence", flat=True):
            assert texts.keys() == {"zh-Hans", "en"}
            assert texts["en"].isascii()


def test_the_page_shows_the_readers_language_alone(cast, get):
    seed_centre()
    page = get(cast.mei, "/desk/centre/", {"lang": "en"}).content.decode()
    assert "House rule (demonstration)" in page
    assert "中心内部规定" not in page
    page = get(cast.mei, "/desk/centre/", {"lang": "zh-Hans"}).content.decode()
    assert "中心内部规定（演示）" in page
    assert "House rule" not in page
