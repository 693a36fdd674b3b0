"""One command = one transaction = at least one trace."""

import ast
from functools import cache

from tests.house.source import Function, Source, product, told

TRACE = ("kudosbay.kernel.trail", "record")
# Commands that must leave no trace, each with its reason.
UNTRACED = {
    "receive_piece": "a piece is no act: beginning and finishing an upload leave the traces",
    "note_use": "a day beside the key; that a program may read was traced when the key was made",
}
# Commands in several transactions, each with its reason.
IN_STEPS = {
    "store_file": "a stranger's file is read for up to 30 seconds: nobody waits for its lock",
    "finish_upload": "as store_file; a refused file is thrown away for good",
}
Place = tuple[str, str]  # module, function


def _is_commands(source: Source) -> bool:
    parts = source.name.split("/")
    return "management" not in parts and ("commands" in parts or parts[-1] == "commands.py")


def _offered(source: Source) -> set[str]:
    """Return the names that a commands package offers in its __all__; a single commands.py offers all without _."""
    if source.path.name == "commands.py":
        return {node.name for node in source.tree.body if isinstance(node, Function) and node.name[0] != "_"}
    door = _index()[".".join(source.module.split(".")[:3])]
    lists = [
        node.value
        for node in door.tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return {str(name) for value in lists for name in ast.literal_eval(value)}


def _commands() -> list[tuple[Source, Function]]:
    return [
        (source, node)
        for source in product()
        if _is_commands(source)
        for node in source.tree.body
        if isinstance(node, Function) and node.name in _offered(source)
    ]


def _is_atomic(function: Function) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


@cache
def _index() -> dict[str, Source]:
    return {source.module: source for source in product()}


def _names(source: Source) -> dict[str, str]:
    """Return what each imported name stands for, as a dotted path."""
    names = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    return names


def _definition(place: Place) -> tuple[Source, ast.AST] | None:
    """Find a function, or a class for its methods, following names that a package hands on."""
    source = _index().get(place[0])
    if source is None:
        return None
    for node in source.tree.body:
        if isinstance(node, Function | ast.ClassDef) and node.name == place[1]:
            return source, node
    handed_on = _names(source).get(place[1])
    return _definition(_split(handed_on)) if handed_on else None


def _split(path: str) -> Place:
    module, _dot, name = path.rpartition(".")
    return module, name


def _called(source: Source, node: ast.AST) -> set[Place]:
    names, places = _names(source), set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            places.add(_split(names.get(part.id, f"{source.module}.{part.id}")))
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in names:
            places.add((names[part.value.id], part.attr))
    return places


def _reaches_the_trail(place: Place) -> bool:
    seen: set[Place] = set()
    ahead = {place}
    while ahead:
        seen |= ahead
        if TRACE in seen:
            return True
        found = [definition for here in ahead if (definition := _definition(here))]
        ahead = {there for source, node in found for there in _called(source, node)} - seen
    return False


def test_commands_are_called_through_their_door():
    around = [
        f"{source.at(node)} {node.module}"
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for parts in [node.module.split(".")]
        if len(parts) > 3 and parts[2] == "commands" and source.module.split(".")[:2] != parts[:2]
    ]
    assert not around, told(around, "Import a command from kudosbay.<app>.commands: what its __all__ offers.")


def test_a_commands_package_says_what_it_offers():
    silent = [
        source.name
        for source in product()
        if _is_commands(source) and source.path.name == "__init__.py" and not _offered(source)
    ]
    assert not silent, told(silent, "List its commands in __all__: what is not in it is a part of some command.")


def test_a_command_is_one_transaction():
    open_ones = [
        f"{source.at(node)} {node.name}"
        for source, node in _commands()
        if node.name not in IN_STEPS and not _is_atomic(node)
    ]
    assert not open_ones, told(open_ones, "Put @transaction.atomic on it; what only reads goes to queries.py.")


def test_a_command_says_by_whom():
    unsigned = [
        f"{source.at(node)} {node.name}"
        for source, node in _commands()
        if "by" not in {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert not unsigned, told(unsigned, "A command takes the keyword `by`: command(thing, *, by, …).")


def test_a_command_leaves_its_trace():
    silent = [
        f"{source.at(node)} {node.name}"
        for source, node in _commands()
        if node.name not in UNTRACED and not _reaches_the_trail((source.module, node.name))
    ]
    assert not silent, told(silent, 'End it with trail.record(by, "noun.verbed", on=[…]).')


def test_a_state_changes_through_its_table():
    moved = [
        source.at(node)
        for source in product()
        if not source.name.startswith(("kudosbay/demo/", "kudosbay/kernel/"))  # the outbox counts tries, no human moves
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]
    assert not moved, told(moved, "Change a state by record.move_to(…): its MOVES table says what is possible.")


def test_a_lock_says_which_rows_it_takes():
    """PostgreSQL refuses to lock the far side of a relation that may be empty; SQLite, which takes none, is silent."""
    unsaid = [
        source.at(call)
        for source in product()
        for call in source.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "select_related"
        if "select_for_update()" in ast.unparse(call.func.value)
    ]
    assert not unsaid, told(unsaid, 'Lock with select_for_update(of=("self", …)) where relations are fetched along.')
