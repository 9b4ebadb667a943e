import json

import reference
from probes import TOOLS

from studytui.checks import check, equal, expect, unchanged

VALUES = [None, True, False, 0, 1, -3, 1.0, 2.5, "", "1", "text", [], [1], {}, {"a": 1}]
NAMES = ["null", "boolean", "integer", "number", "string", "array", "object"]


def pairs(errors):
    """The set of (path, rule), sorted, whatever objects carry them."""
    return sorted({(error.path, error.rule) for error in errors})


def judged(learner, value, schema, want=None):
    """The learner's errors are the reference's, or those given."""
    right = pairs(reference.validate(value, schema)) if want is None else sorted(want)
    equal(pairs(learner.validate(value, schema)), right, what=f"(path, rule) of {value!r} under {schema};")


def pick(rng, items):
    """One of them."""
    return items[int(rng.integers(len(items)))]


def draw_schema(rng, depth):
    """A schema of some keywords that often conflict with the values of `draw_value`."""
    schema = {}
    if rng.random() < 0.6:
        schema["type"] = pick(rng, NAMES) if rng.random() < 0.4 else ["object", "array", pick(rng, NAMES)]
    numbers = {"minimum": [0, 1, 2.5], "maximum": [0, 1, 2.5], "minLength": [1, 2, 4], "minItems": [1, 2]}
    for key, choices in (numbers | {"maxItems": [0, 1], "pattern": ["x", "^1", "t$"]}).items():
        if rng.random() < 0.3:
            schema[key] = pick(rng, choices)
    if rng.random() < 0.2:
        schema["enum"] = [pick(rng, VALUES) for _ in range(8)]
    if depth:
        schema["items"] = draw_schema(rng, depth - 1)
        schema["properties"] = {key: draw_schema(rng, depth - 1) for key in ("a", "b")}
        schema["required"] = [key for key in ("a", "b", "c") if rng.random() < 0.4]
        if rng.random() < 0.7:
            schema["additionalProperties"] = pick(rng, [True, False, draw_schema(rng, depth - 1)])
        if rng.random() < 0.3:
            schema["anyOf"] = [draw_schema(rng, depth - 1) for _ in range(2)]
    return schema


def draw_value(rng, depth):
    """A JSON value, more often than not an object or an array."""
    if not depth or rng.random() < 0.15:
        return pick(rng, VALUES)
    if rng.random() < 0.4:
        return [draw_value(rng, depth - 1) for _ in range(int(rng.integers(0, 4)))]
    return {key: draw_value(rng, depth - 1) for key in ("a", "b", "c", "d") if rng.random() < 0.6}


@check("Each value has the types that it has in JSON", points=2)
def types(learner, rng):
    for value in VALUES:
        for name in NAMES:
            judged(learner, value, {"type": name})
    for value in (True, 1.0, None, "x"):
        judged(learner, value, {"type": ["integer", "null"]})


@check("Bounds and lengths include their limit, and speak of their own kind only", points=2)
def bounds(learner, rng):
    n = int(rng.integers(2, 5))
    numbers, lengths = {"minimum": n, "maximum": n + 1}, {"minItems": n, "maxItems": n + 1, "minLength": n}
    for size in range(n - 2, n + 4):
        for value in (size, size + 0.5, True, "é" * size, ["ab"] * size):
            judged(learner, value, numbers)
            judged(learner, value, lengths)


@check("A pattern is searched for, anywhere in the string", points=1)
def patterns(learner, rng):
    for text in ("order 17", "17", "none", "", "x\n17"):
        for pattern in ("[0-9]+", "^[0-9]+$", "^x", ""):
            judged(learner, text, {"pattern": pattern})
    judged(learner, 17, {"pattern": "x"}, [])


@check("enum compares as JSON does: True is not 1, 1 is 1.0", points=1)
def enums(learner, rng):
    choices = [[1], [0, {"a": True}], {"k": 1}, 1, "on", None, False]
    values = [True, 1.0, 0, False, [True], [1.0], {"k": True}, {"k": 1, "l": 2}, [0, {"a": 1}], [1, 1], "off", None]
    for value in values:
        judged(learner, value, {"enum": choices})
        judged(learner, value, {"enum": [True]})


@check("Objects: required keys, and null is not missing", points=2)
def required(learner, rng):
    schema = {"properties": {"a": {"type": "integer"}, "b": {}}, "required": ["a", "b", "c"]}
    judged(learner, {"a": None, "b": None, "c": 3}, schema, [("/a", "type")])
    judged(learner, {"a": 1, "b": None}, schema, [("", "required")])
    judged(learner, {"a": 1, "b": None, "c": None}, schema, [])


