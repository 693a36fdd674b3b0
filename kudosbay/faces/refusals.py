"""A command's refusal, told at the field that it belongs to."""

from django.forms import BaseForm

from kudosbay.kernel.errors import Refused


def tell(form: BaseForm, refused: Refused) -> None:
    """Add the refusal to a validated form: at its field if the form has it, else on top."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))
