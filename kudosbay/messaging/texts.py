"""The closed list of messages. A text holds {tokens}; `compose` fills them once, as plain words."""

from django.utils.translation import gettext_lazy as _

from kudosbay.messaging.promise_texts import PROMISE_TEXTS
from kudosbay.messaging.return_texts import RETURN_TEXTS
from kudosbay.messaging.shape import GIVEN, Text

SIGN_IN = Text(
    subject=_("Your way to sign in"),
    lines=(
        _("Open this link to sign in. It works once, within {minutes} minutes, on any phone or computer."),
        _("Or type this code where you asked for it: {code}"),
        _("You did not ask? Do nothing. Without this message nobody can sign in."),
    ),
    button=_("Sign in"),
    short=_("{code} is your code to sign in. It works for {minutes} minutes. Tell it to nobody."),
    tokens=frozenset({"code", "minutes"}),
    secrets=frozenset({"code", "link"}),
    in_portal=False,
)
INVITATION = Text(
    subject=_("Your account at our centre"),
    lines=(
        _("{sender} has opened an account for you. Open this link within {hours} hours. It works once."),
        _(
            "You then set up a second step of signing in: an app with codes, or a passkey. Nobody knows a password of yours."
        ),
        _("You did not expect this? Do nothing, and tell us."),
    ),
    button=_("Open my account"),
    short=_("{sender} has opened an account for you at our centre. The link works once, within {hours} hours."),
    tokens=frozenset({"sender", "hours"}),
    secrets=frozenset({"link"}),
    in_portal=False,
)
ANSWER_GIVEN = Text(
    subject=_("Our answer: {answer}"),
    lines=(
        _("Here is our answer to your question, with what it rests on: {answer}"),
        _("If what it rests on ends, we tell you."),
    ),
    button=_("Read the answer"),
    short=_("Our answer: {answer}"),
    tokens=frozenset({"answer"}),
)
ANSWER_RECALLED = Text(
    subject=_("No longer true: {answer}"),
    lines=(
        _("We once gave you this answer: {answer}"),
        _("What it rested on is no longer in force. Please do not rely on it; the page says what holds now."),
    ),
    button=_("See what holds now"),
    short=_("No longer true: {answer}"),
    tokens=frozenset({"answer"}),
)
REPLY_RECEIVED = Text(
    subject=_("We have your reply"),
    lines=(
        _("You replied to “{title}”. We read it and answer you by e-mail."),
        _("It appears under the article only if you confirm here that it is yours, and after one of us has read it."),
        _("You did not write it? Do nothing, and it will never be shown."),
    ),
    button=_("Confirm that it is yours"),
    short=_("We have your reply to “{title}”."),
    tokens=frozenset({"title"}),
    in_portal=False,
)
REPLY_ANSWERED = Text(
    subject=_("Our answer to your reply"),
    lines=(_("You replied to “{title}”. Thank you."), _("We answer: {answer}")),
    button=_("Open the article"),
    short=_("We answered your reply to “{title}”."),
    tokens=frozenset({"title", "answer"}),
    in_portal=False,
)
CASE_STARTED = Text(
    subject=_("Your case {case} has begun"),
    lines=(_("Your adviser is {adviser}. All about your company stands in one place: what is done, what comes next."),),
    button=_("Open your case"),
    short=_("Your case {case} has begun. Your adviser is {adviser}."),
    tokens=frozenset({"case", "adviser"}),
)
PAPER_REJECTED = Text(
    subject=_("{paper}: one thing to mend"),
    lines=(
        _("We looked at your paper and cannot use it yet: {reason}"),
        _("Send it again when it is mended. Your other papers are not affected."),
    ),
    button=_("See what to mend"),
    short=_("{paper}: one thing to mend. Open your case to see what."),
    tokens=frozenset({"paper", "reason", "case"}),
)
PAPER_VERIFIED = Text(
    subject=_("{paper} is in order"),
    lines=(_("We checked this paper for your case {case}. You need not do anything."),),
    button=_("Open your case"),
    short=_("{paper} is in order."),
    tokens=frozenset({"paper", "case"}),
)
YOUR_TURN = Text(
    subject=_("Your turn: {step}"),
    lines=(
        _("Your case {case} goes on as soon as you have done this: {step}"),
        _("The page says what is needed, and why."),
    ),
    button=_("See what to do"),
    short=_("Your case {case} waits for you: {step}"),
    tokens=frozenset({"step", "case"}),
)
SUBMITTED = Text(
    subject=_("Handed in: {step}"),
    lines=(
        _("We handed this in at {authority} for your case {case}. Now they check it. We tell you what they answer."),
    ),
    button=_("Open your case"),
    short=_("Handed in at {authority}: {step}"),
    tokens=frozenset({"step", "authority", "case"}),
)
LICENCE_ISSUED = Text(
    subject=_("{company} has its licence"),
    lines=(
        _("Your company exists: {company}"),
        _("Seals, tax and bank come next. Your case shows each, with whose turn it is."),
    ),
    button=_("See your company"),
    short=_("{company} has its licence. Your case shows what comes next."),
    tokens=frozenset({"company", "case"}),
)
STEP_DONE = Text(
    subject=_("Done: {step}"),
    lines=(_("One more step of your case {case} is done: {step}"),),
    button=_("Open your case"),
    short=_("Done: {step}"),
    tokens=frozenset({"step", "case"}),
)
LAW_ACCEPTED = Text(
    subject=_("New rules change your plan"),
    lines=(
        _("The rules changed, and with them the plan of your case {case}. Your page says what is different and why."),
    ),
    button=_("See what changed"),
    short=_("New rules change the plan of your case {case}. See what is different and why."),
    tokens=frozenset({"case"}),
)
MESSAGE_RECEIVED = Text(
    subject=_("{sender} wrote to you"),
    lines=(_("You have a new message from {sender}. Read it and answer where your papers are kept safe."),),
    button=_("Read the message"),
    short=_("{sender} wrote to you. Open your messages to read it."),
    tokens=frozenset({"sender"}),
)
AGREEMENT_OFFERED = Text(
    subject=_("Your service agreement is ready to read"),
    lines=(
        _("The agreement for your case {case} says what we do and what it costs, in your language and in Chinese."),
        _("Read it, ask whatever is unclear, and sign when you agree. We hand nothing in before."),
    ),
    button=_("Read the agreement"),
    short=_("The service agreement for your case {case} is ready to read."),
    tokens=frozenset({"case"}),
)
AGREEMENT_SIGNED = Text(
    subject=_("Your service agreement is signed"),
    lines=(_("We have the signed agreement for your case {case}. Your copy stands in your case."),),
    button=_("Open your case"),
    short=_("The service agreement for your case {case} is signed."),
    tokens=frozenset({"case"}),
)
SEAT_CONFIRMED = Text(
    subject=_("Your seat: {title}"),
    lines=(
        _("Your seat is confirmed: {title}, {when}."),
        _("Your ticket has a code. Save the page: it opens without a network too."),
    ),
    button=_("Open your ticket"),
    short=_("Your seat is confirmed: {title}, {when}."),
    tokens=frozenset({"title", "when"}),
)
SEAT_WAITING = Text(
    subject=_("On the waiting list: {title}"),
    lines=(
        _("Every seat is taken: {title}, {when}. You are on the waiting list, in the order in which people signed up."),
        _("When a seat is given back, the first in line is offered it. You need not do anything now."),
    ),
    button=_("See your place in line"),
    short=_("You are on the waiting list: {title}, {when}."),
    tokens=frozenset({"title", "when"}),
)
SEAT_ASKED = Text(
    subject=_("We have your sign-up: {title}"),
    lines=(_("We look at each sign-up for this event and tell you: {title}, {when}."),),
    button=_("See your sign-up"),
    short=_("We have your sign-up: {title}, {when}. We tell you soon."),
    tokens=frozenset({"title", "when"}),
)
SEAT_OFFERED = Text(
    subject=_("A seat is free for you: {title}"),
    lines=(
        _("A seat was given back and you are first in line: {title}, {when}."),
        _("It is kept for you until {until} in Shanghai. After that it goes to the next in line."),
    ),
    button=_("Take the seat"),
    short=_("A seat is free for you until {until}: {title}, {when}."),
    tokens=frozenset({"title", "when", "until"}),
)
SEAT_LAPSED = Text(
    subject=_("The offered seat went on: {title}"),
    lines=(_("Nobody took the seat in time, so it went to the next in line. You may sign up again: {title}, {when}."),),
    button=_("See the event"),
    short=_("The offered seat went to the next in line: {title}."),
    tokens=frozenset({"title", "when"}),
)
SEAT_DECLINED = Text(
    subject=_("No seat this time: {title}"),
    lines=(_("We cannot give you a seat at this event: {title}, {when}. Other events stand on our page."),),
    button=_("See your events"),
    short=_("We cannot give you a seat this time: {title}."),
    tokens=frozenset({"title", "when"}),
)
EVENT_REMINDER = Text(
    subject=_("Soon: {title}"),
    lines=(
        _("It begins soon: {title}, {when}."),
        _("You cannot come? Give the seat back on your ticket: somebody waits for it."),
    ),
    button=_("Open your ticket"),
    short=_("Soon: {title}, {when}. You cannot come? Give the seat back."),
    tokens=frozenset({"title", "when"}),
)
EVENT_MOVED = Text(
    subject=_("Another time or place: {title}"),
    lines=(_("Time or place of this event changed: {title}, {when}. Your ticket shows what holds now."),),
    button=_("Open your ticket"),
    short=_("Time or place changed: {title}, {when}."),
    tokens=frozenset({"title", "when"}),
)
EVENT_CANCELLED = Text(
    subject=_("Does not take place: {title}"),
    lines=(_("We are sorry: this event does not take place: {title}, {when}."),),
    button=_("See your events"),
    short=_("Does not take place: {title}, {when}."),
    tokens=frozenset({"title", "when"}),
)
ADDRESS_FAILED = Text(
    subject=_("No message reaches {person}"),
    lines=(
        _("The mail server says that the address {address} does not exist. We write to it no more."),
        _("Ask {person} for another address, by phone or at the counter."),
    ),
    button=_("Open the person"),
    short=_("No message reaches {person}: the address does not exist."),
    tokens=frozenset({"person", "address"}),
)
NOTICE_PUBLISHED = Text(
    subject=_("Published: {title}"),
    lines=(_("Your notice “{title}” is published, without your name. We write as soon as somebody fits."),),
    button=_("Open your notice"),
    short=_("Published: {title}"),
    tokens=frozenset({"title"}),
)
NOTICE_SENT_BACK = Text(
    subject=_("{title}: one thing to mend"),
    lines=(_("We read your notice and cannot publish it yet: {reason}"),),
    button=_("Open your notice"),
    short=_("{title}: one thing to mend. Open your notice to see what."),
    tokens=frozenset({"title", "reason"}),
)
INTRODUCTION_PROPOSED = Text(
    subject=_("Somebody fits: {title}"),
    lines=(
        _("We found somebody for “{title}”. The page says why we think so."),
        _("Neither of you learns the other’s name before both of you agree."),
    ),
    button=_("See why, and answer"),
    short=_("Somebody fits “{title}”. Open your introductions to answer."),
    tokens=frozenset({"title"}),
)
INTRODUCTION_MADE = Text(
    subject=_("You are introduced: {title}"),
    lines=(_("Both of you agreed. You now see whom you met through “{title}”, and how to reach each other."),),
    button=_("Open the introduction"),
    short=_("You are introduced: {title}"),
    tokens=frozenset({"title"}),
)
INTRODUCTION_ENDED = Text(
    subject=_("No introduction this time: {title}"),
    lines=(_("The introduction about “{title}” does not go on. Your notice stays as it is."),),
    button=_("Open your introductions"),
    short=_("The introduction about “{title}” does not go on."),
    tokens=frozenset({"title"}),
)
FOLLOW_UP_ASKED = Text(
    subject=_("How did it go? {title}"),
    lines=(_("You were introduced through “{title}”. One word on how it goes helps us to help you."),),
    button=_("Say how it goes"),
    short=_("How did it go with “{title}”? Open your introductions to say so."),
    tokens=frozenset({"title"}),
)
TEST = Text(
    subject=_("A test of the mail connection"),
    lines=(_("If you can read this, the centre can send mail."),),
    button=_("Open the site"),
    short=_("If you can read this, the centre can send messages."),
    in_portal=False,
)

