"""Figures of the rules: packs that decide, what they proposed for open cases, and what should have been checked again."""

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from kudosbay.cases.models import Proposal
from kudosbay.law.models import LawPack
from kudosbay.law.queries import Looked, in_force_on, values_to_check
from kudosbay.statistics.figures import Asked, Figure, counted

PACKS: Final = {"en": "The centre’s register of law packs", "zh": "中心规则包台账", "ar": "سجل حزم القواعد لدى المركز"}
PROPOSALS: Final = {
    "en": "Proposals that law packs made for open cases",
    "zh": "规则包对在办案件的调整建议",
    "ar": "اقتراحات حزم القواعد للمعاملات المفتوحة",
}
RULES: Final = {"en": "The rules in force on the day", "zh": "当日有效的规则", "ar": "القواعد السارية في هذا اليوم"}
GROUP: Final = "law"
DECIDED: Final = (Proposal.Status.ACCEPTED, Proposal.Status.DECLINED, Proposal.Status.OVERTAKEN)


def _until(asked: Asked) -> date:
    """The last day that counts: of the figure, or on which it was known."""
    return min(asked.as_of, asked.known_on or asked.as_of)


def packs_in_force(asked: Asked) -> QuerySet[LawPack]:
    """Return packs that took effect by the day, had been approved by then and were not withdrawn yet."""
    until = _until(asked)
    kept = Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=until)
    found = LawPack.objects.filter(kept, approved_at__date__lte=until, takes_effect_on__lte=asked.as_of)
    return found.defer("files", "replaces", "faults").select_related("loaded_by", "approved_by")


def made(asked: Asked) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(made_at__date__lte=_until(asked)).defer("changes")
    return found.select_related("case", "pack", "decided_by")


def accepted(asked: Asked) -> QuerySet[Proposal]:
    return made(asked).filter(status=Proposal.Status.ACCEPTED, decided_at__date__lte=_until(asked))


def waiting(asked: Asked) -> QuerySet[Proposal]:
    """Return those that nobody had decided by the day."""
    later = Q(status__in=DECIDED, decided_at__date__gt=_until(asked))
    return made(asked).filter(Q(status=Proposal.Status.OPEN) | later)


def checks_overdue(asked: Asked) -> list[Looked]:
    return values_to_check(in_force_on(asked.as_of), today=asked.as_of, kind="overdue")


def count_overdue(asked: Asked) -> int:
    return len(checks_overdue(asked))


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        "law_packs_in_force",
        {"en": "Law packs in force", "zh": "已生效规则包", "ar": "حزم قواعد سارية"},
        {
            "en": "Packs of rules that a second person had approved by the day, that took effect by it and were not "
            "withdrawn; the rules that come with the program are not among them.",
            "zh": "截至当日已经第二人批准、已生效且未撤回的规则包；不含随软件提供的规则。",
            "ar": "حزم قواعد اعتمدها شخص ثان حتى هذا اليوم وبدأ سريانها ولم تُسحب؛ ولا تدخل فيها القواعد المرفقة بالبرنامج.",
        },
        PACKS,
        "rows",
        counted(packs_in_force),
        packs_in_force,
        GROUP,
    ),
    Figure(
        "law_proposals_made",
        {"en": "Proposals for cases", "zh": "对案件的调整建议", "ar": "اقتراحات للمعاملات"},
        {
            "en": "Changes that approved packs had proposed for open cases by the day, one per case and pack; nothing "
            "changes before an adviser accepts.",
            "zh": "截至当日已批准的规则包对在办案件提出的调整建议，每案每包计一条；顾问通过前案件不变。",
            "ar": "تغييرات اقترحتها الحزم المعتمدة لمعاملات مفتوحة حتى هذا اليوم، واحد لكل معاملة وحزمة؛ "
            "ولا يتغيّر شيء قبل قبول المستشار.",
        },
        PROPOSALS,
        "rows",
        counted(made),
        made,
        GROUP,
    ),
    Figure(
        "law_proposals_accepted",
        {"en": "Proposals accepted", "zh": "已通过的建议", "ar": "اقتراحات مقبولة"},
        {
            "en": "Of these proposals, those that the case’s adviser had accepted by the day.",
            "zh": "上述建议中，截至当日已由案件顾问通过的。",
            "ar": "من هذه الاقتراحات، ما قبله مستشار المعاملة حتى هذا اليوم.",
        },
        PROPOSALS,
        "rows",
        counted(accepted),
        accepted,
        GROUP,
    ),
    Figure(
        "law_proposals_open",
        {"en": "Proposals to be decided", "zh": "待审核的建议", "ar": "اقتراحات تنتظر قرارا"},
        {
            "en": "Of these proposals, those that were neither accepted nor declined nor overtaken by the day.",
            "zh": "上述建议中，截至当日尚未通过、未决定保持不变、也未被后续变化取代的。",
            "ar": "من هذه الاقتراحات، ما لم يُقبل ولم يُرفض ولم يتجاوزه تغيير لاحق حتى هذا اليوم.",
        },
        PROPOSALS,
        "rows",
        counted(waiting),
        waiting,
        GROUP,
    ),
    Figure(
        "rule_checks_overdue",
        {"en": "Checks of rules overdue", "zh": "逾期未复核的规则值", "ar": "مراجعات قواعد متأخرة"},
        {
            "en": "Values of the rules in force on the day that somebody should have compared with their source again "
            "before it: after a year at most, the unverified after 90 days.",
            "zh": "当日有效规则中，应在当日之前再次与依据核对而未核对的数值：最长一年一次，未核实的90天一次。",
            "ar": "قيم في القواعد السارية في هذا اليوم كان ينبغي أن تُقارن بمصدرها من جديد قبله: "
            "بعد سنة على الأكثر، وبعد 90 يوما لما لم يُتحقق منه.",
        },
        RULES,
        "values",
        count_overdue,
        checks_overdue,
        GROUP,
    ),
)
