import pytest

from kudosbay.documents.commands import make_paper
from kudosbay.documents.papers import verify_address

PRINTED = {"case": "SJ-2026-00417-K", "client": {"name": "Amara Nwosu"}, "deposit": "2000", "currency": "CNY"}
LINES = [{"names": {"en": "Seals", "zh": "刻章"}, "kind": "third", "price": "480", "currency": "CNY"}]


@pytest.fixture
def paper(cast, now):
    late = now.replace(hour=20)  # already the next day in Shanghai, as printed
    data = PRINTED | {"lines": LINES, "reference": "AG-2026-00017-K"}
    return make_paper("agreement", language="en", data=data, holder=cast.amara.person, by=cast.wei, now=late)


def test_the_address_on_the_paper_says_what_it_is_and_never_for_whom(paper, get, settings):
    address = verify_address(paper.key).removeprefix(settings.BASE_URL)
    answer = get(None, address, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 200
    for told in ("Service agreement", "AG-2026-00017-K", "11 March 2026"):
        assert told in page
    for private in ("Amara", "Nwosu", "SJ-2026-00417-K", "2000", "P-TEST"):
        assert private not in page
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_it_speaks_the_readers_language(paper, get):
    page = get(None, f"/verify/{paper.key}", headers={"accept-language": "ar"}).content.decode()
    assert 'lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("key", ["unknown", "a" * 300, "..%2f..%2fetc%2fpasswd", "'or'1'='1"])
def test_an_unknown_key_is_not_found(paper, get, key):
    assert get(None, f"/verify/{key}").status_code == 404


def test_a_key_that_no_text_can_hold_is_refused(paper, get):
    assert get(None, "/verify/%00").status_code == 400


def test_part_of_a_key_is_not_the_key(paper, get):
    assert get(None, f"/verify/{paper.key[:-1]}").status_code == 404