TEXTS: dict[str, Text] = (
    {
        "sign_in": SIGN_IN,
        "answer_given": ANSWER_GIVEN,
        "answer_recalled": ANSWER_RECALLED,
        "reply_received": REPLY_RECEIVED,
        "reply_answered": REPLY_ANSWERED,
        "invitation": INVITATION,
        "case_started": CASE_STARTED,
        "paper_rejected": PAPER_REJECTED,
        "paper_verified": PAPER_VERIFIED,
        "your_turn": YOUR_TURN,
        "submitted": SUBMITTED,
        "licence_issued": LICENCE_ISSUED,
        "step_done": STEP_DONE,
        "law_accepted": LAW_ACCEPTED,
        "message_received": MESSAGE_RECEIVED,
        "agreement_offered": AGREEMENT_OFFERED,
        "agreement_signed": AGREEMENT_SIGNED,
        "seat_confirmed": SEAT_CONFIRMED,
        "seat_waiting": SEAT_WAITING,
        "seat_asked": SEAT_ASKED,
        "seat_offered": SEAT_OFFERED,
        "seat_lapsed": SEAT_LAPSED,
        "seat_declined": SEAT_DECLINED,
        "event_reminder": EVENT_REMINDER,
        "event_moved": EVENT_MOVED,
        "event_cancelled": EVENT_CANCELLED,
        "address_failed": ADDRESS_FAILED,
        "notice_published": NOTICE_PUBLISHED,
        "notice_sent_back": NOTICE_SENT_BACK,
        "introduction_proposed": INTRODUCTION_PROPOSED,
        "introduction_made": INTRODUCTION_MADE,
        "introduction_ended": INTRODUCTION_ENDED,
        "follow_up_asked": FOLLOW_UP_ASKED,
        "test": TEST,
    }
    | PROMISE_TEXTS
    | RETURN_TEXTS
)

__all__ = ["GIVEN", "TEXTS", "Text"]
