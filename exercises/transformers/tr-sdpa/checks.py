import probes
import reference
import torch

from studytui.checks import check, close, equal, expect, unchanged


def tensor(rng, *shape):
    """Numbers of size about one, in double precision."""
    return torch.from_numpy(rng.normal(size=shape))


def sizes(rng):
    """Queries, more keys than that, and two different widths."""
    queries = int(rng.integers(2, 6))
    return queries, queries + int(rng.integers(1, 4)), int(rng.integers(2, 6)), int(rng.integers(6, 9))


def inputs(rng, *leading, queries=None, keys=None, d=None):
    """q, k and v with the given leading dimensions."""
    some = sizes(rng)
    queries, keys, d, e = queries or some[0], keys or some[1], d or some[2], some[3]
    return tensor(rng, *leading, queries, d), tensor(rng, *leading, keys, d), tensor(rng, *leading, keys, e)


def random_mask(rng, *shape):
    """A mask, (..., Tq, Tk), that allows at least one key of each row and forbids at least one."""
    mask = torch.from_numpy(rng.random(size=shape) < 0.5)
    mask[..., 0], mask[..., -1] = True, False
    order = torch.from_numpy(rng.permutation(shape[-1]))
    return mask[..., order]


def agrees(learner, q, k, v, *, atol=1e-10, what="", **options):
    """Output and weights are the reference's, computed in double precision."""
    output, weights = learner.attention(q, k, v, **options)
    want, want_weights = reference.attention(q.double(), k.double(), v.double(), **options)
    close(weights, want_weights, rtol=0.0, atol=atol, what=f"weights{what}")
    close(output, want, rtol=0.0, atol=atol * max(1.0, float(v.abs().max())), what=f"output{what}")
    return output, weights


@check("The weights of each query sum to one over the keys", points=1)
def weights_sum_to_one(learner, rng):
    q, k, v = inputs(rng)
    output, weights = learner.attention(q, k, v)
    expect(tuple(output.shape) == (len(q), v.shape[1]), "output has shape (Tq, e)", got=output.shape)
    expect(tuple(weights.shape) == (len(q), len(k)), "weights have shape (Tq, Tk)", got=weights.shape)
    close(weights.sum(dim=-1), torch.ones(len(q)), rtol=1e-9, what="sums of weights over the keys")


@check("Output and weights for any leading dimensions", points=2)
def plain(learner, rng):
    for leading in ((), (3,), (2, 3)):
        agrees(learner, *inputs(rng, *leading), what=f" with leading dimensions {leading}")


@check("Under a mask the weights still sum to one", points=2)
def masked_sum_to_one(learner, rng):
    q, k, v = inputs(rng, 2)
    mask = random_mask(rng, 2, q.shape[1], k.shape[1])
    _, weights = learner.attention(q, k, v, mask=mask)
    close(weights.sum(dim=-1), torch.ones(q.shape[:-1]), rtol=1e-9, what="sums of weights over the keys")


@check("True in the mask means: may attend", points=2)
def mask_allows(learner, rng):
    q, k, v = inputs(rng, 2, 3)
    queries, keys = q.shape[-2], k.shape[-2]
    for shape in ((2, 3, queries, keys), (queries, keys), (2, 1, 1, keys)):
        agrees(learner, q, k, v, mask=random_mask(rng, *shape), what=f" with a mask of shape {shape}")


@check("Causal: no query sees a later key", points=2)
def causal_square(learner, rng):
    queries = int(rng.integers(2, 7))
    agrees(learner, *inputs(rng, 2, queries=queries, keys=queries), causal=True)


@check("Causal with more keys than queries aligns the ends", points=2)
def causal_aligns_ends(learner, rng):
    for queries, keys in ((2, 5), (1, 4), (4, 6)):
        agrees(learner, *inputs(rng, queries=queries, keys=keys), causal=True, what=f", Tq = {queries}, Tk = {keys}")


@check("Mask and causal combine: both must allow", points=1)
def mask_and_causal(learner, rng):
    q, k, v = inputs(rng, 2)
    mask = random_mask(rng, q.shape[1], k.shape[1])
    mask[:, 0] = True
    agrees(learner, q, k, v, mask=mask, causal=True)


@check("A query without any key gets zeros", points=2)
def query_without_keys(learner, rng):
    q, k, v = inputs(rng)
    mask = random_mask(rng, len(q), len(k))
    row = int(rng.integers(len(q)))
    mask[row] = False
    _, weights = agrees(learner, q, k, v, mask=mask)
    equal(weights[row], torch.zeros(len(k)), what=f"weights of query {row}, which may see nothing")
    agrees(learner, *inputs(rng, queries=5, keys=3), causal=True, what=", causal, Tq = 5, Tk = 3")


