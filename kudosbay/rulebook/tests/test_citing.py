"""A citation is read by people: in Chinese the law's own name and its articles, elsewhere both names."""

import pytest

from kudosbay.rulebook.citing import ARTICLES, citation
from kudosbay.rulebook.load import load_rules

SOURCES = {"CL": {"title": {"en": "Company Law", "zh": "公司法"}}}


@pytest.mark.parametrize(
    ("cited", "english", "chinese"),
    [
        ("CL", "Company Law 公司法", "公司法"),
        ("CL art 24", "Company Law 公司法, art 24", "公司法第24条"),
        ("CL arts 4 28", "Company Law 公司法, arts 4, 28", "公司法第4、28条"),
        ("CL arts 5-8 16", "Company Law 公司法, arts 5-8, 16", "公司法第5至8、16条"),
        ("CL arts 5-8", "Company Law 公司法, arts 5-8", "公司法第5至8条"),
        ("CL annex 2", "Company Law 公司法, annex 2", "公司法, annex 2"),
        ("a letter", "a letter", "a letter"),
    ],
)
def test_title_and_place(cited: str, english: str, chinese: str) -> None:
    assert citation(SOURCES, cited, language="en") == english
    assert citation(SOURCES, cited, language="zh-Hans") == chinese


def test_every_place_that_the_shipped_rules_cite_has_chinese_words() -> None:
    records = [record for kind in load_rules().records.values() for record in kind]
    places = {one.partition(" ")[2] for record in records for one in record.get("source") or ()} - {""}
    assert len(places) > 50
    assert [place for place in sorted(places) if not ARTICLES.match(place)] == []
