from datetime import date

from kudosbay.rulebook.load import load_rules


def after_working_days(day: date, count: int) -> date:
    """Return the working day that lies `count` Chinese working days after `day`."""
    return load_rules().calendar.add(day, count)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after `first` up to and with `last`; negative when `last` is past."""
    calendar = load_rules().calendar
    return calendar.number(last) - calendar.number(first)
