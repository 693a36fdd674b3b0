"""The pack of a visit: the same figure on each of its files and on the wall; who opens the link, and until when."""

import io
import json
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import timezone
from docx import Document
from pptx import Presentation

from conftest import make_user
from kudosbay.accounts.policy import STRANGER
from kudosbay.centre.commands import seed_centre
from kudosbay.centre.models import ExchangeRate
from kudosbay.documents.storage import read_file
from kudosbay.enterprises.models import Investor, Stage
from kudosbay.gatherings import jobs, queries
from kudosbay.gatherings.commands import (
    Course,
    ask_pack,
    end_link,
    freeze_figures,
    give_up_pack,
    note_look,
    note_wish,
    open_link,
    record_held,
)
from kudosbay.gatherings.models import Gathering, VisitPack
from kudosbay.gatherings.packing import render
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, WrongMove
from kudosbay.kernel.permissions import Role
from kudosbay.people.commands import give_consent
from kudosbay.statistics.briefing import briefing, frozen_figures, mark_of
from kudosbay.statistics.tests.test_queries import make_enterprise

pytestmark = pytest.mark.django_db

MEMBERS = [
    {"offices": [{"zh-Hans": "区政府副区长", "en": "Deputy head of the district"}]},
    {
        "offices": [
            {"zh-Hans": "常务副主任", "en": "Executive deputy director"},
            {"zh-Hans": "党工委书记", "en": "Secretary"},
        ]
    },
]
EXTRAS = {
    "purpose": {"zh-Hans": "调研", "en": "To see"},
    "delegation": MEMBERS,
    "hosts": [{"offices": [{"zh-Hans": "项目负责人", "en": "Head of the project"}]}],
    "route": [
        {"minutes": 10, "place": {"zh-Hans": "一楼", "en": "1F"}},
        {"minutes": 20, "place": {"zh-Hans": "九楼", "en": "9F"}},
    ],
}


@pytest.fixture
def firms(cast):
    seed_centre()
    if not ExchangeRate.objects.filter(currency="XTS").exists():
        ExchangeRate.objects.create(currency="XTS", valid_from="2018-01-01", usd="0.5")
    return [make_enterprise(number) for number in range(7)]


@pytest.fixture
def visit(firms, plan):
    return plan(
        "visit",
        titles={"zh-Hans": "副区长来访", "en": "Visit of the deputy head"},
        extras=EXTRAS,
        starts_at=timezone.now() + timedelta(hours=2),
    )


@pytest.fixture
def frozen(visit, lin):
    today = timezone.localdate()
    return freeze_figures(visit, frozen_figures(today), as_of=today.isoformat(), by=lin, now=timezone.now())


@pytest.fixture
def asked(frozen, lin):
    now = timezone.now()
    content = briefing(frozen, focus="g60", languages=["zh-Hans", "en"], today=now.date())
    return ask_pack(frozen, content, focus="g60", by=lin, now=now)


@pytest.fixture
def made(asked):
    assert jobs.make_pack(None, asked.key)
    return {one.form: read_file(one.file) for one in asked.files.select_related("file")}


def words_of_slides(content):
    show = Presentation(io.BytesIO(content))
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts + cells)


