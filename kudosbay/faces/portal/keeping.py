from django.utils.translation import gettext as _

from kudosbay.cases.asking import FactsError, Way
from kudosbay.faces.portal.way_forms import AnswerForm
from kudosbay.faces.portal.ways import keep


def kept(way: Way, form: AnswerForm, *, unsure: bool) -> bool:
    """Keep what was answered; False, with words beside the field, where it cannot be taken."""
    if unsure:
        way.decline(form.question)
        return True
    if not form.is_valid():
        return False
    try:
        keep(way, form)
    except FactsError:
        form.add_error("answer", _("This answer does not fit the ones before. Choose another, or change those."))
        return False
    return True
