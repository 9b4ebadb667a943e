"""The rules of `forbid` as an author writes them, in the one form that the grader reads.

A rule is a dotted name (`numpy.linalg.svd`), everything below one (`sklearn.*`) or a piece of syntax (`syntax: for`),
each optionally only inside one function: `in: fit`. In YAML a rule is a text or a mapping:

    forbid:
      - numpy.linalg.svd
      - sklearn.*
      - syntax: for
      - {name: numpy.dot, in: fit}
"""

import re

from studytui.content.fields import Fields
from studytui.content.yaml_reader import Mapping
from studytui.domain.forbid import is_or_beneath

_DOTTED = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_RULE = re.compile(rf"(?:syntax: [a-z_]+|{_DOTTED}(?:\.\*)?)(?: in: {_DOTTED})?")
_WANT = "must be a dotted name, `package.*` or `syntax: for`, each optionally with `in: <function>`"

_NEEDED = {
    "builtins": "the grader itself cannot work without it; forbid a builtin by its bare name, such as `sorted`",
    "warnings": "Python itself calls it on any line that gives a warning; leave it out",
    "io": "Python itself calls it where it reports an exception; leave it out, or forbid `open`",
}
"""What no exercise can forbid, and why."""


def rules_of(fields: Fields, key: str) -> tuple[str, ...]:
    """The rules of a list, each as `name`, `package.*` or `syntax: word`, with ` in: function` after it if given."""
    rules = []
    for number, node in enumerate(fields.nodes(key), start=1):
        if isinstance(node, Mapping):
            rule = _from_mapping(Fields(node, fields.problems, f"rule {number} of `{key}`"))
        else:
            rule = " ".join(fields.item(node, f"rule {number} of `{key}`").split())
        if rule and not _RULE.fullmatch(rule):
            fields.problems.add(node.line, f"rule {number} of `{key}` {_WANT}")
        for name, why in _NEEDED.items():
            if is_or_beneath(rule.partition(" in: ")[0], name):
                fields.problems.add(node.line, f"rule {number} of `{key}` must not forbid `{name}`: {why}")
        rules.append(rule)
    return tuple(rules)


def _from_mapping(fields: Fields) -> str:
    syntax, name, function = fields.text("syntax"), fields.text("name"), fields.text("in")
    if bool(syntax) == bool(name):
        fields.problems.add(fields.line, f"{fields.name} needs `name` or `syntax`, one of the two")
    fields.close()
    rule = f"syntax: {syntax}" if syntax else name
    return f"{rule} in: {function}" if function else rule
