from datetime import timedelta

from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import queries
from kudosbay.messaging.commands import open_thread, post_message
from kudosbay.messaging.models import Delivery, KeptMail
from kudosbay.people.models import Person


def make_person(number, day):
    return Person.objects.create(
        reference=f"P-{number}", full_name=f"Person {number}", nationality="NG", registered_on=day, known_since=day
    )


def test_conversations_that_wait_cost_the_same(cast, now, assert_same_queries):
    def make(number):
        thread = open_thread(make_person(number, now.date()), by=MACHINE, now=now, key=f"thread-{number}")
        thread.waiting_since = now - timedelta(hours=number)
        thread.save()

    assert_same_queries(make, lambda: [thread.person.full_name for thread in queries.unanswered()])
    waiting = list(queries.unanswered())
    assert len(waiting) == 30
    assert waiting[0].person.full_name == "Person 29"


def test_an_answer_ends_the_wait(cast, now):
    thread = open_thread(cast.amara.person, by=MACHINE, now=now, key="one")
    post_message(thread, by=cast.amara, text="When?", now=now)
    assert list(queries.unanswered()) == [thread]
    post_message(thread, by=cast.wei, text="Tomorrow.", now=now)
    assert not queries.unanswered().exists()


def test_deliveries_and_kept_mail_cost_the_same(cast, now, queued, settings, assert_same_queries):
    settings.DEMO = True

    def make(number):
        KeptMail.objects.create(
            delivery=queued(cast.amara.person, key=f"step-done:{number}"), subject="Done", text="Done", kept_at=now
        )

    assert_same_queries(
        make,
        lambda: (
            list(queries.sent_to(cast.amara.person)),
            [mail.delivery.key for mail in queries.kept(cast.wei)],
            queries.counts(),
        ),
    )
    mailed = Delivery.objects.exclude(channel="portal").count()
    assert sum(queries.counts().values()) == mailed == 30
    assert not queries.sent_to(cast.bao.person).exists()
