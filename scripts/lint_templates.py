"""Run djlint over our templates; say so where there are none, since djlint would call that an error."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "kudosbay").rglob("templates/**/*.html"))

if not TEMPLATES:
    print("No templates.")
    sys.exit(0)
command = [str(Path(sys.executable).with_name("djlint")), "--lint", "--quiet", "kudosbay/faces"]
sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)
