"""Sets a paper, in a process of its own: fonts and layout need memory that the web server shall not keep."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

MEMORY = 1536 * 1024 * 1024
SECONDS = 60


def main(template: str) -> None:
    """Read the data as JSON on standard input; write the PDF to standard output, or one line of fault to the other."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    wanted: dict[str, Any] = json.load(sys.stdin)
    pdf, warnings = _set(Path(template), wanted)
    if warnings:
        sys.exit("; ".join(warnings))
    sys.stdout.buffer.write(pdf)


class KeptSetter:
    """Reads the fonts once and sets one paper after another."""

    def __init__(self) -> None:
        self.compilers: dict[Path, typst.Compiler] = {}

    def __call__(self, template: Path, wanted: dict[str, Any]) -> tuple[bytes, list[str]]:
        if template not in self.compilers:
            self.compilers[template] = typst.Compiler(
                str(template),
                root=str(template.parent),
                font_paths=[str(template.parent / "fonts")],
                ignore_system_fonts=True,
            )
        told = self.compilers[template].compile_with_warnings(
            format="pdf",
            sys_inputs={"data": json.dumps(wanted["data"], ensure_ascii=False)},
            timestamp=wanted["timestamp"],
        )
        pdf: Any = told[0]
        return pdf, [warning.message for warning in told[1]]


def _set(template: Path, wanted: dict[str, Any]) -> tuple[bytes, list[str]]:
    pdf, warnings = typst.compile_with_warnings(
        str(template),
        root=str(template.parent),
        font_paths=[str(template.parent / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(wanted["data"], ensure_ascii=False)},
        timestamp=wanted["timestamp"],
    )
    return pdf, [warning.message for warning in warnings]
