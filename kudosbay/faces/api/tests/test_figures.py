"""What programs read: equal to every other way of reading it, and only with an open key of somebody who may."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from conftest import make_user
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kudosbay.accounts import limits
from kudosbay.accounts.commands import end_program_key, lock_account, make_program_key
from kudosbay.accounts.models import ProgramKey
from kudosbay.accounts.queries import program_keys
from kudosbay.centre.commands import seed_centre
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE

pytestmark = pytest.mark.django_db
ASKED = "?as_of=2026-03-10"


@pytest.fixture
def gu(cast):
    seed_centre(by=MACHINE)
    return make_user("Gu", Role.VISITOR)


@pytest.fixture
def key(gu):
    return make_program_key(by=gu, name="Wall", days=30, now=timezone.now())[1]


def ask(path, key="", **headers):
    shown = {"Authorization": f"Bearer {key}"} if key else {}
    return Client().get(f"/api/v1/{path}", headers=shown | headers)


def test_the_command_line_the_desk_and_a_program_say_the_same(cast, get, key):
    said = StringIO()
    call_command("statistics", as_of=date(2026, 3, 10), json=True, stdout=said)
    by_program = ask(f"figures{ASKED}", key).json()
    assert by_program == json.loads(said.getvalue())
    assert by_program == get(cast.mei, f"/desk/overview/figures.json{ASKED}").json()
    assert by_program["values"]["people_outside"] == 2


def test_one_figure_says_how_many_rows_it_counts(key):
    told = ask(f"figures/people_outside{ASKED}", key).json()
    assert (told["value"], told["rows"], told["as_of"]) == (2, 2, "2026-03-10")
    assert told["definition"]["zh"]


def test_without_an_open_key_nothing_is_read(gu, key):
    assert ask("figures").status_code == 401
    wrong = ask("figures", "kb_wrong")
    assert (wrong.status_code, wrong.headers["WWW-Authenticate"]) == (401, "Bearer")
    end_program_key(ProgramKey.objects.get(), by=gu, now=timezone.now())
    assert ask("figures", key).status_code == 401


def test_a_key_ends_with_its_term_and_with_its_owner(cast, gu, key):
    ProgramKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask("figures", key).status_code == 401
    ProgramKey.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert ask("figures", key).status_code == 200
    lock_account(gu, by=make_user("Chen", Role.ADMINISTRATOR))
    assert ask("figures", key).status_code == 401


def test_a_key_opens_no_page_and_changes_nothing(key):
    shown = {"Authorization": f"Bearer {key}"}
    assert Client().get("/desk/overview/", headers=shown).status_code == 302
    assert Client().post("/api/v1/figures", headers=shown).status_code == 405


def test_a_founder_has_no_figures_of_the_centre(cast):
    key = make_program_key(by=cast.amara, name="Mine", days=30, now=timezone.now())[1]
    assert ask("figures", key).status_code == 404


def test_guessing_is_slowed_down(key):
    answers = {ask("figures", f"kb_guess{number}").status_code for number in range(limits.PER_PLACE + 2)}
    assert answers == {401, 429}
    assert ask("figures", key).status_code == 200


@pytest.mark.parametrize(
    ("asked", "field"),
    [("?as_of=yesterday", "as_of"), ("?belt_road=silk", "belt_road"), ("?asof=2019-02-18", "__all__")],
)
def test_what_cannot_be_read_is_said(key, asked, field):
    for path in ("figures", "figures/enterprises"):
        answer = ask(f"{path}{asked}", key)
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [field]


def test_an_unknown_figure_names_those_there_are(key):
    answer = ask("figures/no_such", key)
    assert answer.status_code == 404
    assert "enterprises" in answer.json()["figures"]


def test_the_description_leads_to_what_answers(key):
    told = ask("openapi.json").json()
    for path in told["paths"]:
        assert ask(path.removeprefix("/").format(key="enterprises"), key).status_code == 200


def test_a_key_is_made_on_the_desk_shown_once_and_ended_there(cast, get, post):
    page = post(cast.mei, "/desk/overview/programs/", {"name": "The wall", "days": "90"})
    shown = page.content.decode().partition('id="new-key">')[2].partition("<")[0]
    assert ask("figures", shown).status_code == 200
    row = ProgramKey.objects.get()
    assert (row.user, row.name, row.used_on) == (cast.mei, "The wall", timezone.localdate())
    assert shown not in get(cast.mei, "/desk/overview/programs/").content.decode()
    assert shown not in row.key_hash
    assert post(cast.wei, f"/desk/overview/programs/{row.pk}/end/").status_code == 404
    assert post(cast.mei, f"/desk/overview/programs/{row.pk}/end/").status_code == 302
    assert ask("figures", shown).status_code == 401
    acts = list(TrailEntry.objects.filter(verb__startswith="account.program_key").values_list("verb", flat=True))
    assert sorted(acts) == ["account.program_key_ended", "account.program_key_made"]


def test_a_name_is_asked_for_and_no_more_than_ten_are_open(cast, post):
    assert post(cast.mei, "/desk/overview/programs/", {"name": "", "days": "90"}).status_code == 422
    now = timezone.now()
    for number in range(10):
        make_program_key(by=cast.mei, name=f"Wall {number}", days=30, now=now)
    with pytest.raises(Refused):
        make_program_key(by=cast.mei, name="One more", days=30, now=now)
    assert post(cast.mei, "/desk/overview/programs/", {"name": "One more", "days": "90"}).status_code == 422


def test_the_list_of_keys_costs_the_same(cast, assert_same_queries):
    now = timezone.now()

    def make(number):
        ProgramKey.objects.create(
            user=cast.mei, name=f"Wall {number}", key_hash=str(number), made_at=now, expires_at=now + timedelta(1)
        )

    assert_same_queries(make, lambda: program_keys(cast.mei))
