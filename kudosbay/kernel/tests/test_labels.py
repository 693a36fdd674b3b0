from conftest import Cast
from kudosbay.kernel import labels, trail
from kudosbay.kernel.models import Label
from kudosbay.people.models import Person


def theme(code: str) -> Label:
    return Label.objects.create(kind=Label.Kind.THEME, code=code, names={"en": code})


def test_a_thing_has_exactly_the_themes_that_were_put(cast: Cast) -> None:
    theme("river"), theme("road")
    amara = cast.amara.person
    assert labels.put_themes(amara, ["river", "road", "no-theme"], by=cast.wei) == ["river", "road"]
    assert labels.put_themes(amara, ["road"], by=cast.wei) == ["road"]
    assert [label.code for label in labels.themes_of(amara)] == ["road"]
    assert trail.of(amara).filter(verb="themes.put").count() == 2


def test_putting_the_same_again_leaves_no_trace(cast: Cast) -> None:
    theme("river")
    labels.put_themes(cast.amara.person, ["river"], by=cast.wei)
    labels.put_themes(cast.amara.person, ["river"], by=cast.wei)
    assert trail.of(cast.amara.person).filter(verb="themes.put").count() == 1


def test_a_query_is_narrowed_to_a_theme_and_a_list_read_at_once(cast: Cast, django_assert_num_queries) -> None:
    theme("river")
    labels.put_themes(cast.amara.person, ["river"], by=cast.wei)
    assert list(labels.with_theme(Person.objects.all(), "river")) == [cast.amara.person]
    people = list(Person.objects.all())
    with django_assert_num_queries(1):
        found = labels.themes_of_many(people)
    assert [label.code for label in found[cast.amara.person.pk]] == ["river"]
    assert labels.themes_of_many([]) == {}
