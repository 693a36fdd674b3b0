"""Short functions in short files. What does not fit is two things: give the second a name."""

from statistics import median, quantiles

from tests.house.source import Function, Source, length, product, python, told

# The framework calls these with its own arguments.
FRAMEWORK = {
    "process_view",
    "process_exception",
    "process_request",
    "process_response",
    "__exit__",
    "formfield_callback",
    "emit",
}
JOURNEYS = "tests/journeys/"  # a person's way is told in one piece


def _functions() -> list[tuple[Source, Function]]:
    return [(source, function) for source in product() for function in source.functions()]


def _is_view(source: Source, function: Function) -> bool:
    first = function.args.args[0].arg if function.args.args else ""
    is_public = not function.name.startswith("_")
    return (
        is_public and source.name.startswith("kudosbay/faces/") and "views" in source.path.stem and first == "request"
    )


def _positional(function: Function) -> int:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])


def _ninetieth(values: list[int]) -> float:
    return quantiles(values, n=10)[-1]


def test_functions_are_short():
    lengths = [length(function) for _source, function in _functions()]
    assert median(lengths) <= 8, "half of all functions have at most 8 lines: split those that decide and act at once"
    assert _ninetieth(lengths) <= 20, "nine in ten functions have at most 20 lines: name their parts"


def test_no_function_is_over_40_lines():
    long = [
        f"{source.at(function)} {function.name}: {length(function)} lines"
        for source in python(under="", tests=True)
        for function in source.functions()
        if length(function) > 40 and not source.name.startswith(JOURNEYS)
    ]
    assert not long, told(long, "A function has at most 40 lines: take out a part that has a name of its own.")


def test_a_view_has_12_lines():
    long = [
        f"{source.at(function)} {function.name}: {length(function)} lines"
        for source, function in _functions()
        if _is_view(source, function) and length(function) > 12
    ]
    assert not long, told(long, "A view fetches, parses, calls one command or query, answers: at most 12 lines.")


def test_files_are_short():
    lines = [source.lines for source in product() if source.lines]
    assert median(lines) <= 80, "half of all files have at most 80 lines: split by what changes together"
    assert _ninetieth(lines) <= 200, "nine in ten files have at most 200 lines: split by what changes together"


def test_no_file_is_over_400_lines():
    long = [f"{source.name}: {source.lines} lines" for source in python(tests=True) if source.lines > 400]
    assert not long, told(long, "A file has at most 400 lines: commands.py becomes commands/<verb group>.py.")


def test_at_most_three_positional_arguments():
    many = [
        f"{source.at(function)} {function.name}: {_positional(function)}"
        for source, function in _functions()
        if _positional(function) > 3 and function.name not in FRAMEWORK and not _is_view(source, function)
    ]
    assert not many, told(many, "At most 3 positional arguments: put * before the rest.")


def test_every_function_says_what_it_returns():
    silent = [f"{source.at(function)} {function.name}" for source, function in _functions() if function.returns is None]
    assert not silent, told(silent, "Write what the function returns: -> None, -> Case, …")


def test_names_say_the_act():
    empty = ("handle_", "process_")
    vague = [
        f"{source.at(function)} {function.name}"
        for source, function in _functions()
        if function.name.startswith(empty) and function.name not in FRAMEWORK
    ]
    vague += [source.name for source in product() if source.path.stem in {"utils", "helpers", "misc", "common"}]
    assert not vague, told(vague, "A name says the act in the centre's words: accept_document, allot_address.")
