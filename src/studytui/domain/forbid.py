"""What may not be used in a from-scratch exercise: a small grammar.

A rule is a dotted name (`numpy.linalg.svd`, `scipy`, `sorted`), everything beneath one (`torch.nn.*`), or a piece of
syntax (`syntax: for`); each optionally within one function (`syntax: for, in: kmeans`).
"""

import re
from dataclasses import dataclass

SYNTAX = frozenset(
    ["async", "class", "comprehension", "for", "global", "lambda", "loop", "matmul", "try", "while", "with", "yield"]
)
"""`for` covers comprehensions too; `loop` is `for` and `while`; `matmul` is the `@` operator."""

_RULE = re.compile(
    r"(?P<syntax>syntax:\s*)?(?P<what>[A-Za-z_]\w*(?:\.\w+)*(?:\.\*)?)(?:,?\s+in:\s*(?P<within>[A-Za-z_][\w.]*))?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may not be used: a dotted name without its `.*`, or a piece of syntax; `within` one function."""

    what: str
    is_syntax: bool
    within: str | None = None

    def covers(self, name: str) -> bool:
        """Whether a dotted name is that of the rule or lies beneath it."""
        return not self.is_syntax and is_or_beneath(name, self.what)

    def __str__(self) -> str:
        where = f" in {self.within}" if self.within else ""
        return f"{f'`{self.what}` (syntax)' if self.is_syntax else self.what}{where}"


def parse(text: str) -> Rule:
    """Read a rule.

    Raises:
        ValueError: it does not follow the grammar.
    """
    found = _RULE.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text!r} is not a rule: write a dotted name, `package.*` or `syntax: for`, then `in: function`"
        )
    what, is_syntax = found["what"].removesuffix(".*"), found["syntax"] is not None
    if is_syntax and what not in SYNTAX:
        raise ValueError(f"{what!r} is no syntax that can be forbidden: {', '.join(sorted(SYNTAX))}")
    return Rule(what, is_syntax, found["within"])


def is_or_beneath(name: str, above: str) -> bool:
    """Whether a dotted name is `above` or lies beneath it."""
    return name == above or name.startswith(f"{above}.")


def permitted(name: str, allow: tuple[str, ...]) -> bool:
    """Whether `allow` excepts a name from the rules: it, what lies beneath it, and the way to it."""
    bare = [each.removesuffix(".*") for each in allow]
    return any(is_or_beneath(name, each) or is_or_beneath(each, name) for each in bare)
