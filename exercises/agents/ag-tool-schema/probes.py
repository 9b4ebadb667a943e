from typing import Literal, Optional

from studytui.checks import probe

LOG = []


def search(query: str, limit: int = 10, tags: list[str] | None = None, exact=False):
    """Find documents.

    The rest of the docstring is not for the model.
    """
    LOG.append("search")
    return [query, limit, tags, exact]


def collect(item: str, into: list[str] = []):  # noqa: B006 - the trap that every call walks into
    LOG.append("collect")
    into.append(item)
    return list(into)


def settings(
    mode: Literal["fast", "exact", 3],
    share: float,
    active: bool,
    rows: list[list[int]],
    extra: dict,
    note: Optional[str],  # noqa: UP045 - both spellings are met in the wild
    either: "int | str" = 3,
    things: list = None,  # noqa: RUF013 - a default need not fit its annotation
) -> None:
    """Change settings."""
    LOG.append("settings")


def broken(kind: str = "value"):
    LOG.append("broken")
    raise {"value": ValueError, "key": KeyError, "interrupt": KeyboardInterrupt}[kind]("out of paper")


TOOLS = {"search": search, "collect": collect, "settings": settings, "broken": broken}


@probe
def schema(submission, name):
    """tool_schema of one of the functions above."""
    return submission.tool_schema(TOOLS[name])


@probe
def run(submission, calls):
    """What dispatch gives for each JSON text in turn, and the tools that were really called."""
    LOG.clear()
    answers = []
    for text in calls:
        try:
            answers.append(submission.dispatch(text, TOOLS))
        except KeyboardInterrupt:
            answers.append("KeyboardInterrupt")
    return answers, list(LOG)


@probe
def change_default(submission, value, schema):
    """The schema's default for key `a`, after a list that coerce put there was appended to."""
    submission.coerce(value, schema)["a"].append("changed")
    return schema["properties"]["a"]["default"]
