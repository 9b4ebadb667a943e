"""The from-scratch rule, run in the learner process: found in the syntax tree, and met again at run time."""

import ast
import sys
from collections.abc import Iterator, Sequence

from studytui.domain.forbid import Rule, is_or_beneath, permitted

_METHODS_OF = ("numpy.ndarray", "torch.Tensor")
_SYNTAX: dict[str, tuple[type[ast.AST], ...]] = {
    "async": (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await),
    "class": (ast.ClassDef,),
    "comprehension": (ast.comprehension,),
    "for": (ast.For, ast.AsyncFor, ast.comprehension),
    "global": (ast.Global, ast.Nonlocal),
    "lambda": (ast.Lambda,),
    "loop": (ast.For, ast.AsyncFor, ast.While, ast.comprehension),
    "matmul": (ast.MatMult,),
    "try": (ast.Try, ast.TryStar),
    "while": (ast.While,),
    "with": (ast.With, ast.AsyncWith),
    "yield": (ast.Yield, ast.YieldFrom),
}


class Violation(Exception):  # noqa: N818 - an outcome: the submission uses what it is to build
    """A rule was broken: what, and on which line."""

    def __init__(self, rule: Rule, used: str, line: int) -> None:
        where = f" in {rule.within}" if rule.within else ""
        what = f"`{rule.what}` statements or expressions" if rule.is_syntax else used
        place = f"line {line}: " if line else ""
        super().__init__(f"{place}{what} may not be used{where}: build it from scratch")
        self.line = line


def inspect(tree: ast.Module, rules: Sequence[Rule], allow: tuple[str, ...]) -> None:
    """Look for what the rules forbid.

    Raises:
        Violation: something is there; the first by line.
    """
    finder = _Finder(tree, rules, allow)
    found = sorted(finder.find(), key=lambda each: each.line)
    if found:
        raise found[0]


class _Finder:
    """Follows names through imports, aliases, `getattr` and `importlib`."""

    def __init__(self, tree: ast.Module, rules: Sequence[Rule], allow: tuple[str, ...]) -> None:
        self._tree = tree
        self._rules = rules
        self._allow = allow
        self._aliases: dict[str, str] = {}
        self._stars: list[str] = []
        self._own: set[str] = set()
        self._objects = [(rule, found) for rule in rules if (found := _object(rule.what)) is not None]
        for node in ast.walk(tree):
            self._learn(node)
        for node in ast.walk(tree):
            self._learn_assignment(node)

    def find(self) -> Iterator[Violation]:
        """Every violation, in no particular order."""
        yield from self._visit(self._tree, ())

    def _learn(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=names):
                for name in names:
                    self._aliases[name.asname or name.name.split(".")[0]] = (
                        name.name if name.asname else name.name.split(".")[0]
                    )
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    if name.name == "*":
                        self._stars.append(module)
                    self._aliases[name.asname or name.name] = f"{module}.{name.name}"
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._own.add(name)
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                self._own.add(name)

    def _learn_assignment(self, node: ast.AST) -> None:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ):
                path = self._path(value)
                if path is not None and "." in path:
                    self._aliases.setdefault(name, path)

    def _path(self, node: ast.AST) -> str | None:
        """The dotted name an expression stands for, as far as that can be read off."""
        match node:
            case ast.Name(id=name):
                if name in self._aliases:
                    return self._aliases[name]
                return None if name in self._own else name
            case ast.Attribute(value=value, attr=name):
                above = self._path(value)
                return None if above is None else f"{above}.{name}"
            case ast.Call(func=ast.Name(id="getattr"), args=[value, ast.Constant(value=str(name)), *_]):
                above = self._path(value)
                return None if above is None else f"{above}.{name}"
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                called = self._path(function)
                return name if called in ("__import__", "importlib.import_module", "importlib.__import__") else None
        return None

    def _visit(self, node: ast.AST, within: tuple[str, ...]) -> Iterator[Violation]:
        yield from self._at(node, within)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            outer = f"{within[-1]}.{node.name}" if within else node.name
            within = (*within, node.name, outer)
        inside = node.value if isinstance(node, ast.Attribute) and self._path(node) else None
        for below in ast.iter_child_nodes(node):
            if below is not inside or not isinstance(below, (ast.Name, ast.Attribute)):
                yield from self._visit(below, within)

    def _at(self, node: ast.AST, within: tuple[str, ...]) -> Iterator[Violation]:
        line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
        for rule in self._rules:
            if rule.within is not None and rule.within not in within:
                continue
            if rule.is_syntax:
                if isinstance(node, ast.BinOp | ast.AugAssign) and rule.what == "matmul":
                    if isinstance(node.op, ast.MatMult):
                        yield Violation(rule, rule.what, line)
                elif isinstance(node, _SYNTAX[rule.what]) and line:
                    yield Violation(rule, rule.what, line)
                continue
            for name in self._names(node):
                if self._hit(rule, name):
                    yield Violation(rule, name, line)

    def _names(self, node: ast.AST) -> Iterator[str]:
        """The dotted names that a node uses."""
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (module if name.name == "*" else f"{module}.{name.name}" for name in names)
            case ast.Name() | ast.Attribute() | ast.Call():
                path = self._path(node)
                if path is not None:
                    yield path
                    if isinstance(node, ast.Name):
                        yield from (f"{module}.{path}" for module in self._stars)
                elif isinstance(node, ast.Attribute):
                    yield from (f"{owner}.{node.attr}" for owner in _METHODS_OF)

    def _hit(self, rule: Rule, name: str) -> bool:
        if permitted(name, self._allow):
            return False
        owner = next((each for each in _METHODS_OF if is_or_beneath(name, each)), None)
        if owner is not None and not is_or_beneath(rule.what, owner):
            # Whose method `x.T` is cannot be read off: a rule for the whole package would refuse every attribute.
            return False
        if rule.covers(name) or is_or_beneath(name, f"builtins.{rule.what}"):
            return True
        found = _object(name) if "." in name else None
        return found is not None and any(found is other for own, other in self._objects if own is rule)


def _object(name: str) -> object | None:
    """What a dotted name stands for, among the modules that are loaded."""
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        found: object | None = sys.modules.get(".".join(parts[:length]))
        if found is not None:
            for attribute in parts[length:]:
                found = getattr(found, attribute, None)
            return found if callable(found) else None
    return None
