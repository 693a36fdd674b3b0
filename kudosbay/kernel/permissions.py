"""Permissions by name, and the roles of the centre. What each role may open stands in the access matrix of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    FOUNDER = "founder", _("Founder")
    AGENT = "agent", _("Founder’s agent")
    ADVISER = "adviser", _("Adviser")
    COMMUNICATIONS = "communications", _("Communications officer")
    EVENTS = "events", _("Events staff")
    BUILDING = "building", _("Building staff")
    TAX_PARTNER = "tax_partner", _("Tax partner")
    TRADE_TALENT = "trade_talent", _("Trade and talent staff")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    VISITOR = "visitor", _("Government visitor")


STAFF = frozenset(Role) - {Role.FOUNDER, Role.AGENT, Role.VISITOR}
# Whose work needs to see persons and their cases; the tax partner and the building see firms only.
CASE_STAFF = frozenset({Role.ADVISER, Role.MANAGER, Role.ADMINISTRATOR})
PEOPLE_STAFF = CASE_STAFF | {Role.COMMUNICATIONS, Role.EVENTS, Role.TRADE_TALENT}
ACCOUNT_STAFF = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
MESSAGE_STAFF = frozenset({Role.COMMUNICATIONS, Role.MANAGER, Role.ADMINISTRATOR})
PASSPORT_STAFF = frozenset({Role.ADVISER, Role.MANAGER})
