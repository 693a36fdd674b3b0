"""What people type as their address: an e-mail, or a phone number in any format, read as E.164."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kudosbay.kernel.errors import Refused

HOME_REGION = "CN"  # a number typed without its country


def read_address(typed: str) -> str:
    """Return a lower-case e-mail or an E.164 phone number; Refused for anything else."""
    text = typed.strip()
    return _email(text.lower()) if "@" in text else _phone(text)


def is_phone(address: str) -> bool:
    return "@" not in address


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(_("Enter an e-mail address like name@example.com."), field="address") from error
    return text


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(
            _("Enter an e-mail address, or a phone number with its country code, like +86 138 1234 5678."),
            field="address",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
