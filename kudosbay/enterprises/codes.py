"""The unified social credit code: 18 signs, the last one a check digit."""

from django.utils.translation import gettext as _
from stdnum.cn import uscc

from kudosbay.kernel.errors import Refused


def checked_code(text: str) -> str:
    """Return the credit code in its compact form, or refuse it: 18 signs, the last one a check digit."""
    code = "".join(text.split()).upper()
    if not uscc.is_valid(code):
        raise Refused(
            _("This is not a credit code: compare its 18 signs with the licence, the last one is a check digit."),
            field="credit_code",
        )
    return code
