import numpy as np
import reference

from studytui.checks import check, close, equal, expect


def generator(rng):
    """A random.Random with a seed of its own."""
    return reference.random.Random(int(rng.integers(2**31)))


def policy(rng, **fixed):
    """A policy whose waits and their sums are exact in binary, unless said otherwise."""
    drawn = {
        "max_attempts": int(rng.integers(3, 7)),
        "base_s": float(rng.choice([0.25, 0.5, 1.0])),
        "factor": float(rng.choice([2.0, 4.0])),
        "max_s": 4096.0,
        "jitter": "none",
    }
    return drawn | fixed


def caps(p):
    """The wait after each failure but the last, without jitter."""
    return [min(p["max_s"], p["base_s"] * p["factor"] ** n) for n in range(p["max_attempts"] - 1)]


def ks_distance(draws, low, high):
    """The largest gap between the draws' distribution and the uniform one on [low, high]."""
    position = (np.sort(draws) - low) / (high - low)
    n = len(draws)
    return float(max((np.arange(1, n + 1) / n - position).max(), (position - np.arange(n) / n).max()))


def uniform(draws, low, high, what):
    """Uniform by Kolmogorov and Smirnov: a right answer is further off once in 10⁹ runs, at most."""
    draws = np.asarray(draws, dtype=float)
    expect(
        draws.min() >= low and draws.max() <= high, f"{what} lie in [{low}, {high}]", min=draws.min(), max=draws.max()
    )
    distance = ks_distance(draws, low, high)
    expect(distance < np.sqrt(10.7 / len(draws)), f"{what} are uniform in [{low}, {high}]", largest_gap=distance)


@check("A first success is returned, without any wait", points=1)
def first_success(learner, rng):
    got = learner.probes.play(policy(rng), [["ok", "fine"]], generator(rng))
    equal([got["returned"], got["calls"], got["slept"]], ["fine", 1, []], what="result, calls and waits")


@check("Failures are followed by growing waits, until one call succeeds", points=2)
def waits_then_succeeds(learner, rng):
    p = policy(rng)
    failures = int(rng.integers(1, p["max_attempts"]))
    got = learner.probes.play(p, [["plain"]] * failures + [["ok", 7]], generator(rng))
    equal([got["returned"], got["calls"]], [7, failures + 1], what=f"result and calls after {failures} failures")
    close(got["slept"], caps(p)[:failures], rtol=1e-9, what=f"waits of {p}")


@check("None, 0 and empty results are successes", points=1)
def empty_result(learner, rng):
    for value in (None, 0, "", False, []):
        got = learner.probes.play(policy(rng), [["ok", value], ["plain"]], generator(rng))
        equal([got["error"], got["calls"], got["slept"]], [None, 1, []], what=f"error, calls and waits for {value!r}")
        expect(got["returned"] == value, "what fn returns is returned", returned=got["returned"], want=value)


@check("max_attempts counts all calls", points=2)
def attempts(learner, rng):
    for n in (1, 2, int(rng.integers(3, 7))):
        got = learner.probes.play(policy(rng, max_attempts=n), [["plain"]], generator(rng))
        equal(got["calls"], n, what=f"the number of calls with max_attempts = {n}")


@check("No wait follows the last attempt", points=1)
def no_last_wait(learner, rng):
    for n in (1, int(rng.integers(2, 7))):
        p = policy(rng, max_attempts=n)
        got = learner.probes.play(p, [["plain"]], generator(rng))
        equal(len(got["slept"]), n - 1, what=f"the number of waits with max_attempts = {n}")
        close(got["slept"], caps(p), rtol=1e-9, what=f"waits of {p}")


@check("After the last attempt its own error is raised", points=2)
def last_error(learner, rng):
    n = int(rng.integers(1, 5))
    got = learner.probes.play(policy(rng, max_attempts=n), [["plain"]], generator(rng))
    expect(got["attempt"] == n, "the last error itself is raised, not another one", raised=got["error"])
    expect(got["from_fn"] is True, "its traceback still leads to the line in fn that raised it")
    equal(got["cause"], None, what="the cause of the last error")


@check("What is not retryable is raised at once", points=2)
def not_retryable(learner, rng):
    before = int(rng.integers(0, 3))
    p = policy(rng, max_attempts=5)
    got = learner.probes.play(p, [["plain"]] * before + [["fatal"], ["ok", 1]], generator(rng))
    equal([got["calls"], len(got["slept"])], [before + 1, before], what="calls and waits up to the fatal error")
    equal([got["error"], got["attempt"]], ["FatalError", before + 1], what="the error raised, and its attempt")


