import math

import torch

from studytui.checks import check, close, equal, expect, operations, raises, unchanged

INF = float("inf")


def draw(rng, rows=None, tokens=None):
    """Distinct logits, (B, V), in double precision, with a spread of about 1.5."""
    rows = rows or int(rng.integers(1, 4))
    tokens = tokens or int(rng.integers(5, 12))
    return torch.from_numpy(1.5 * rng.normal(size=(rows, tokens)))


def kept_by_hand(row, temperature=1.0, top_k=None, top_p=None, min_p=None):
    """The ids kept of a list of logits, token by token in sorted order."""
    ranks = sorted(range(len(row)), key=lambda i: (-row[i], i))
    ranks = [i for i in ranks if row[i] > -INF]
    if temperature == 0:
        return ranks[:1]
    ranks = ranks[:top_k]
    total = math.fsum(weights := [math.exp((row[i] - row[ranks[0]]) / temperature) for i in ranks])
    if top_p is not None and top_p < 1:
        mass, count = 0.0, 0
        while count < len(ranks) and (count == 0 or mass < top_p - 1e-9):
            mass += weights[count] / total
            count += 1
        ranks, weights = ranks[:count], weights[:count]
    return sorted(i for i, w in zip(ranks, weights, strict=True) if w >= ((min_p or 0) - 1e-9) * weights[0])


def support(logits):
    """The ids that are left in each row."""
    return [[i for i, x in enumerate(row) if x > -INF] for row in logits.tolist()]


def filtered(learner, logits, **options):
    """The learner keeps the right tokens, with the right logits."""
    got = learner.filter_logits(logits, **options)
    expect(tuple(got.shape) == tuple(logits.shape), "the shape stays", got=got.shape, want=logits.shape)
    said = ", ".join(f"{name} = {value:.12g}" for name, value in options.items()) or "no options"
    want = [kept_by_hand(row, **options) for row in logits.tolist()]
    equal(
        support(got), want, what=f"the tokens kept with {said}, of {logits.tolist() if logits.numel() < 60 else '…'};"
    )
    kept = got > -INF
    scaled = logits.double() / (options.get("temperature", 1.0) or 1.0)
    close(got[kept], scaled[kept], rtol=1e-6, atol=1e-9, what=f"the logits kept with {said}")
    return got


@check("Without options the logits stay as they are", points=1)
def no_options(learner, rng):
    filtered(learner, draw(rng))
    filtered(learner, draw(rng), top_k=50)
    got = learner.filter_logits(draw(rng).float(), temperature=0.7, top_k=3, top_p=0.9, min_p=0.01)
    equal(str(got.dtype), "torch.float32", what="dtype for float32 logits")


@check("Temperature divides the logits", points=1)
def temperature(learner, rng):
    filtered(learner, draw(rng), temperature=float(rng.uniform(0.2, 3.0)))


@check("top_k keeps the k largest, of each row by itself", points=1)
def top_k(learner, rng):
    logits = draw(rng, rows=3)
    for k in (1, int(rng.integers(2, 5)), logits.shape[1], logits.shape[1] + 1):
        filtered(learner, logits, top_k=k)


@check("Of equal logits the lower ids are kept, exactly k of them", points=2)
def ties(learner, rng):
    for _ in range(3):
        logits = torch.from_numpy(rng.integers(-2, 2, size=(2, 9)).astype(float))
        filtered(learner, logits, top_k=int(rng.integers(1, 9)))
    filtered(learner, torch.zeros(1, 300), top_k=int(rng.integers(2, 290)))


@check("top_p keeps the smallest prefix that reaches p", points=3)
def top_p(learner, rng):
    for p in (*rng.uniform(0.05, 0.95, size=6).tolist(), 1e-12):
        filtered(learner, draw(rng, rows=3), top_p=p)