@check("additionalProperties: false refuses other keys, a schema judges them", points=2)
def additional(learner, rng):
    properties = {"a": {"type": "integer"}}
    for others in (False, True, {"type": "string"}):
        for value in ({"a": 1}, {"a": 1, "x": 2}, {"x": "s", "y": 3}, {}):
            judged(learner, value, {"properties": properties, "additionalProperties": others})


@check("Every error is reported, however deep", points=2)
def all_errors(learner, rng):
    n = int(rng.integers(1, 4))
    item = {"properties": {"id": {"type": "integer"}, "tags": {"items": {"minLength": 2}}}}
    item |= {"type": "object", "required": ["id"], "additionalProperties": False}
    schema = {"properties": {"rows": {"items": item, "maxItems": n}}, "required": ["rows", "note"]}
    rows = [{"id": 1}] * n + [{"id": "x", "tags": ["ok", "", "y"]}, {"more": 1}]
    want = [("", "required"), ("/rows", "maxItems"), (f"/rows/{n}/id", "type"), (f"/rows/{n}/tags/1", "minLength")]
    want += [
        (f"/rows/{n}/tags/2", "minLength"),
        (f"/rows/{n + 1}", "required"),
        (f"/rows/{n + 1}", "additionalProperties"),
    ]
    judged(learner, {"rows": rows}, schema, want)


@check("Paths escape ~ and / in keys", points=1)
def pointers(learner, rng):
    schema = {"additionalProperties": {"items": {"type": "null"}}}
    want = [("/a~1b/0", "type"), ("/c~0d/0", "type"), ("/~01/0", "type"), ("//0", "type")]
    judged(learner, {"a/b": [1], "c~d": [1], "~1": [1], "": [1]}, schema, want)


@check("anyOf: one valid branch is enough, else a single error at the value", points=2)
def any_of(learner, rng):
    branches = [{"type": "integer", "minimum": 5}, {"type": "object", "required": ["a"]}, {"type": "null"}]
    for value in (7, 3, None, {}, {"a": 1}, "x"):
        judged(learner, {"v": value}, {"properties": {"v": {"anyOf": branches, "maximum": 6}}})


@check("Random schemas and values", points=3)
def random_schemas(learner, rng):
    for _ in range(25):
        judged(learner, draw_value(rng, 3), draw_schema(rng, 3))


@check("coerce fills in what is absent, null is not absent", points=2)
def defaults(learner, rng):
    inner = {"properties": {"b": {"default": int(rng.integers(9))}}}
    schema = {"properties": {"a": inner | {"default": {}}, "n": {"default": None}, "s": {"default": 5}, "t": inner}}
    cases = [{}, {"a": {}}, {"a": None, "s": None}, {"a": {"b": 9}, "more": [{}]}, {"s": 0, "t": {"x": {}}}, [1], 7]
    for value in cases:
        equal(learner.coerce(value, schema), reference.coerce(value, schema), what=f"coerce({value!r}, {schema})")
        many = {"items": schema, "default": 3}
        equal(learner.coerce([value], many), reference.coerce([value], many), what=f"coerce([{value!r}], {many})")


@check("A default is copied, never shared", points=1)
def default_copied(learner, rng):
    schema = {"properties": {"a": {"default": [int(rng.integers(9))]}}}
    left = learner.probes.change_default({}, schema)
    equal(left, schema["properties"]["a"]["default"], what="the schema's default, after a result was changed")


@check("Strings become numbers only where x-coerce says so, and only if they are JSON", points=2)
def strings(learner, rng):
    texts = ["3", "-40", "2.5", "1e3", "007", " 3", "3\n", "1_000", "1٣", "+3", "nan", "true", "false", "True", "", "0"]
    for name in ("integer", "number", "boolean", "string", "null"):
        for schema in ({"type": name, "x-coerce": True}, {"type": name, "x-coerce": False}, {"type": name}):
            got, want = [[module.coerce([t], {"items": schema})[0] for t in texts] for module in (learner, reference)]
            told = [f"{t!r} -> {type(g).__name__} {g!r}" for t, g in zip(texts, got, strict=True)]
            same = [isinstance(g, str) == isinstance(w, str) and g == w for g, w in zip(got, want, strict=True)]
            wrong = [line for line, right in zip(told, same, strict=True) if not right]
            expect(not wrong, f"strings under {schema} become what their JSON says, or stay", wrong=wrong)
    read, exact = {"type": "integer", "x-coerce": True}, 2**53 + int(rng.integers(1, 99)) * 2 - 1
    equal(learner.coerce(str(exact), read), exact, what=f"{str(exact)!r} coerced to an integer")
    for schema in ({"additionalProperties": read}, {"properties": {"n": {"anyOf": [read, {"type": "null"}]}}}):
        equal(learner.coerce({"n": "3"}, schema), {"n": "3"}, what=f'coerce({{"n": "3"}}, {schema})')
    for value in (7, 2.5, True, None, [], {}):
        for name in ("integer", "number", "boolean"):
            got = learner.coerce(value, {"type": name, "x-coerce": True})
            same = type(got) is type(value) and got == value
            expect(same, f"what is no string stays as it is, x-coerce or not (type {name})", value=value, got=got)


