"""What every paper says about the centre."""

from typing import Any

from django.conf import settings

from kudosbay.centre.queries import operator
from kudosbay.people.models import Person


def verify_address(key: str) -> str:
    """Return where anybody who holds the paper can see that it is ours and unchanged."""
    return f"{settings.BASE_URL}/verify/{key}"


def operator_on_paper() -> dict[str, Any]:
    """Return who runs the centre, as papers show it."""
    row = operator()
    if row is None:
        return {}
    return {
        "names": row.names,
        "company": row.company,
        "address": row.address,
        "credit_code": row.credit_code,
        "phone": row.phone,
        "email": row.email,
        "demonstration": row.is_demonstration,
    }


def holder_on_paper(holder: Person) -> dict[str, str]:
    """Return the person's other names, for where our fonts lack a sign of the own script."""
    return {
        "passport": f"{holder.passport_given} {holder.passport_family}".strip(),
        "latin": holder.latin_name,
        "chinese": holder.chinese_name,
    }
