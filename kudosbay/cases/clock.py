from datetime import date

from kudosbay.rulebook.load import load_rules


def after_working_days(day: date, count: int) -> date:
    """Return the working day that lies `count` Chinese working days after `day`."""
    return load_rules().calendar.add(day, count)