@check("What retryable approves is retried, a TimeoutError of fn's too", points=1)
def any_kind(learner, rng):
    for kind in ("TimeoutError", "RuntimeError", "AssertionError"):
        got = learner.probes.play(policy(rng), [[kind], [kind], ["ok", 1]], generator(rng))
        equal([got["error"], got["calls"]], [None, 3], what=f"error and calls when fn raises {kind} twice")


@check("What is no Exception is never retried: Ctrl-C, exit, cancellation", points=2)
def exits(learner, rng):
    for kind in ("KeyboardInterrupt", "SystemExit", "CancelledError", "AbortError"):
        before = int(rng.integers(0, 2))
        got = learner.probes.play(policy(rng), [["plain"]] * before + [[kind], ["ok", 1]], generator(rng))
        equal([got["error"], got["calls"]], [kind, before + 1], what=f"error and calls, attempt {before + 1} is cut")
        equal([got["attempt"], len(got["slept"])], [before + 1, before], what=f"attempt raised and waits with {kind}")


@check("delays: one less than attempts, capped", points=2)
def capped(learner, rng):
    p = policy(rng, max_s=float(rng.choice([1.5, 3.0, 10.0])), max_attempts=int(rng.integers(1, 9)))
    close(learner.probes.waits(p, generator(rng)), caps(p), rtol=1e-9, what=f"delays of {p}")
    p = policy(rng, factor=1.0)
    close(learner.probes.waits(p, generator(rng)), caps(p), rtol=1e-9, what=f"delays of {p}")
    p = {"max_attempts": 9, "base_s": 0.75, "jitter": "none"}
    want = caps(p | {"factor": 2.0, "max_s": 60.0})
    close(learner.probes.waits(p, generator(rng)), want, rtol=1e-9, what=f"delays of {p}, the rest not given")


@check("3,000 attempts do not overflow", points=1)
def no_overflow(learner, rng):
    p = policy(rng, max_attempts=3000, max_s=60.0)
    got = learner.probes.waits(p, generator(rng))
    close(got[-3:], [60.0] * 3, rtol=1e-9, what="the last delays of 3,000 attempts")
    equal(len(got), 2999, what="the number of delays")
    got = learner.probes.waits(p | {"base_s": 0.0}, generator(rng))
    close(got, np.zeros(2999), what="the delays of 3,000 attempts with base_s = 0")


def growing_shares(learner, rng, jitter):
    """Delays whose caps grow a hundredfold, slowly, divided by them."""
    p = policy(rng, max_attempts=1001, factor=1.005, jitter=jitter)
    return np.divide(learner.probes.waits(p, generator(rng)), caps(p))


@check("Full jitter is uniform between 0 and the cap", points=2)
def full_jitter(learner, rng):
    p = policy(rng, max_attempts=2001, factor=1.0, jitter="full")
    uniform(learner.probes.waits(p, generator(rng)), 0.0, p["base_s"], "delays with full jitter")
    p |= {"base_s": 9.0, "max_s": 2.5}
    uniform(learner.probes.waits(p, generator(rng)), 0.0, 2.5, "delays with full jitter, capped")
    uniform(growing_shares(learner, rng, "full"), 0.0, 1.0, "growing delays, divided by their caps,")


@check("Equal jitter is uniform between half the cap and the cap", points=1)
def equal_jitter(learner, rng):
    for most in (90.0, 5.0):
        p = policy(rng, max_attempts=1001, base_s=8.0, factor=1.0, jitter="equal", max_s=most)
        cap = caps(p)[0]
        uniform(learner.probes.waits(p, generator(rng)), cap / 2, cap, f"delays with equal jitter, max_s = {most},")
    uniform(growing_shares(learner, rng, "equal"), 0.5, 1.0, "growing delays, divided by their caps,")


@check("retry_call waits with the policy's jitter, drawn from rng", points=2)
def jitter_used(learner, rng):
    p = policy(rng, max_attempts=400, factor=1.0)
    p.pop("jitter")
    drawn = generator(rng)
    states = (drawn, drawn, generator(rng))
    first, again, other = [learner.probes.play(p, [["plain"]], each)["slept"] for each in states]
    uniform(first, 0.0, p["base_s"], "waits with the default jitter")
    equal(again, first, what="the waits for the same state of rng")
    expect(other != first, "another rng gives other waits", first=first[:3], other=other[:3])


