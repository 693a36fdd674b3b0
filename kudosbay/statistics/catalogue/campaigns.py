"""Messages that went out, by kind. Tests and what came back count in none."""

from typing import Final

from django.db.models import QuerySet

from kudosbay.centre.clock import end_of_day
from kudosbay.messaging.models import Delivery
from kudosbay.statistics.figures import Asked, Figure, counted

ROWS: Final = {
    "en": "The centre’s deliveries, one row per person and message",
    "zh": "中心消息发送台账，每人每条一行",
    "ar": "سجل الرسائل لدى المركز، سطر لكل شخص ورسالة",
}


def gone_out(asked: Asked, kinds: tuple[str, ...]) -> QuerySet[Delivery]:
    """Return what a server accepted by the end of the day; a message is known when it goes out."""
    until = min(asked.as_of, asked.known_on) if asked.known_on else asked.as_of
    return Delivery.objects.filter(kind__in=kinds, status=Delivery.Status.ACCEPTED, sent_at__lt=end_of_day(until))


def policies(asked: Asked) -> QuerySet[Delivery]:
    return gone_out(asked, (Delivery.Kind.POLICY,))


def answers(asked: Asked) -> QuerySet[Delivery]:
    return gone_out(asked, (Delivery.Kind.ANSWER,))


def exchanges(asked: Asked) -> QuerySet[Delivery]:
    return gone_out(asked, (Delivery.Kind.EXCHANGE,))


def messages(asked: Asked) -> QuerySet[Delivery]:
    return gone_out(asked, (Delivery.Kind.POLICY, Delivery.Kind.ANSWER, Delivery.Kind.EXCHANGE))


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "messages",
        {"en": "Messages sent", "zh": "累计发送消息", "ar": "رسائل أُرسلت"},
        {
            "en": "Policies, answers and exchange sent to one person each; tests and what came back are not counted.",
            "zh": "按人逐条发送的政策、答复与交流消息；测试与退回不计。",
            "ar": "سياسات وإجابات وتبادل أُرسلت لكل شخص على حدة؛ لا تُحسب التجارب ولا المرتجعات.",
        },
        ROWS,
        "rows",
        counted(messages),
        messages,
        "messages",
    ),
    Figure(
        "messages_policy",
        {"en": "Policies told", "zh": "政策告知", "ar": "سياسات أُبلغت"},
        {
            "en": "Of the messages sent, those that told of a policy.",
            "zh": "已发送消息中告知政策的。",
            "ar": "من الرسائل المرسلة، ما أبلغ بسياسة.",
        },
        ROWS,
        "rows",
        counted(policies),
        policies,
        "messages",
    ),
    Figure(
        "messages_answer",
        {"en": "Replies to questions", "zh": "答复", "ar": "ردود على أسئلة"},
        {
            "en": "Of the messages sent, replies to a question.",
            "zh": "已发送消息中对问题的答复。",
            "ar": "من الرسائل المرسلة، ردود على سؤال.",
        },
        ROWS,
        "rows",
        counted(answers),
        answers,
        "messages",
    ),
    Figure(
        "messages_exchange",
        {"en": "Communication and exchange", "zh": "沟通交流", "ar": "تواصل وتبادل"},
        {
            "en": "Of the messages sent, those of communication and exchange among members.",
            "zh": "已发送消息中会员间沟通交流的。",
            "ar": "من الرسائل المرسلة، ما كان للتواصل والتبادل بين الأعضاء.",
        },
        ROWS,
        "rows",
        counted(exchanges),
        exchanges,
        "messages",
    ),
)
