"""Hold the pinned packages against the public list of known faults, and say how many could not be looked up.

A known fault fails. A package that could not be looked up (no network, a mirror) is counted, never called safe.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["pip-audit", "--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]


def main() -> int:
    tool = str(Path(sys.executable).with_name(COMMAND[0]))
    words = [tool, *COMMAND[1:], "--requirement", "requirements.txt"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    if not done.stdout.strip():
        print(f"The list of known faults cannot be asked here: {done.stderr.strip().splitlines()[-1:]}")
        return 0
    packages = json.loads(done.stdout)["dependencies"]
    known = [(package, fault) for package in packages for fault in package.get("vulns", [])]
    skipped = [package for package in packages if "skip_reason" in package]
    for package, fault in known:
        print(f"{package['name']} {package['version']}: {fault['id']}, mended in {fault['fix_versions']}")
    print(f"{len(packages)} packages: {len(known)} known faults, {len(skipped)} could not be looked up")
    return bool(known)


if __name__ == "__main__":
    sys.exit(main())
