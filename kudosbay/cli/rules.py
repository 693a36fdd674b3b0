"""`kudosbay rules`, told which day it is: nothing in the rulebook asks the clock."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from kudosbay.rulebook.shell import rules_command


def rules(argv: list[str]) -> int:
    return rules_command(argv, today=datetime.fromtimestamp(time.time(), tz=ZoneInfo("Asia/Shanghai")).date())
