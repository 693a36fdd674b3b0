"""Django's own commands, for those who carry the product on; the operator's are `kudosbay …`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
execute_from_command_line(sys.argv)