def words_of_text(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = document.sections[0].footer.paragraphs
    return "\n".join([one.text for one in [*document.paragraphs, *foot]] + cells)


def words_of_paper(content):
    with pypdfium2.PdfDocument(content) as paper:
        return "\n".join(page.get_textpage().get_text_range() for page in paper)


def test_the_same_figure_on_wall_slides_papers_link_and_command(made, asked, get, lin, capsys):
    shown = "7"
    assert asked.content["figures"][0]["shown"]["en"] == shown
    link = open_link(asked.gathering, days=7, by=lin, now=timezone.now())
    told = words_of_slides(made["slides"]), words_of_text(made["text"]), words_of_paper(made["paper"])
    for words in told:
        assert re.search(rf"外资企业[\s\S]*Foreign-owned enterprises|{shown}[\s\S]*外资企业", words)
        assert asked.mark[:12] in words
    wall = get(None, f"/en/visits/{link.token}/slides/?slide=2").content.decode()
    assert f'<dd class="present-value">{shown}</dd>' in wall
    api = json.loads(get(None, f"/en/visits/{link.token}/figures.json").content)
    assert api["values"]["enterprises"] == int(shown)
    assert api["mark"] == asked.mark
    call_command("statistics", as_of=timezone.localdate(), json=True)
    assert json.loads(capsys.readouterr().out)["values"]["enterprises"] == int(shown)


def test_the_same_content_makes_the_same_bytes(asked):
    first, again = render(asked.content), render(json.loads(json.dumps(asked.content)))
    assert {form: one.content for form, one in first.items()} == {form: one.content for form, one in again.items()}


def test_the_paper_is_set_with_our_own_fonts_only(made):
    with pikepdf.open(io.BytesIO(made["paper"])) as paper:
        things = [thing for thing in paper.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = {str(thing.FontName) for thing in things if "/FontName" in thing}
    assert fonts
    assert all("NotoSans" in name for name in fonts), fonts


def test_slides_have_native_charts_titles_and_notes(made):
    show = Presentation(io.BytesIO(made["slides"]))
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    assert sum(charts[0].plots[0].series[0].values) == 7
    assert all(slide.shapes.title.text_frame.text for slide in show.slides)
    assert "Welcome to the centre" in show.slides[0].notes_slide.notes_text_frame.text
    assert {
        run.font.name
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for p in shape.text_frame.paragraphs
        for run in p.runs
    } == {None}
    theme = next(part.blob for part in show.part.package.iter_parts() if "/theme/" in str(part.partname))
    assert b'typeface="Microsoft YaHei"' in theme


def test_what_is_for_us_only_is_not_on_what_is_handed_over(made):
    assert "Likely questions" in words_of_text(made["speech"])
    for words in (words_of_text(made["text"]), words_of_paper(made["paper"]), words_of_slides(made["slides"])):
        assert "Likely questions" not in words


def test_one_language_alone(frozen):
    content = briefing(frozen, focus="", languages=["en"], today=timezone.localdate())
    words = words_of_slides(render(content)["slides"].content)
    assert "Deputy head of the district" in words
    assert "区政府副区长" not in words


def test_delegation_stands_in_order_with_all_offices(made):
    words = words_of_text(made["text"])
    places = [words.index(one) for one in ("区政府副区长", "常务副主任", "党工委书记", "Secretary")]
    assert places == sorted(places)


def test_old_figures_are_said_to_be_old(frozen):
    later = timezone.localdate() + timedelta(days=31)
    assert briefing(frozen, focus="", languages=["en"], today=later)["stale"] == 31
    assert not briefing(frozen, focus="", languages=["en"], today=timezone.localdate())["stale"]


def test_firms_are_named_by_consent_only(firms, cast, plan, lin, now):
    person = cast.amara.person
    Investor.objects.filter(enterprise=firms[0]).update(person=person)
    Stage.objects.create(
        enterprise=firms[0], stage="growing", since=firms[0].licensed_on, known_since=firms[0].licensed_on
    )
    visit = plan("visit", extras=EXTRAS)
    visit.figures = {"as_of": now.date().isoformat(), "frozen_at": now.isoformat(), "values": {}}

    def told():
        return [
            one["name"]["zh-Hans"] for one in briefing(visit, focus="", languages=["en"], today=now.date())["cases"]
        ]

    assert told() == []
    give_consent(person, "showcase", text_version="1", language="en", how="counter", by=lin, now=now)
    assert told() == [firms[0].name_zh]
    person.consents.update(withdrawn_at=now)
    assert told() == []


def test_what_was_asked_last_time_stands_with_its_state(visit, plan, cast, lin):
    now = timezone.now()
    before = plan("visit", extras=EXTRAS, starts_at=now - timedelta(days=40))
    said = {"speaker": {"zh-Hans": "副区长", "en": "Deputy"}, "text": {"zh-Hans": "扩大空间", "en": "More room"}}
    note_wish(before, kind="suggestion", said_at=now - timedelta(days=40), course=Course(), by=cast.wei, **said)
    for verb in ("open", "held"):
        Gathering.objects.filter(pk=before.pk).update(status=verb)
    frozen = freeze_figures(visit, {}, as_of=now.date().isoformat(), by=lin, now=now)
    asked = briefing(frozen, focus="", languages=["en"], today=now.date())["asked"]
    assert [one["title"]["zh-Hans"] for one in asked["matters"]] == ["扩大空间"]
    assert asked["sum"]["en"].startswith("Of 1 matters 0 are answered")


def test_a_pack_needs_frozen_figures_a_language_and_staff(visit, frozen, lin):
    now = timezone.now()
    content = briefing(frozen, focus="", languages=["en"], today=now.date())
    frozen.figures = {}
    with pytest.raises(Refused):
        ask_pack(frozen, content, focus="", by=lin, now=now)
    frozen.refresh_from_db()
    with pytest.raises(Refused):
        ask_pack(frozen, content | {"languages": []}, focus="", by=lin, now=now)
    with pytest.raises(NotAllowed):
        ask_pack(frozen, content, focus="", by=make_user("Founder", Role.FOUNDER), now=now)


def test_a_pack_is_made_once_and_a_sign_without_a_font_is_told(asked, lin):
    assert jobs.make_pack(None, asked.key)
    assert not jobs.make_pack(None, asked.key)
    assert asked.files.count() == 4
    with pytest.raises(WrongMove):
        give_up_pack(asked, because="x", by=lin)
    broken = asked.content | {"title": {"zh-Hans": "𓀀", "en": "𓀀"}}
    other = ask_pack(asked.gathering, broken, focus="", by=lin, now=timezone.now())
    assert not jobs.make_pack(None, other.key)
    other.refresh_from_db()
    assert (other.status, "𓀀" in other.problem) == (VisitPack.Status.FAILED, True)


def test_from_the_list_of_visits_to_the_files_in_nine_clicks(firms, cast, get, post):
    """Each request is a click, or a form filled and sent: the button of the list, the form, and so on."""
    clicks = ["/desk/gatherings/", "/desk/gatherings/new/visit/"]
    assert "/desk/gatherings/new/visit/" in get(cast.mei, clicks[0]).content.decode()
    get(cast.mei, clicks[1])
    filled = {
        "version": "1",
        "title_zh": "来访",
        "title_en": "Visit",
        "day": timezone.localdate().isoformat(),
        "begins": "09:00",
        "ends": "11:00",
    }
    filled |= {"language": "en", "purpose": "调研 / See", "delegation": "主任 / Director; 书记 / Secretary"}
    page = post(cast.mei, clicks[1], filled).url
    assert f"{page}packs/new/" in get(cast.mei, page).content.decode()
    preview = get(cast.mei, f"{page}packs/new/", {"lang": "en"}).content.decode()
    assert "Foreign-owned enterprises" in preview
    pack = post(cast.mei, f"{page}packs/new/", {"focus": "bonded_zone", "languages": ["zh-Hans", "en"]}).url
    assert "load delay:1s" in get(cast.mei, pack).content.decode()
    jobs.make_pack(None, VisitPack.objects.get().key)
    ready = get(cast.mei, pack).content.decode()
    files = re.findall(r'href="([^"]+/packs/[^"]+/(?:slides|text|paper|speech)/)"', ready)
    kinds = [get(cast.mei, file)["Content-Type"].rpartition(".")[2] for file in files]
    assert kinds == ["presentation", "document", "application/pdf", "document"]
    opening, planning, saving, packing, making = 1, 1, 1, 1, 1
    assert opening + planning + saving + packing + making + len(files) == 9


def test_the_link_needs_no_account_ends_and_names_nobody(frozen, cast, lin, get, post):
    link = open_link(frozen, days=7, by=lin, now=timezone.now())
    answer = get(None, f"/en/visits/{link.token}/")
    page = answer.content.decode()
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Deputy head of the district" in page
    assert "Lin" not in page
    assert get(None, "/ar/visits/" + link.token + "/").status_code == 200
    assert get(None, "/en/visits/no-such-link/").status_code == 404
    post(cast.wei, f"/desk/gatherings/{frozen.reference}/links/{link.pk}/end/")
    for page in ("", "slides/", "figures.json"):
        assert get(None, f"/en/visits/{link.token}/{page}").status_code == 410


def test_a_link_runs_out(frozen, lin, get):
    link = open_link(frozen, days=7, by=lin, now=timezone.now() - timedelta(days=8))
    assert get(None, f"/en/visits/{link.token}/").status_code == 410
    assert not trail.of(link).filter(verb="visit_link.opened").exists()


def test_looks_are_counted_in_the_trail_once_a_minute(frozen, lin):
    link, now = open_link(frozen, days=7, by=lin, now=timezone.now()), timezone.now()
    assert note_look(link, by=STRANGER, now=now)
    assert not note_look(link, by=STRANGER, now=now + timedelta(seconds=30))
    assert note_look(link, by=STRANGER, now=now + timedelta(minutes=2))
    (looked,) = queries.links_of(frozen)
    assert looked.looks == 2
    assert trail.of(frozen).filter(verb="visit_link.opened").count() == 2


def test_a_link_needs_figures_a_length_and_staff(visit, frozen, lin):
    for days in (0, 8, 1000):
        with pytest.raises(Refused):
            open_link(frozen, days=days, by=lin, now=timezone.now())
    with pytest.raises(NotAllowed):
        open_link(frozen, days=7, by=make_user("Founder", Role.FOUNDER), now=timezone.now())
    frozen.figures = {}
    with pytest.raises(Refused):
        open_link(frozen, days=7, by=lin, now=timezone.now())


def test_the_desk_makes_links_and_shows_looks(frozen, cast, get, post):
    address = f"/desk/gatherings/{frozen.reference}/"
    post(cast.wei, f"{address}links/", {"days": "7"})
    link = frozen.links.get()
    get(None, f"/en/visits/{link.token}/")
    page = get(cast.wei, address, {"lang": "en"}).content.decode()
    assert f"/go/visits/{link.token}/" in page
    assert "looked at 1 time" in page
    end_link(link, by=cast.wei, now=timezone.now())
    assert f"/go/visits/{link.token}/" not in get(cast.wei, address).content.decode()


def test_the_mark_tells_sets_of_figures_apart():
    assert mark_of({"a": 1}) == mark_of({"a": 1}) != mark_of({"a": 2})
    assert len(mark_of({})) == 64


def test_packs_and_links_cost_the_same(assert_same_queries, asked, lin, plan):
    event, now = asked.gathering, timezone.now()

    def add(_number):
        ask_pack(event, asked.content, focus="", by=lin, now=now)
        note_look(open_link(event, days=7, by=lin, now=now), by=STRANGER, now=now)
        plan("visit", extras=EXTRAS, starts_at=now - timedelta(days=3))

    assert_same_queries(
        add,
        lambda: (
            queries.packs_of(event),
            queries.links_of(event),
            queries.visit_before(event),
            queries.link_of("no-such"),
        ),
    )


def test_held_visits_keep_their_figures(frozen, lin):
    Gathering.objects.filter(pk=frozen.pk).update(status="open", starts_at=timezone.now() - timedelta(hours=3))
    frozen.refresh_from_db()
    record_held(frozen, by=lin, now=timezone.now())
    with pytest.raises(Refused):
        freeze_figures(frozen, {}, as_of="2026-01-01", by=lin, now=timezone.now())
