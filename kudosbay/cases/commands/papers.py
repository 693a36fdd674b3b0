from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case, CasePaper
from kudosbay.cases.plans import paper_of
from kudosbay.cases.policy import must_be_clients, must_work_on
from kudosbay.cases.settling import settle
from kudosbay.cases.telling import tell
from kudosbay.documents.commands import hand_in, reject_document, verify_document
from kudosbay.documents.models import Document, StoredFile
from kudosbay.documents.policy import must_own
from kudosbay.documents.reasons import told_reason
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


def _locked(paper: CasePaper) -> tuple[Case, CasePaper]:
    case = Case.objects.select_for_update().get(pk=paper.case_id)
    return case, case.papers.select_related("document", "draft").get(pk=paper.pk)


@transaction.atomic
def prepare_paper(
    paper: CasePaper, file: StoredFile, *, by: User, now: datetime, expires_on: date | None = None
) -> CasePaper:
    """Lay a file beside the paper, to be looked at before it is sent. It is nobody's turn but the client's still."""
    case, paper = _locked(paper)
    must_be_clients(case, by)
    must_own(file, by)
    _must_be_open(paper)
    paper.draft, paper.draft_expires_on = file, expires_on
    paper.save(update_fields=["draft", "draft_expires_on"])
    trail.record(
        by, "case.paper_prepared", on=[case, case.founder], facts={"paper": paper.paper, "at": now.isoformat()}
    )
    return paper


@transaction.atomic
def discard_draft(paper: CasePaper, *, by: User) -> CasePaper:
    """Take the file away that was laid beside the paper."""
    case, paper = _locked(paper)
    must_be_clients(case, by)
    _clear_draft(paper)
    trail.record(by, "case.paper_draft_discarded", on=[case, case.founder], facts={"paper": paper.paper})
    return paper


@transaction.atomic
def note_draft_seen(paper: CasePaper, *, by: User) -> None:
    """Note, for the founder to read, that the agent looked at a file that is not sent yet."""
    founder = paper.case.founder
    if founder.user_id != by.pk:
        facts = {"purpose": "preview", "paper": paper.paper}
        trail.record(by, "document.viewed", on=[paper.case, founder], facts=facts)


@transaction.atomic
def send_draft(paper: CasePaper, *, file: int, by: User, now: datetime) -> Document:
    """Send the prepared file. `file` is the one that the page showed: another one since then is not sent unseen."""
    _case, paper = _locked(paper)
    if paper.draft is None or paper.draft_id != file:
        raise Refused(_("Another file was chosen since you opened this page. Look at it, then send it."))
    return send_paper(paper, paper.draft, by=by, now=now, expires_on=paper.draft_expires_on)


def _must_be_open(paper: CasePaper) -> None:
    if paper.document and paper.document.status == Document.Status.VERIFIED:
        raise Refused(_("This paper is accepted already: nothing more is needed."))


def _clear_draft(paper: CasePaper) -> None:
    paper.draft, paper.draft_expires_on = None, None
    paper.save(update_fields=["draft", "draft_expires_on"])


@transaction.atomic
def send_paper(
    paper: CasePaper, file: StoredFile, *, by: User, now: datetime, expires_on: date | None = None
) -> Document:
    """Hand in a file for a paper of the case; an earlier file that was not accepted is replaced."""
    case, paper = _locked(paper)
    must_be_clients(case, by)
    _must_be_open(paper)
    document = hand_in(
        case.founder,
        paper.paper,
        file,
        by=by,
        now=now,
        expires_on=expires_on,
        replaces=paper.document,
        agent=case.agent,
    )
    return _fill(case, paper, document, by=by, now=now)


@transaction.atomic
def reuse_paper(paper: CasePaper, document: Document, *, by: User, now: datetime) -> Document:
    """Fill the paper with a document of the same kind that the founder handed in earlier."""
    case, paper = _locked(paper)
    must_be_clients(case, by)
    if document.holder_id != case.founder_id or document.paper != paper.paper:
        raise Refused(_("This document is of another person or another kind."))
    return _fill(case, paper, document, by=by, now=now)


def _fill(case: Case, paper: CasePaper, document: Document, *, by: User, now: datetime) -> Document:
    paper.document = document
    paper.save(update_fields=["document"])
    _clear_draft(paper)
    settle(case, now=now)
    trail.record(by, "case.paper_sent", on=[case, case.founder, document], facts={"paper": paper.paper})
    return document


@transaction.atomic
def accept_paper(paper: CasePaper, *, by: User, now: datetime) -> list[str]:
    """Verify the document; return the ids of papers that the client still has to bring."""
    case, paper = _locked(paper)
    must_work_on(case, by)
    verify_document(_document(paper), by=by, now=now)
    settle(case, now=now)
    trail.record(by, "case.paper_accepted", on=[case, case.founder], facts={"paper": paper.paper})
    tell(case, "paper_verified", act=_act(paper, now), by=by, now=now, paper=_name(case, paper))
    open_papers = case.papers.filter(needed=True, by_founder=True).exclude(document__status=Document.Status.VERIFIED)
    return list(open_papers.values_list("paper", flat=True))


@transaction.atomic
def send_paper_back(
    paper: CasePaper, *, reason: str, by: User, now: datetime, remark: str = "", mark: Mapping[str, Any] | None = None
) -> Document:
    """Ask for a change: the reason in the founder's language, and the place marked on the page."""
    case, paper = _locked(paper)
    must_work_on(case, by)
    document = reject_document(_document(paper), reason=reason, remark=remark, mark=mark or {}, by=by, now=now)
    settle(case, now=now)
    trail.record(by, "case.paper_sent_back", on=[case, case.founder], facts={"paper": paper.paper, "reason": reason})
    words = told_reason(document)
    tell(case, "paper_rejected", act=_act(paper, now), by=by, now=now, paper=_name(case, paper), reason=words)
    return document


def _document(paper: CasePaper) -> Document:
    if paper.document is None:
        raise Refused(_("Nobody has sent this paper yet."))
    return paper.document


def _act(paper: CasePaper, now: datetime) -> str:
    """One notice per document and decision, however often the button was pressed."""
    return f"{paper.document_id}:{now:%Y%m%d%H%M%S}"


def _name(case: Case, paper: CasePaper) -> Mapping[str, str]:
    return paper_of(case.plan, paper.paper).get("name") or {"en": paper.paper}
