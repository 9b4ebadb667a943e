"""What can be wrong at one place of a program: the ways to change a node of its syntax tree.

The kinds are those of the classical mutation tools (operators, constants, comparisons, conditions, dropped terms,
swapped arguments, removed statements), and the slips of array code: axis, keepdims, bounds of slices and ranges, the
opposite extreme.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy

RULES = 1
"""Counts up with every change to the rules of this file: figures got by others are out of date."""

_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPPOSITES = (("min", "max"), ("argmin", "argmax"), ("minimum", "maximum"), ("any", "all"), ("floor", "ceil"),
              ("zeros", "ones"), ("sum", "mean"), ("append", "extend"), ("sin", "cos"))  # fmt: skip
_OPPOSITE = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}
_COMMUTES = frozenset(
    {"min", "max", "minimum", "maximum", "fmin", "fmax", "logaddexp", "add", "multiply", "hypot", "gcd", "lcm"}
)
"""Functions to which the order of two arguments is nothing: swapped, they make no mistake."""

_DROPPABLE = (ast.Add, ast.Sub, ast.Mult, ast.Div)
_ORDERED = (ast.Sub, ast.Div, ast.Pow, ast.MatMult)


def changes(node: ast.expr | ast.stmt) -> Iterator[ast.AST]:
    """Every wrong form of a node that is one slip away."""
    return _changed_expressions(node) if isinstance(node, ast.expr) else _changed_statements(node)


def _changed_expressions(node: ast.expr) -> Iterator[ast.expr]:
    """What lies below the expression is left as it is: it is a place of its own."""
    match node:
        case ast.BinOp():
            yield from _binary(node)
        case ast.UnaryOp(op=ast.USub() | ast.Not() | ast.Invert()):
            yield node.operand
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            yield from (_joined(node, left) for left in range(len(node.values)))
        case ast.Compare():
            yield from _compared(node)
        case ast.Constant():
            yield from _constants(node.value)
        case ast.Call():
            yield from _called(node)
        case ast.Slice():
            yield from _sliced(node)
        case ast.IfExp():
            yield ast.IfExp(_negated(node.test), node.body, node.orelse)
        case ast.Attribute(attr=name) if name in _OPPOSITE and isinstance(node.ctx, ast.Load):
            yield ast.Attribute(node.value, _OPPOSITE[name], node.ctx)
        case ast.Name(id=name) if name in _OPPOSITE and isinstance(node.ctx, ast.Load):
            yield ast.Name(_OPPOSITE[name], node.ctx)


def _changed_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    """Of a compound statement only its head changes, or all of it goes."""
    match node:
        case ast.If() | ast.While():
            other = deepcopy(node)
            other.test = _negated(other.test)
            yield other
            if isinstance(node, ast.If) and not node.orelse:
                yield ast.Pass()
        case ast.AugAssign():
            if type(node.op) in _ARITHMETIC:
                yield ast.AugAssign(node.target, _ARITHMETIC[type(node.op)](), node.value)
            yield ast.Assign([deepcopy(node.target)], node.value)
            yield ast.Pass()
        case ast.Assign(targets=[target]):
            used = {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
            names = {each.id for each in ast.walk(target) if isinstance(each, ast.Name)}
            if not isinstance(target, (ast.Name, ast.Tuple)) or names & used:
                yield ast.Pass()
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Break() | ast.Continue() | ast.Assert() | ast.Delete():
            yield ast.Pass()


def _binary(node: ast.BinOp) -> Iterator[ast.expr]:
    if type(node.op) in _ARITHMETIC:
        yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
    if isinstance(node.op, _ORDERED):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, _DROPPABLE):
        yield node.left
        yield node.right


def _joined(node: ast.BoolOp, left: int) -> ast.expr:
    rest = [value for number, value in enumerate(node.values) if number != left]
    return rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _compared(node: ast.Compare) -> Iterator[ast.expr]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)


def _constants(value: object) -> Iterator[ast.expr]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int():
            yield from (_number(value + 1), _number(value - 1))
        case float():
            yield from (ast.Constant(value + 1.0), ast.Constant(2.0 * value))
        case str() if value:
            yield ast.Constant(f"not {value}")


def _number(value: int) -> ast.expr:
    return ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))


def _called(node: ast.Call) -> Iterator[ast.expr]:
    plain = not any(isinstance(each, ast.Starred) for each in node.args)
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    for place in range(len(node.args) - 1) if plain and name not in _COMMUTES else ():
        swapped = [*node.args[:place], node.args[place + 1], node.args[place], *node.args[place + 2 :]]
        yield ast.Call(node.func, swapped, node.keywords)
    for keyword in node.keywords:
        if keyword.arg not in (None, "strict"):  # zip(..., strict=True) asserts; it computes nothing
            yield ast.Call(node.func, node.args, [each for each in node.keywords if each is not keyword])
    if isinstance(node.func, ast.Name) and node.func.id == "range" and plain:
        place = min(len(node.args), 2) - 1
        for step in (ast.Add(), ast.Sub()):
            bound = ast.BinOp(node.args[place], step, ast.Constant(1))
            yield ast.Call(node.func, [*node.args[:place], bound, *node.args[place + 1 :]], node.keywords)


def _sliced(node: ast.Slice) -> Iterator[ast.expr]:
    for name in ("lower", "upper", "step"):
        bound = getattr(node, name)
        if bound is None:
            continue
        yield _slice(node, name, None)
        if name != "step" and not isinstance(bound, ast.Constant):
            yield _slice(node, name, ast.BinOp(bound, ast.Add(), ast.Constant(1)))
            yield _slice(node, name, ast.BinOp(bound, ast.Sub(), ast.Constant(1)))


def _slice(node: ast.Slice, name: str, bound: ast.expr | None) -> ast.Slice:
    other = ast.Slice(node.lower, node.upper, node.step)
    setattr(other, name, bound)
    return other


def _negated(test: ast.expr) -> ast.expr:
    return test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else ast.UnaryOp(
        ast.Not(), test
    )  # fmt: skip
