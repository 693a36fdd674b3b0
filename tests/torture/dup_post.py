"""The same form, fifty times at once: one record, one address for all, and a clear word for other content."""

import argparse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.torture.browser import FOUND, Form, Visitor, forms
from tests.torture.ground import Ground, ground, say
from tests.torture.web import Web, environment


def run(*, times: int, database: str) -> dict[str, Any]:
    with ground(database, **environment()) as here, Web(here) as web:
        results = {"plan": save_plan(here, web, times), "case": begin_case(here, web, times)}
        return {
            "harness": "dup_post",
            "database": database,
            "times": times,
            **results,
            "holds": all(result["holds"] for result in results.values()),
        }


def save_plan(here: Ground, web: Web, times: int) -> dict[str, Any]:
    visitor = Visitor(web.url)
    visitor.arrive()
    form = visitor.save_form()
    before = len(here.within("plans")["codes"])
    answers = at_once(visitor, form, times)
    other = visitor.send(form, note="other content")
    return _judged(answers, other, records=len(here.within("plans")["codes"]) - before)


def begin_case(here: Ground, web: Web, times: int) -> dict[str, Any]:
    """A signed-in founder begins a case from her plan."""
    visitor = Visitor(web.url, cookies=here.within("founder_cookie"))
    visitor.arrive()
    code = visitor.save()
    page = visitor.client.get(f"/en/plan/{code}/begin/")
    form = next(form for form in forms(page) if "full_name" in form.fields)
    filled = Form(form.action, form.fields | _filled(form))
    answers = at_once(visitor, filled, times)
    other = visitor.send(filled, full_name="Somebody Else")
    return _judged(answers, other, records=here.within("cases")["cases"])


def _filled(form: Form) -> dict[str, str]:
    """The first real choice of each question, every consent, a name."""
    chosen = {name: next((value for value in values if value), "on") for name, values in form.choices.items()}
    return chosen | {"full_name": "Amara Nwosu", "latin_name": "Amara Nwosu", "company_name": "Amara Trading"}


def at_once(visitor: Visitor, form: Form, times: int) -> list[httpx.Response]:
    def send(_number: int) -> httpx.Response:
        with httpx.Client(base_url=visitor.client.base_url, cookies=visitor.client.cookies, timeout=60) as client:
            return client.post(form.action, data=form.fields)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))


def _judged(answers: list[httpx.Response], other: httpx.Response, *, records: int) -> dict[str, Any]:
    codes = Counter(answer.status_code for answer in answers)
    addresses = {answer.headers.get("location", "") for answer in answers}
    return {
        "records": records,
        "answers": {str(code): number for code, number in codes.items()},
        "addresses": len(addresses),
        "other_content": other.status_code,
        "holds": records == 1 and set(codes) == {FOUND} and len(addresses) == 1 and other.status_code in {200, 409},
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.dup_post", description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    return not say(run(times=asked.times, database=asked.database))


if __name__ == "__main__":
    raise SystemExit(main())
