"""The search index of people, kept outside the hot table. Written by the commands of people only."""

from kudosbay.people.models import Person


def refresh(person: Person) -> None:
    """Bring one person's entry up to date, inside the caller's transaction."""
    del person