@check("Gradients of q, k and v", points=2)
def gradients(learner, rng):
    q, k, v = inputs(rng, 2)
    mask = random_mask(rng, q.shape[1], k.shape[1])
    for options in ({}, {"mask": mask}, {"causal": True}):
        same_gradients(learner, rng, q, k, v, options)


@check("Gradients beside a query without keys are not nan", points=2)
def gradients_without_keys(learner, rng):
    q, k, v = inputs(rng)
    mask = random_mask(rng, len(q), len(k))
    mask[int(rng.integers(len(q)))] = False
    same_gradients(learner, rng, q, k, v, {"mask": mask})


def same_gradients(learner, rng, q, k, v, options):
    direction = tensor(rng, *q.shape[:-1], v.shape[-1])
    got = learner.probes.gradients(q, k, v, direction, options)
    want = probes.gradients(reference, q, k, v, direction, options)
    for name, mine, right in zip("qkv", got, want, strict=True):
        close(mine, right, rtol=0.0, atol=1e-9, what=f"gradient of {name} with {', '.join(options) or 'no options'}")


@check("One query, one dimension, scores of size 10⁴", points=1)
def corners(learner, rng):
    agrees(learner, *inputs(rng, queries=1), what=", Tq = 1")
    agrees(learner, *inputs(rng, d=1), what=", d = 1")
    q, k, v = inputs(rng)
    agrees(learner, 1e4 * q, k, v, causal=True, atol=1e-9, what=", large scores")
    q, k, v = inputs(rng, d=4)
    agrees(learner, q.abs() - 100, k.abs() + 100, v, causal=True, atol=1e-9, what=", all scores near -20000")


@check("float32 in, float32 out", points=1)
def single_precision(learner, rng):
    q, k, v = (each.float() for each in inputs(rng, 2))
    output, weights = agrees(learner, q, k, v, causal=True, atol=2e-6)
    equal([str(output.dtype), str(weights.dtype)], ["torch.float32"] * 2, what="dtypes of output and weights")


@check("float16 in, float16 out, masks included", points=2)
def half_precision(learner, rng):
    q, k, v = (each.half() for each in inputs(rng, 2))
    mask = random_mask(rng, q.shape[1], k.shape[1])
    for options in ({}, {"mask": mask}, {"causal": True}):
        output, weights = agrees(learner, q, k, v, atol=5e-3, **options)
        equal([str(output.dtype), str(weights.dtype)], ["torch.float16"] * 2, what="dtypes of output and weights")
    q, v = torch.full((1, 16), 100.0).half(), torch.tensor([[1.0], [2.0]]).half()
    agrees(learner, q, torch.cat([q, -q]), v, atol=5e-3, what=" for q·k = ±160000, √d = 4")


@check("Dropout zeroes weights and scales up the rest", points=2)
def dropout(learner, rng):
    q, k, _ = inputs(rng, 4, queries=64, keys=64)
    v = torch.eye(64, dtype=torch.float64).expand(4, 64, 64)
    p = float(rng.uniform(0.2, 0.6))
    generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
    used, weights = learner.attention(q, k, v, dropout_p=p, generator=generator)
    close(weights, reference.attention(q, k, v)[1], rtol=0.0, atol=1e-10, what="weights, as they are before dropout")
    kept = used != 0
    close(used[kept], (weights / (1 - p))[kept], rtol=1e-9, what="weights that were kept, times 1 / (1 - dropout_p)")
    share = 1 - kept.double().mean().item()
    # 16,384 draws: six standard errors are at most 0.0235.
    expect(abs(share - p) < 0.0235, "the share of weights dropped is dropout_p", share=share, dropout_p=p)
    for axis, name in enumerate(("leading dimensions", "queries", "keys")):
        mine, its_neighbour = kept.narrow(axis, 0, kept.shape[axis] - 1), kept.narrow(axis, 1, kept.shape[axis] - 1)
        alike, want = (mine == its_neighbour).double().mean().item(), p**2 + (1 - p) ** 2
        # 12,288 pairs or more: six standard errors are below 0.05. One draw for several gives 1, against 0.68 at most.
        message = f"weights next to each other along the {name} are dropped independently of each other"
        expect(abs(alike - want) < 0.1, message, share_treated_alike=alike, share_when_independent=want)
    again, _ = learner.attention(q, k, v, dropout_p=p, generator=generator)
    equal(again, used, what="the output for the same state of the generator")
    first, second = learner.probes.two_calls(q, k, v, p, int(rng.integers(2**31)))
    differ = not torch.equal(first, second)
    expect(differ, "two calls in turn with one generator, which moves on, drop different weights", dropout_p=p)


@check("The inputs are left as they were", points=1)
def inputs_untouched(learner, rng):
    q, k, v = inputs(rng)
    unchanged(learner.attention, q, k, v, mask=random_mask(rng, len(q), len(k)), causal=True)
