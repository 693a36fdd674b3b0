import pytest
from django.utils.translation import gettext_lazy

from kudosbay.kernel.errors import Refused
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import policy
from kudosbay.messaging.commands import notify
from kudosbay.messaging.compose import compose
from kudosbay.messaging.models import Delivery
from kudosbay.messaging.texts import GIVEN, TEXTS


def say(person, now, **changes):
    values = {
        "template": "case_started",
        "key": "case-started:1",
        "by": MACHINE,
        "now": now,
        "person": person,
        "data": {"case": "SJ-2026-00001-K", "adviser": "Wei", "link": "/en/case/1/"},
    }
    return notify(**values | changes)


def test_one_row_goes_by_mail_and_one_stands_in_the_portal(cast, now):
    mail, portal = say(cast.amara.person, now)
    assert (mail.channel, mail.status, mail.address) == ("mail", "queued", "amara@example.org")
    assert (portal.channel, portal.status, portal.sent_at) == ("portal", "accepted", now)


def test_the_same_key_says_it_once(cast, now):
    first = say(cast.amara.person, now)
    again = say(cast.amara.person, now)
    assert first == again
    assert Delivery.objects.count() == 2
    assert TrailEntry.objects.filter(verb="message.queued").count() == 1


def test_without_mail_the_phone_is_used(cast, now):
    cast.amara.person.email, cast.amara.person.phone, cast.amara.email = "", "+8613800000000", None
    row = say(cast.amara.person, now)[0]
    assert (row.channel, row.address) == ("sms", "+8613800000000")


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        (["ar"], "ar"),
        (["zh"], "zh-hans"),
        (["zh-Hans", "en"], "zh-hans"),
        (["sw", "ar"], "ar"),
        (["en-GB"], "en"),
        (["sw"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_screens_speak(cast, spoken, written):
    cast.amara.person.languages = spoken
    cast.amara.language = "sw"
    assert policy.language_of(person=cast.amara.person) == written


def test_an_account_without_a_person_reads_its_own_language(cast, now):
    row = say(None, now, user=cast.wei)[0]
    assert row.language == "zh-hans"


def test_words_of_the_caller_are_put_into_the_readers_language(cast, now):
    cast.amara.person.languages = ["zh-Hans"]
    data = {"step": {"en": "Bank", "zh-Hans": "开户"}, "case": gettext_lazy("E-mail")}
    row = say(cast.amara.person, now, template="step_done", data=data)[0]
    assert row.data["step"] == "开户"
    assert isinstance(row.data["case"], str)


def test_a_value_is_never_read_as_a_token(cast, now):
    cast.amara.person.full_name = "{case} {__class__} {{7*7}} %(link)s"
    row = say(cast.amara.person, now)[0]
    text = compose(row).text
    assert "Dear {case} {__class__} {{7*7}} %(link)s," in text
    assert "SJ-2026-00001-K" in compose(row).subject


def test_a_name_cannot_bring_markup(cast, now):
    cast.amara.person.full_name = '<script>x</script><a href="https://evil.example">'
    said = compose(say(cast.amara.person, now)[0])
    assert "<script" not in said.html
    assert "evil.example&quot;" in said.html


def test_a_link_cannot_leave_its_quotes(cast, now):
    data = {"case": "1", "adviser": "Wei", "link": '/"><script>'}
    assert "<script" not in compose(say(cast.amara.person, now, data=data)[0]).html


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a_line_break_in_a_subject_is_refused_when_saved(cast, now, break_):
    data = {"case": f"1{break_}Bcc: all@example.org", "adviser": "Wei"}
    with pytest.raises(Refused):
        say(cast.amara.person, now, data=data)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("data", [{"case": "1"}, {"case": "1", "adviser": "Wei", "password": "x"}])
def test_only_the_tokens_of_the_list_are_taken(cast, now, data):
    with pytest.raises(ValueError, match="case_started"):
        say(cast.amara.person, now, data=data)


def test_a_foreign_link_is_refused(cast, now):
    with pytest.raises(ValueError, match="link"):
        say(cast.amara.person, now, data={"case": "1", "adviser": "W", "link": "javascript:alert(1)"})


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
@pytest.mark.parametrize("template", sorted(TEXTS))
def test_every_message_can_be_written_in_every_language(template, language, settings):
    values = dict.fromkeys(TEXTS[template].tokens | GIVEN, "Ω") | {"link": "/x"}
    said = compose(Delivery(template=template, language=language, data=values))
    assert said.subject
    assert f"{settings.BASE_URL}/x" in said.text
    assert "{" not in said.subject + said.text + said.short


def test_a_sign_in_code_does_not_stand_in_the_portal(cast, now):
    data = {"code": "7K2-QMD", "minutes": "10", "link": "/en/enter/x"}
    rows = say(None, now, user=cast.bao, template="sign_in", data=data)
    assert [row.channel for row in rows] == ["mail"]
