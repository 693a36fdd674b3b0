"""What every app leans on; it knows no domain word."""

import os

# Read before pypinyin is: its own table of phrases takes 45 MB of each process, ours (readings.txt) three.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
