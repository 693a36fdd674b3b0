"""What is said about requests: to whoever asked, and to whoever looks after them."""

from django.utils.translation import gettext_lazy as _

from kudosbay.messaging.shape import Text

PROMISE_ACCEPTED = Text(
    subject=_("We are on it: {title}"),
    lines=(_("{owner} looks after your request. You see at any time where it stands."),),
    button=_("Open your request"),
    short=_("{owner} looks after your request: {title}"),
    tokens=frozenset({"title", "owner"}),
)
PROMISE_REPLIED = Text(
    subject=_("We have an answer: {title}"),
    lines=(_("Read it, and tell us whether it is done as you wished. It stays open until you say so."),),
    button=_("Read the answer"),
    short=_("We have an answer to your request: {title}"),
    tokens=frozenset({"title"}),
)
PROMISE_CLOSED = Text(
    subject=_("Done: {title}"),
    lines=(_("You confirmed that this is done. If you have a minute, tell us how satisfied you are."),),
    button=_("Give a mark"),
    short=_("Done: {title}"),
    tokens=frozenset({"title"}),
)
PROMISE_APOLOGY = Text(
    subject=_("We are late, and we are sorry: {title}"),
    lines=(
        _("We promised you an answer by now and do not have it yet. {owner} was told and comes back to you."),
        _("You need not do anything."),
    ),
    button=_("Open your request"),
    short=_("We are late with your request and sorry: {title}. {owner} comes back to you."),
    tokens=frozenset({"title", "owner"}),
)
PROMISE_NEW = Text(
    subject=_("For you: {title}"),
    lines=(_("{reference} is new in your list."),),
    button=_("Open the request"),
    short=_("{reference} is new in your list."),
    tokens=frozenset({"title", "reference"}),
)
PROMISE_REOPENED = Text(
    subject=_("Not done yet: {title}"),
    lines=(_("Whoever asked says that something is still missing in {reference}."),),
    button=_("Open the request"),
    short=_("{reference} was opened again by whoever asked."),
    tokens=frozenset({"title", "reference"}),
)
PROMISE_MESSAGE = Text(
    subject=_("A message about: {title}"),
    lines=(_("Whoever asked wrote to you about {reference}."),),
    button=_("Read the message"),
    short=_("Whoever asked wrote to you about {reference}."),
    tokens=frozenset({"title", "reference"}),
)
PROMISE_LATE = Text(
    subject=_("Late: {title}"),
    lines=(_("{reference} was to be answered by now."),),
    button=_("Open the request"),
    short=_("{reference} was to be answered by now."),
    tokens=frozenset({"title", "reference"}),
)

PROMISE_TEXTS: dict[str, Text] = {
    "promise_accepted": PROMISE_ACCEPTED,
    "promise_replied": PROMISE_REPLIED,
    "promise_closed": PROMISE_CLOSED,
    "promise_apology": PROMISE_APOLOGY,
    "promise_new": PROMISE_NEW,
    "promise_reopened": PROMISE_REOPENED,
    "promise_message": PROMISE_MESSAGE,
    "promise_late": PROMISE_LATE,
}
