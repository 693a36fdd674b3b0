"""`python -m benchmarks [tiny|full]`: each `run(size)` of benchmarks/ours and /suite, one table, one file of results."""

import argparse
import importlib
import json
import os
import platform
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.alone import alone

HERE = Path(__file__).parent
SIZES = ("tiny", "full")
COLUMNS = "{:<34} {:>11} {:>11} {:>8}  {}"


def runs() -> Iterator[tuple[str, str]]:
    """Yield the name of each job, and its module."""
    for path in sorted([*HERE.glob("ours/*.py"), *HERE.glob("suite/*.py")]):
        name = f"benchmarks.{path.parent.name}.{path.stem}"
        if hasattr(importlib.import_module(name), "run"):
            yield path.stem, name


def show(result: dict[str, Any]) -> None:
    print(f"\n{result['job']}" + (f", {result['rows']} rows" if "rows" in result else ""))
    if "lines" not in result:
        _show_medians(result)
        return
    print(COLUMNS.format("", "ours", "limit", "ratio", ""))
    for one in result["lines"]:
        named = {"what", "ours", "limit", "ratio", "unit"}
        more = ", ".join(f"{name} {value}" for name, value in one.items() if name not in named)
        values = (f"{one[name]} ms" if one.get(name) is not None else "–" for name in ("ours", "limit"))
        print(COLUMNS.format(one["what"], *values, one.get("ratio") or "–", more))


def _show_medians(result: dict[str, Any]) -> None:
    """Print a job that was measured as programs: each with its median and how often ours goes into it."""
    ratios = result.get("against_ours", {})
    for who, value in result.get("medians", {}).items():
        print(f"{who:<34} {value:>11} {result.get('unit', '')}  {ratios.get(who, '')}")


def keep(size: str, results: list[dict[str, Any]]) -> Path:
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "processors": os.cpu_count(), "load": os.getloadavg()}
    path = folder / f"{size}-{time.strftime('%Y-%m-%d')}.json"
    told = {"size": size, "machine": machine, "results": results}
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("given", nargs="?", choices=SIZES, default="full", metavar="SIZE")
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--only", help="the name of one module of benchmarks/ours")
    asked = parser.parse_args()
    size, results = asked.size or asked.given, []
    for name, module in runs():
        if asked.only in {None, name}:
            results.append(alone(module, size))
            show(results[-1])
    if not asked.only:
        print(f"\nkept in {keep(size, results).relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
