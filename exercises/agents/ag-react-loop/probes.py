import copy

from studytui.checks import probe


def told(step):
    """A step as its class's name and its fields."""
    return [type(step).__name__, dict(vars(step))]


@probe
def parse(submission, texts):
    """What parse_step makes of each text, as told above; ["ParseError", its text] if it raises that."""
    found = []
    for text in texts:
        try:
            found.append(told(submission.parse_step(text)))
        except submission.ParseError as error:
            found.append(["ParseError", str(error)])
    return found


@probe
def texts(submission):
    """The given texts, as the submission has them."""
    return {name: getattr(submission, name) for name in ("CONTINUE", "UNPARSED", "REPEATED")}


@probe
def run(submission, replies, max_steps=20, **options):
    """Run the agent on scripted replies (an empty list: the model raises) and tools that keep a log."""
    log, shown = [], []

    def tool(name, answer):
        def call(given):
            log.append([name, copy.deepcopy(given)])
            return answer(given)

        return call

    def fail(given):
        raise {"key": KeyError, "interrupt": KeyboardInterrupt}.get(given.get("kind"), ValueError)("no paper")

    def spoil(given):
        if isinstance(given.get("value"), dict):
            given["value"]["rows"].clear()
        else:
            given.clear()
        return "spoilt"

    tools = {
        "echo": tool("echo", lambda given: given["value"]),
        "fail": tool("fail", fail),
        "spoil": tool("spoil", spoil),
    }

    def llm(messages):
        shown.append(copy.deepcopy(messages))
        if len(shown) > len(replies):
            raise EOFError("the script has no further reply")
        return replies[len(shown) - 1]

    outcome = {"shown": shown, "log": log, "raised": None}
    try:
        trace = submission.run_agent(llm, tools, "the task", max_steps=max_steps, **options)
    except NotImplementedError:
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - whatever escapes is what is asked for
        return outcome | {"raised": type(error).__name__}
    return outcome | {"steps": [told(s) for s in trace.steps], "answer": trace.answer, "status": trace.status}
