"""The interface for programs, described as OpenAPI 3.1."""

from typing import Any, Final

DAY: Final = {"type": "string", "format": "date", "examples": ["2019-02-18"]}
WORDS: Final = {"type": "object", "additionalProperties": {"type": "string"}, "description": "by language"}
FIGURE: Final = {
    "type": "object",
    "required": ["key", "value", "unit", "as_of"],
    "properties": {
        "key": {"type": "string"},
        "value": {"type": ["number", "null"], "description": "null: not known on that day"},
        "unit": {"type": "string", "description": "rows, countries, USD, CNY, per cent, days …"},
        "names": WORDS,
        "definition": WORDS,
        "source": WORDS,
        "as_of": DAY,
        "rows": {"type": "integer", "description": "how many rows the figure counts; of one figure only"},
    },
}
FIGURES: Final = {
    "type": "object",
    "properties": {
        "as_of": DAY,
        "known_on": {"type": ["string", "null"], "format": "date"},
        "belt_road_list": {"type": "string"},
        "values": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "figures": {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}},
    },
}
ASKED: Final = [
    {"name": "as_of", "in": "query", "schema": DAY, "description": "as of which day; left out: today"},
    {"name": "known_on", "in": "query", "schema": DAY, "description": "only what was known by this day"},
    {"name": "belt_road", "in": "query", "schema": {"enum": ["route_64", "signatories"]}},
]
KEY: Final = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
FAULTS: Final = {
    "401": {"description": "no open key"},
    "404": {"description": "not there, or not for the owner of this key"},
    "422": {"description": "a value that cannot be read, with its name and reason"},
    "429": {"description": "too many wrong keys from this place"},
}


def document(root: str) -> dict[str, Any]:
    """`root`: the address under which it answers, with a slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kudosbay", "version": "1", "description": "The centre's figures, for reading."},
        "servers": [{"url": root}],
        "security": [{"key": []}],
        "paths": {
            "/figures": {"get": _operation("figures", "Every figure as of a day", asks=ASKED, gives="Figures")},
            "/figures/{key}": {
                "get": _operation("figure", "One figure as of a day", asks=[KEY, *ASKED], gives="Figure")
            },
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "made on the desk"}},
            "schemas": {"Figure": FIGURE, "Figures": FIGURES},
        },
    }


def _operation(name: str, summary: str, *, asks: list[Any], gives: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{gives}"}}}
    answers = {"200": {"description": summary, "content": content}, **FAULTS}
    return {"operationId": name, "summary": summary, "parameters": asks, "responses": answers}
