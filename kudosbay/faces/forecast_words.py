"""What a forecast rests on, in a sentence: the same for the client, the adviser and the plan."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kudosbay.kernel.formats import format_date, working_days
from kudosbay.rulebook.forecast import MINIMUM, Outlook

SHARED: Final = {
    ("form", "route", "season"): gettext_lazy(
        "of the same form, with papers proved the same way, begun in the same season"
    ),
    ("form", "route"): gettext_lazy("of the same form, with papers proved the same way"),
    ("authority", "route"): gettext_lazy("at the same authority, with papers proved the same way"),
    ("authority",): gettext_lazy("at the same authority"),
}


def sample_words(seen: Outlook) -> str:
    if seen.took is None or seen.since is None:
        return _("From the typical days of the rules: fewer than %(number)s finished cases of ours are alike.") % {
            "number": MINIMUM
        }
    said = ngettext(
        "From %(num)d finished case %(alike)s since %(day)s: half took %(days)s from the opening to the licence.",
        "From %(num)d finished cases %(alike)s since %(day)s: half took %(days)s from the opening to the licence.",
        seen.count,
    )
    words = {"num": seen.count, "alike": SHARED[seen.level], "day": format_date(seen.since)}
    return said % (words | {"days": working_days(*seen.took)})
