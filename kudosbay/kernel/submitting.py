"""A form that makes something counts once: a double click, a retry of the browser, or fifty at the same time."""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kudosbay.kernel.errors import Refused
from kudosbay.kernel.models import SubmittedForm


def once(key: str, content: str, act: Callable[[], str]) -> str:
    """Run `act` under the form's key and keep its result (an address); a repeat gets the first result.

    Raises Refused when the key comes again with other content. Whatever `act` writes commits with the key.
    """
    fingerprint = hashlib.sha256(content.encode()).hexdigest()
    try:
        with transaction.atomic():
            row = SubmittedForm.objects.create(key=key, fingerprint=fingerprint, result="")
            row.result = act()
            row.save(update_fields=["result"])
            return row.result
    except IntegrityError:
        first = SubmittedForm.objects.filter(key=key).first()
        if first is None:  # the conflict was not about the key
            raise
        return _repeat(first, fingerprint)


def _repeat(first: SubmittedForm, fingerprint: str) -> str:
    if first.fingerprint != fingerprint:
        raise Refused(_("This form was sent already with other answers. Load the page again to send these."))
    return first.result