@check("Neither value nor schema is modified", points=1)
def inputs_untouched(learner, rng):
    unchanged(learner.validate, draw_value(rng, 3), draw_schema(rng, 2))
    schema = {"items": {"properties": {"a": {"default": {}}, "b": {"type": "integer", "x-coerce": True}}}}
    unchanged(learner.coerce, [{"b": "3"}, {}], schema)


@check("tool_schema reads annotations, defaults and the docstring's first line", points=2)
def schemas(learner, rng):
    for name in ("search", "collect", "settings", "broken"):
        got, want = learner.probes.schema(name), reference.tool_schema(TOOLS[name])
        for part in ("name", "description", "parameters"):
            equal(got[part], want[part], what=f"{part} of {name}")


@check("dispatch calls the tool with defaults filled in", points=1)
def dispatches(learner, rng):
    texts = [call("search", query="q", limit=(n := int(rng.integers(99)))), call("search", query="q", tags=["x"])]
    answers, log = learner.probes.run([*texts, '{"name": "broken"}'])
    equal(answers[:2], [{"ok": True, "result": r} for r in (["q", n, None, False], ["q", 10, ["x"], False])])
    equal([answers[2]["ok"], log], [False, ["search", "search", "broken"]], what="ok of broken, and the tools called")


def call(tool, **arguments):
    """The text of a call."""
    return json.dumps({"name": tool, "arguments": arguments})


@check("No tool runs on arguments that are not valid", points=2)
def never_called(learner, rng):
    bad = [call("search", query=1), call("search", quary="x"), call("search"), call("search", query="q", tags=[1, 2])]
    bad.append(call("search", query="q", limit=True))
    bad += [f'{{"name": "broken", "arguments": {given}}}' for given in ("null", "[]", "false", '["key"]')]
    answers, log = learner.probes.run(bad)
    equal(log, [], what="the tools that ran on bad arguments")
    wants = ["/query type", "required additionalProperties", "required", "/tags anyOf", "/limit type"] + [""] * 4
    for text, answer, want in zip(bad, answers, wants, strict=True):
        expect(answer["ok"] is False, f"ok is False for {text}", answer=answer)
        missing = [word for word in want.split() if word not in str(answer["error"])]
        expect(not missing, "path and rule of all that is wrong are named", call=text, error=answer, missing=missing)


@check("What is no call gives an error, not an exception", points=2)
def no_call(learner, rng):
    texts = ["", "{", "[1]", "null", "{}", '{"name": ["search"]}', '{"name": "search", "arguments": null}']
    texts += ['{"name": "search", "arguments": {"query": "q", "exact": NaN}}', '{"name": "find", "arguments": {}}']
    answers, log = learner.probes.run(texts)
    equal({t: a["ok"] for t, a in zip(texts, answers, strict=True)}, dict.fromkeys(texts, False), what="ok by call")
    for text, answer in zip(texts, answers, strict=True):
        told = isinstance(answer.get("error"), str) and answer["error"]
        expect(told, "what is wrong with a call stands under `error`, as a text", call=text, answer=answer)
    missing = [name for name in TOOLS if name not in answers[-1]["error"]]
    expect(not missing and not log, "an unknown tool gives the names of all known ones", error=answers[-1]["error"])


@check("A tool's exception is told, its default is not shared, Ctrl-C comes through", points=2)
def tool_trouble(learner, rng):
    calls = [call("broken"), call("broken", kind="key"), call("collect", item="a"), call("collect", item="b")]
    answers, _ = learner.probes.run([*calls, call("broken", kind="interrupt")])
    for answer, name in zip(answers, ("ValueError", "KeyError"), strict=False):
        equal(answer["ok"], False, what=f"ok after {name}")
        expect(name in answer["error"] and "out of paper" in answer["error"], "class and text are told", answer=answer)
    equal(answers[2:4], [{"ok": True, "result": ["a"]}, {"ok": True, "result": ["b"]}], what="two calls of collect")
    equal(answers[4], "KeyboardInterrupt", what="a tool that is interrupted")
