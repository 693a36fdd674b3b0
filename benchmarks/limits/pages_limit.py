"""The least page: fifty rows of a bare query in a bare template, without layout, language, session or permission."""

from typing import Any

from jinja2 import Environment

TABLE = Environment(autoescape=True).from_string(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def page(cursor: Any, table: str) -> str:
    cursor.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 50")
    return TABLE.render(rows=cursor.fetchall())
