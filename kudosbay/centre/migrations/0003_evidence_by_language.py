"""Evidence was one text, often Chinese and English in a row; it becomes a text for each language."""

import re
from typing import Any

from django.db import migrations, models

MIXED = re.compile(r"^(.*[\u4e00-\u9fff\uff09])\s+([A-Z].*)$", re.DOTALL)
HAN = re.compile(r"[\u4e00-\u9fff]")


def apart(text: str) -> dict[str, str]:
    mixed = MIXED.match(text)
    if mixed:
        return {"zh-Hans": mixed[1], "en": mixed[2]}
    return {"zh-Hans" if HAN.search(text) else "en": text} if text else {}


def _rows(apps: Any, name: str) -> Any:
    model = apps.get_model("centre", name)
    return model.ever if name == "Parameter" else model.objects  # also what was believed before


def split(apps: Any, _editor: Any) -> None:
    for name in ("Parameter", "ExchangeRate"):
        rows = _rows(apps, name)
        for text in rows.values_list("evidence", flat=True).distinct().order_by():
            rows.filter(evidence=text).update(evidence_by_language=apart(text))


def join(apps: Any, _editor: Any) -> None:
    for name in ("Parameter", "ExchangeRate"):
        for row in _rows(apps, name).iterator():
            row.evidence = " ".join(row.evidence_by_language.values())[:300]
            row.save(update_fields=["evidence"])


class Migration(migrations.Migration):
    dependencies = [("centre", "0002_corrections_keep_the_past")]
    operations = [
        *(
            migrations.AddField(model, "evidence_by_language", models.JSONField(default=dict))
            for model in ("parameter", "exchangerate")
        ),
        migrations.RunPython(split, join),
        *(migrations.RemoveField(model, "evidence") for model in ("parameter", "exchangerate")),
        *(
            migrations.RenameField(model, "evidence_by_language", "evidence")
            for model in ("parameter", "exchangerate")
        ),
    ]
