import pytest
from django.test import RequestFactory
from django.utils import translation

from kudosbay.faces import jinja
from kudosbay.kernel.text import Said


def said(source, **context):
    return jinja.environment().from_string(source).render(**context)


def test_markup_is_escaped_and_plain_text_is_not():
    assert said("{{ name }}", name="<Bao>") == "&lt;Bao&gt;"
    assert jinja._is_markup("mail/base.html")
    assert not jinja._is_markup("mail/base.txt")


def test_a_code_keeps_its_direction_and_is_escaped():
    assert said("{{ code|iso_bdi }}", code="<9131>") == '<bdi dir="ltr" class="code">&lt;9131&gt;</bdi>'


def test_a_text_in_another_language_says_so():
    texts = {"zh-Hans": "营业执照"}
    with translation.override("en"):
        assert jinja.pick(texts) == '<span lang="zh-Hans" dir="ltr">营业执照</span>'
    with translation.override("zh-hans"):
        assert jinja.pick(texts) == "营业执照"
    with translation.override("en"):
        assert jinja.pick(Said("رخصة", "ar")) == '<span lang="ar" dir="rtl">رخصة</span>'
        assert jinja.pick("<b>") == "&lt;b&gt;"
        assert jinja.pick(None) == ""


def test_an_icon_is_silent_unless_it_stands_alone():
    assert 'aria-hidden="true"' in jinja.icon("check")
    assert 'role="img" aria-label="Close &#34;it&#34;"' in jinja.icon("x", label='Close "it"')


def test_attributes_leave_out_what_is_not_said():
    assert jinja.attributes({"id": 'a"b', "checked": True, "hidden": False, "lang": None}) == ' id="a&#34;b" checked'


def test_translated_sentences_escape_what_they_take():
    source = "{% trans name=name %}{{ name }} changed this{% endtrans %}"
    assert said(source, name="<Zoe>") == "&lt;Zoe&gt; changed this"


@pytest.mark.parametrize(("code", "written"), [("zh-hans", "zh-Hans"), ("en", "en"), ("ar", "ar")])
def test_html_writes_its_language_in_its_own_way(code, written):
    with translation.override(code):
        assert jinja.html_lang() == written


def test_languages_stand_in_their_own_names_and_lead_to_the_same_page():
    request = RequestFactory().get("/styleguide?look=site&lang=ar")
    with translation.override("en"):
        links = jinja.language_links(request)
    assert [(link["name"], link["href"]) for link in links] == [
        ("English", "/styleguide?look=site&lang=en"),
        ("简体中文", "/styleguide?look=site&lang=zh-Hans"),
        ("العربية", "/styleguide?look=site&lang=ar"),
    ]
    assert [link["lang"] for link in links if link["current"]] == ["en"]


def test_an_address_with_a_language_keeps_its_page():
    request = RequestFactory().get("/en/")
    with translation.override("en"):
        assert [link["href"] for link in jinja.language_links(request)] == ["/en/", "/zh-hans/", "/ar/"]


def test_the_desk_offers_the_languages_it_is_written_in():
    with translation.override("zh-hans"):
        links = jinja.language_links(RequestFactory().get("/desk/"))
    assert [link["href"] for link in links] == ["/desk/?lang=zh-Hans", "/desk/?lang=en"]
