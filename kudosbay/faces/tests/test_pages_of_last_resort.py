import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

CODES = (400, 403, 404, 409, 500, 503)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_an_error_page_needs_nothing_but_itself(code, language):
    """No request, no database, no account: whatever broke, this page does not."""
    with translation.override(language):
        page = BeautifulSoup(render_to_string(f"errors/{code}.html"), "html.parser")
    assert page.h1.text == page.title.text.removesuffix(" · Kudosbay")
    assert page.find(class_="page-error-text").text.strip()
    assert len(page.find_all(class_="btn-primary")) == 1


def test_a_form_that_waited_too_long_is_not_a_missing_right():
    assert "too long" in render_to_string("errors/403.html", {"expired": True})
    assert "right to see" in render_to_string("errors/403.html")


def test_a_conflict_shows_both_sides_and_keeps_both():
    rows = [{"label": "Phone", "name": "phone", "yours": "+1", "theirs": ""}]
    context = {
        "conflict_rows": rows,
        "conflict_by": "Zoe",
        "conflict_when": "today",
        "back": "/desk/",
        "csrf_input": "",
    }
    page = BeautifulSoup(render_to_string("errors/409.html", context), "html.parser")
    choices = {tag["value"]: tag.find_parent("label").text.strip() for tag in page.find_all("input", type="radio")}
    assert choices == {"yours": "+1", "theirs": "Not provided"}
    assert "Zoe changed this" in page.find(class_="conflict").text
