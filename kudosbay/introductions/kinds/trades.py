"""Fields of trade and skill, as several kinds name them."""

from django.utils.translation import gettext_lazy as _

TRADES = (
    ("machinery", _("Machinery and equipment")),
    ("electronics", _("Electronics and instruments")),
    ("automotive", _("Cars and parts")),
    ("new_materials", _("New materials and chemistry")),
    ("medical", _("Medicine and medical devices")),
    ("food", _("Food and agriculture")),
    ("textiles", _("Textiles and fashion")),
    ("logistics", _("Logistics and supply chain")),
    ("software", _("Software and data")),
    ("design", _("Design and engineering services")),
    ("energy", _("Energy and environment")),
    ("education", _("Education and culture")),
    ("exhibition", _("Exhibitions and events")),
    ("legal_tax", _("Law, tax and accounting")),
    ("marketing", _("Marketing and sales abroad")),
)