@check("A mass of exactly p has reached it; top_p = 1 keeps everything", points=2)
def top_p_boundary(learner, rng):
    order = torch.from_numpy(rng.permutation(4))
    logits = torch.tensor([[0.5, 0.25, 0.125, 0.125]], dtype=torch.float64).log()[:, order]
    for p in (0.5, 0.75, 0.875, 0.75 + 1e-7, 0.75 - 1e-7, 0.75 + 5e-10, 0.75 + 1.5e-9):
        filtered(learner, logits, top_p=p)
    filtered(learner, torch.tensor([[0.0, -70.0, -35.0, -1.0]], dtype=torch.float64), top_p=1.0)
    filtered(learner, torch.zeros(1, 200, dtype=torch.float64), top_p=float(rng.integers(1, 20) / 20) - 0.02)


@check("min_p is a share of the likeliest token's probability", points=2)
def min_p(learner, rng):
    for share in (*rng.uniform(0.02, 0.9, size=4).tolist(), 0.0, 1.0):
        filtered(learner, draw(rng, rows=2), min_p=share)
    logits = torch.tensor([[0.0, -1.0, -2.0, -3.0]], dtype=torch.float64) * math.log(2)
    for share in (0.25, 0.25 + 1e-7, 0.25 + 5e-10, 0.25 + 1.5e-9, 0.5):
        filtered(learner, logits, min_p=share)
    filtered(learner, logits, top_p=0.5, min_p=0.1)


@check("Temperature comes before top_p and min_p", points=2)
def temperature_first(learner, rng):
    for _ in range(4):
        t, p = float(rng.choice([0.3, 3.0])), float(rng.uniform(0.3, 0.9))
        filtered(learner, draw(rng, tokens=12), temperature=t, top_p=p)
        filtered(learner, draw(rng, tokens=12), temperature=t, min_p=p / 3)


@check("top_p counts what top_k left, renormalised", points=2)
def top_k_then_top_p(learner, rng):
    for _ in range(4):
        logits = 0.3 * draw(rng, tokens=12)
        filtered(learner, logits, top_k=int(rng.integers(2, 7)), top_p=float(rng.uniform(0.3, 0.95)))
    logits = draw(rng, tokens=12)
    options = {"temperature": float(rng.uniform(0.5, 2)), "top_k": 8, "top_p": float(rng.uniform(0.5, 0.95))}
    filtered(learner, logits, **options, min_p=float(rng.uniform(0.05, 0.5)))


@check("Temperature 0 keeps the first largest logit alone, without nan", points=2)
def temperature_zero(learner, rng):
    logits = draw(rng)
    filtered(learner, logits, temperature=0.0)
    filtered(learner, logits, temperature=0.0, top_k=3, top_p=0.99, min_p=0.001)
    tied = torch.from_numpy(rng.integers(0, 2, size=(3, 40)).astype(float))
    filtered(learner, tied, temperature=0)


@check("What is impossible already stays so", points=1)
def already_removed(learner, rng):
    logits = draw(rng, rows=2, tokens=8)
    few = torch.full_like(logits, -INF)
    for row, count in enumerate((1, 2)):
        chosen = torch.from_numpy(rng.permutation(8)[:count])
        few[row, chosen] = logits[row, chosen]
    for options in ({}, {"top_k": 4}, {"top_p": 0.99}, {"min_p": 0.0}, {"top_p": 1.0}, {"temperature": 0.0}):
        filtered(learner, few, **options)


@check("20,000 float16 logits: sums are taken in double precision", points=2)
def precision(learner, rng):
    for p in (0.3, 0.9):
        logits = (0.01 * draw(rng, rows=1, tokens=20_000)).half()
        got = support(learner.filter_logits(logits, top_p=p))
        want = kept_by_hand(logits[0].tolist(), top_p=p)
        equal(len(got[0]), len(want), what=f"the number of tokens kept of 20,000 with top_p = {p}")
        equal(got[0] == want, True, what="whether these are the likeliest ones")


@check("Logits of ±2000 are as good as any", points=1)
def large_logits(learner, rng):
    for shift in (2000.0, -2000.0):
        logits = draw(rng, rows=2) + shift
        for options in ({"top_p": 0.8}, {"min_p": 0.2}, {"top_k": 4, "top_p": 0.9}, {"temperature": 0.5, "top_p": 0.7}):
            filtered(learner, logits, **options)