@check("retry_after on the error replaces the wait", points=2)
def hint_wins(learner, rng):
    p = policy(rng, max_attempts=6, max_s=8.0)
    for hint in (0.125, float(rng.choice([9.0, 200.0]))):
        script = [["plain"], ["flaky", hint], ["flaky", None], ["plain"], ["ok", 1]]
        got = learner.probes.play(p, script, generator(rng))
        want = caps(p)[:4]
        want[1] = hint
        shown = f"waits after errors with retry_after absent, {hint}, None, absent, for {p};"
        close(got["slept"], want, rtol=1e-9, what=shown)
    got = learner.probes.play(p, [["busy"], ["plain"], ["ok", 1]], generator(rng))
    close(got["slept"], [3.0, caps(p)[1]], rtol=1e-9, what="waits after errors with retry_after on the class, absent")


@check("retry_after is waited for exactly, with jitter too", points=1)
def hint_without_jitter(learner, rng):
    for jitter in ("full", "equal"):
        p = policy(rng, max_s=8.0, jitter=jitter)
        for hint in (0.125, int(rng.choice([9, 200]))):
            got = learner.probes.play(p, [["flaky", hint], ["plain"], ["ok", 1]], generator(rng))
            equal(got["slept"][:1], [hint], what=f"the wait after retry_after = {hint} with {jitter} jitter")
            low, high = caps(p)[1] * (jitter == "equal") / 2, caps(p)[1]
            expect(low <= got["slept"][1] <= high, f"the next wait is in [{low}, {high}]", waits=got["slept"], policy=p)


@check("retry_after = 0 means at once", points=1)
def hint_of_zero(learner, rng):
    got = learner.probes.play(policy(rng), [["flaky", 0], ["plain"], ["ok", 1]], generator(rng))
    equal(got["calls"], 3, what="the number of calls")
    waits = got["slept"]
    expect(len([s for s in waits if s > 0]) == 1, "only the error without a hint is waited for", waits=waits)


def caused(got, attempt):
    """The error raised has that of the last attempt as its cause."""
    found = "another object, or none" if got["cause"] is None else f"the error of attempt {got['cause']}"
    wanted = f"the __cause__ of TimeoutError is the error that fn raised in attempt {attempt}"
    expect(got["cause"] == attempt, wanted, cause=found)


@check("No wait ends after the deadline", points=3)
def deadline_kept(learner, rng):
    p = policy(rng, max_attempts=6)
    took = float(rng.choice([0.125, 0.375]))
    allowed = int(rng.integers(1, 4))
    exactly = sum(caps(p)[:allowed]) + allowed * took
    late = exactly + took + 0.0625  # for the start of the next wait, not for its end
    for deadline, waits in ((late, allowed), (exactly, allowed), (exactly - 0.0625, allowed - 1)):
        got = learner.probes.play(p, [["plain"]], generator(rng), took, deadline)
        shown = f"with a deadline of {deadline} s, attempts of {took} s, waits of {caps(p)}"
        close(got["slept"], caps(p)[:waits], rtol=1e-9, what=f"waits {shown}")
        equal([got["error"], got["calls"]], ["TimeoutError", waits + 1], what=f"error and calls {shown}")
        caused(got, waits + 1)
    caused(learner.probes.play(p, [["caused"]], generator(rng), took, 0.0), 1)


@check("A hint is held against the deadline too", points=1)
def hint_and_deadline(learner, rng):
    p = policy(rng)
    got = learner.probes.play(p, [["flaky", 50.0]], generator(rng), 0.25, 50.0)
    equal([got["error"], got["slept"]], ["TimeoutError", []], what="error and waits when the hint ends too late")
    caused(got, 1)
    got = learner.probes.play(p, [["flaky", 0.125], ["ok", 3]], generator(rng), 0.0, 0.125)
    equal([got["error"], got["returned"]], [None, 3], what="error and result when the hint keeps the deadline")


@check("Past the deadline: one attempt, its success, its own last error", points=2)
def past_deadline(learner, rng):
    p = policy(rng)
    got = learner.probes.play(p, [["ok", 5]], generator(rng), 2.0, 1.0)
    equal([got["error"], got["returned"]], [None, 5], what="error and result of an attempt longer than the deadline")
    for kind, n, want in (("plain", 1, "PlainError"), ("fatal", 3, "FatalError"), ("plain", 3, "TimeoutError")):
        got = learner.probes.play(p | {"max_attempts": n}, [[kind]], generator(rng), 2.0, 0.0)
        shown = f"with max_attempts = {n} and a deadline of 0 s"
        equal([got["error"], got["calls"], got["slept"]], [want, 1, []], what=f"error, calls and waits {shown}")
