"""The figures on the desk: each is the number of rows that it opens to, and no visitor sees a row."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import Cast, make_user
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from kudosbay.accounts.commands import make_program_key
from kudosbay.centre.models import Parameter
from kudosbay.enterprises.commands import Licence, Share, record_licence
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.money import Money
from kudosbay.kernel.permissions import Role
from kudosbay.statistics import queries
from kudosbay.statistics.catalogue import BY_KEY, FIGURES
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.wording import value_words

CODES = ("91310117MA1J2T5U14", "91310117MA1J2T5U3A", "91310117MA1J2T5U5G", "91310117MA1J2T5U7N")
COUNTRIES = ("NG", "KZ", "KZ", "DE")
DAY = date(2026, 3, 10)


@pytest.fixture
def firms(cast: Cast, now: datetime) -> list[Enterprise]:
    made = []
    for number, (code, country) in enumerate(zip(CODES, COUNTRIES, strict=True)):
        licence = Licence(
            credit_code=code,
            name_zh=f"=上海第{number}有限公司",
            name_en="",
            form="wfoe_llc",
            origin="converted" if number else "attracted",
            licensed_on=date(2025, 5, 6 + number),
            capital=Money(Decimal(1000 * (number + 1)), "USD"),
            investors=[Share("Somebody", "natural", country, Decimal(100))],
        )
        made.append(record_licence(licence, by=cast.mei, now=now))
    Parameter.objects.create(
        key="city.foreign_projects.2025", value=100, valid_from=date(2025, 12, 31), known_since=date(2026, 4, 1)
    )
    return made


COUNTED = [figure.key for figure in FIGURES if figure.unit in {"rows", "countries"}]


@pytest.mark.parametrize("key", COUNTED)
def test_a_figure_is_the_number_of_its_rows(firms: list[Enterprise], key: str) -> None:
    asked = Asked(DAY)
    assert queries.overview(asked)[key].value == len(queries.figure_rows(key, asked))


def test_the_figures_of_these_firms(firms: list[Enterprise]) -> None:
    values = {key: one.value for key, one in queries.overview(Asked(DAY)).items()}
    assert values["enterprises"] == values["added_last_year"] == 4
    assert values["belt_road"] == 2
    assert values["countries"] == 3
    assert values["capital_usd"] == Decimal(10000)
    assert values["city_share"] == Decimal("4.0")


def test_what_was_not_known_yet_is_not_shown(firms: list[Enterprise]) -> None:
    told = queries.overview(Asked(DAY, known_on=date(2026, 3, 15)))
    assert told["city_share"].value is None
    assert queries.overview(Asked(DAY, known_on=date(2025, 1, 1)))["enterprises"].value == 0


@pytest.mark.parametrize(
    "path", ["", "print/", "present/", "figures.json", "enterprises/", "countries/", "agreements/"]
)
def test_pages_open_for_staff_and_for_a_government_visitor(
    firms: list[Enterprise], cast: Cast, signed_in: Any, path: str
) -> None:
    visitor = make_user("Gu", Role.VISITOR)
    for user in (cast.mei, visitor):
        assert signed_in(user).get(f"/desk/overview/{path}?as_of=2026-03-10").status_code == 200
    assert signed_in(cast.amara).get(f"/desk/overview/{path}").status_code == 404


def test_a_visitor_sees_no_rows(firms: list[Enterprise], signed_in: Any) -> None:
    visitor: Client = signed_in(make_user("Gu", Role.VISITOR))
    page = visitor.get("/desk/overview/enterprises/?as_of=2026-03-10").content.decode()
    assert CODES[0] not in page
    assert visitor.get("/desk/overview/enterprises/rows.csv").status_code == 404


def test_no_cell_is_a_formula(firms: list[Enterprise], cast: Cast, get: Any) -> None:
    answer = get(cast.mei, "/desk/overview/enterprises/rows.csv?as_of=2026-03-10")
    text = b"".join(answer.streaming_content).decode()
    assert text.count("'=上海第") == 4
    assert text.count("\n") == 5


@pytest.mark.parametrize("asked", ["as_of=yesterday", "as_of=9999-99-99", "known_on=x", "page=999", "page=x"])
def test_bad_days_show_today(firms: list[Enterprise], cast: Cast, get: Any, asked: str) -> None:
    assert get(cast.mei, f"/desk/overview/?{asked}").status_code == 200
    assert get(cast.mei, f"/desk/overview/enterprises/?{asked}").status_code == 200


def test_the_wall_is_a_sequence_that_is_turned_by_links(firms: list[Enterprise], cast: Cast, get: Any) -> None:
    wall, day = "/desk/overview/present/", {"as_of": "2026-03-10", "lang": "en"}
    first = get(cast.mei, wall, day).content.decode()
    count = int(re.search(r"1 / (\d+)", first)[1])
    assert count > len(queries.HEAD) + 1
    assert 'rel="prev"' not in first
    for slide in range(1, count + 1):
        page = get(cast.mei, wall, day | {"slide": slide}).content.decode()
        assert f"{slide} / {count}" in page
        assert "as_of=2026-03-10" in page
        assert ('rel="next"' in page) == (slide < count)
        assert "data-advance" not in page
    one = get(cast.mei, wall, day | {"slide": 2}).content.decode()
    assert one.count("present-value") == 1
    assert "Source:" in one


@pytest.mark.parametrize("slide", ["0", "-1", "999", "x", "٣", "1" * 30])
def test_a_slide_that_is_not_there_is_the_first(firms: list[Enterprise], cast: Cast, get: Any, slide: str) -> None:
    assert "<span>1 / " in get(cast.mei, "/desk/overview/present/", {"slide": slide}).content.decode()


def test_a_wall_that_runs_by_itself_begins_anew_at_its_end(firms: list[Enterprise], cast: Cast, get: Any) -> None:
    count = re.search(r"1 / (\d+)", get(cast.mei, "/desk/overview/present/").content.decode())[1]
    page = get(cast.mei, "/desk/overview/present/", {"slide": count, "run": "1", "lang": "en"}).content.decode()
    assert 'data-advance="20"' in page
    assert 'rel="next" href="/desk/overview/present/?slide=1&amp;run=1"' in page
    assert "Stop here" in page


Said = dict[str, str]  # a figure's name → its value, as read


def _text(one: Tag | None) -> str:
    assert one is not None
    return " ".join(one.get_text().split())


def _wall(client: Client) -> Iterator[tuple[str, str]]:
    """Every figure of every slide: the main ones stand there twice."""
    slide, slides = 1, 1
    while slide <= slides:
        page = BeautifulSoup(
            client.get(f"/desk/overview/present/?as_of=2026-03-10&slide={slide}").content, "html.parser"
        )
        slides = int(re.search(r"\d+ / (\d+)", page.get_text())[1])
        yield from ((_text(one.find("span", lang="en")), _text(one.find("dd"))) for one in page.select("dl > div"))
        slide += 1


def _paper(client: Client) -> Said:
    page = BeautifulSoup(client.get("/desk/overview/print/?as_of=2026-03-10&lang=en").content, "html.parser")
    return {_text(row.find("th")): _text(row.find("td")) for row in page.select("table tbody tr")[: len(FIGURES)]}


def _overview(client: Client) -> Said:
    page = BeautifulSoup(client.get("/desk/overview/?as_of=2026-03-10&lang=en").content, "html.parser")
    return {_text(one.find("dt")): _text(one.select_one(".kpi-value")) for one in page.select(".kpi")}


def _program(key: str) -> Said:
    answer = Client().get("/api/v1/figures?as_of=2026-03-10", headers={"Authorization": f"Bearer {key}"})
    with override("en"):
        told = json.loads(answer.content, parse_float=Decimal)["figures"]
        return {one["names"]["en"]: " ".join(value_words(one["value"], one["unit"]).split()) for one in told}


def test_wall_paper_page_and_program_say_the_same(firms: list[Enterprise], cast: Cast, signed_in: Any) -> None:
    _row, key = make_program_key(by=cast.mei, name="Wall", days=30, now=timezone.now())
    client = signed_in(cast.mei)
    by_program, on_paper, on_the_wall = _program(key), _paper(client), list(_wall(client))
    assert by_program[BY_KEY["enterprises"].names["en"]] == "4"
    assert on_paper == by_program == _overview(client) == dict(on_the_wall)
    assert len(on_the_wall) == len(FIGURES) + len(queries.HEAD)