@check("No Python loop over the vocabulary", points=1)
def vectorised(learner, rng):
    cost = operations(learner.filter_logits, draw(rng, rows=4, tokens=4000), top_k=3000, top_p=0.9, min_p=0.01)
    expect(cost.lines <= 500, "at most 500 lines run for 4 rows of 4,000 tokens", lines=cost.lines)


@check("Impossible options raise ValueError; the logits are left as they were", points=1)
def refuses(learner, rng):
    for options in ({"temperature": -0.1}, {"top_k": 0}, {"top_p": 0.0}, {"top_p": 1.1}, {"min_p": -0.1}, {"min_p": 2}):
        raises(ValueError, learner.filter_logits, draw(rng), **options)
    for options in ({"top_k": 2, "top_p": 0.5, "min_p": 0.1}, {"temperature": 0.0}, {"temperature": 0.5}):
        unchanged(learner.filter_logits, draw(rng), **options)


@check("Samples follow the probabilities that are left", points=2)
def sampling(learner, rng):
    row = draw(rng, rows=1, tokens=6)
    options = {"temperature": 1.5, "top_k": 4, "top_p": 0.97}
    kept = kept_by_hand(row[0].tolist(), **options)
    probs = torch.zeros(6, dtype=torch.float64)
    probs[kept] = (row[0, kept] / 1.5).softmax(-1)
    n = 4000
    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    ids = learner.sample(row.expand(n, 6).contiguous(), generator, **options)
    expect(tuple(ids.shape) == (n,), "sample gives one id per row", got=ids.shape)
    shares = torch.bincount(ids.long(), minlength=6).double() / n
    # Seven standard errors of each share, for 30 shares in a proof.
    wide = 7 * (probs * (1 - probs) / n).sqrt() + 1e-12
    expect(
        bool(((shares - probs).abs() <= wide).all()),
        "the shares of 4,000 draws are the probabilities",
        got=shares,
        want=probs,
    )
    equal(
        learner.sample(row, generator, temperature=0.0).tolist(), [int(row.argmax())], what="the draw at temperature 0"
    )


@check("The generator decides the draw", points=1)
def generator_used(learner, rng):
    logits = torch.zeros(50, 100, dtype=torch.float64)
    first, other = (torch.Generator().manual_seed(int(rng.integers(2**31))) for _ in range(2))
    ids = learner.sample(logits, first)
    equal(learner.sample(logits, first), ids, what="the draws for the same state of the generator")
    expect(learner.sample(logits, other).tolist() != ids.tolist(), "another generator draws other ids")
    one, two = learner.probes.two_samples(logits, int(rng.integers(2**31)))
    expect(not torch.equal(one, two), "two draws in turn with one generator, which moves on, differ", first=one)


@check("The penalty divides positive and multiplies negative logits, once", points=3)
def penalty(learner, rng):
    logits = draw(rng, rows=3, tokens=8)
    logits[0, 0] = 0.0
    history = torch.from_numpy(rng.integers(0, 8, size=(3, 5)))
    history[:, 1] = history[:, 3] = history[:, 0]
    for weight in (float(rng.uniform(1.1, 3)), 1.0, 0.5):
        rows = zip(logits.tolist(), history.tolist(), strict=True)
        want = [
            [(x / weight if x > 0 else x * weight) if i in past else x for i, x in enumerate(row)] for row, past in rows
        ]
        got = unchanged(learner.repetition_penalty, logits, history, weight)
        close(got, torch.tensor(want, dtype=torch.float64), rtol=1e-6, what=f"logits with penalty {weight:.4g}")


@check("An empty history changes nothing, and -inf stays -inf", points=1)
def penalty_corners(learner, rng):
    logits = draw(rng, rows=2, tokens=5)
    nothing = torch.zeros(2, 0, dtype=torch.int64)
    close(learner.repetition_penalty(logits, nothing, 2.0), logits, what="logits with an empty history")
    logits[0, 1] = -INF
    for weight in (1.5, 1.0, 0.5):
        got = learner.repetition_penalty(logits, torch.tensor([[1], [1]]), weight)
        equal(float(got[0, 1]), -INF, what=f"a logit of -inf after a penalty of {weight}")
