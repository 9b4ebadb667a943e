import probes
import reference
import torch

from studytui.checks import check, close, equal, expect, raises


def tensor(rng, *shape):
    """Numbers of size about one, in double precision."""
    return torch.from_numpy(rng.normal(size=shape))


def network(rng, layers=1):
    """Weights of some layers, and a number of heads; the width is twice or three times that number."""
    heads = int(rng.integers(2, 4))
    d = heads * int(rng.integers(2, 4))
    return [{name: tensor(rng, d, d) / d**0.5 for name in "qkvo"} for _ in range(layers)], heads


def width(weights):
    """d_model."""
    return len(weights[0]["q"])


def chunks(x, sizes):
    """The script that feeds x, (B, T, d), in pieces of these sizes."""
    return [["chunk", piece] for piece in x.split(list(sizes), dim=1)]


def pair(rng, tokens, batch=2, heads=2, d=3):
    """Keys and values of some tokens."""
    return tensor(rng, batch, heads, tokens, d), tensor(rng, batch, heads, tokens, d)


def same(got, want, what):
    """Equal within 1e-5."""
    close(got, want, rtol=1e-5, atol=1e-5, what=what)


def equals_full(learner, rng, sizes, batch=1, layers=1):
    """Decoding in chunks of these sizes gives what the reference gives in one pass."""
    weights, heads = network(rng, layers)
    x = tensor(rng, batch, sum(sizes), width(weights))
    outputs, lengths = learner.probes.play(weights, heads, sum(sizes), chunks(x, sizes))
    want = probes.full(reference, weights, heads, x)
    for n, (got, right) in enumerate(zip(outputs, want.split(list(sizes), dim=1), strict=True)):
        same(got, right, f"output of chunk {n} of {tuple(sizes)}")
    equal(lengths, [sum(sizes[: n + 1]) for n in range(len(sizes))], what=f"length after each chunk of {tuple(sizes)}")


@check("The bytes of a cache", points=1)
def size(learner, rng):
    sizes = [int(n) for n in rng.integers(1, 50, size=6)]
    equal(learner.cache_bytes(*sizes), reference.cache_bytes(*sizes), what=f"cache_bytes{tuple(sizes)}")


@check("update returns all tokens so far, in order", points=2)
def appends(learner, rng):
    cache, (k, v) = learner.KVCache(1, 12), pair(rng, 9)
    equal(cache.length, 0, what="length of a new cache")
    done = 0
    for n in (int(rng.integers(1, 5)), 1, int(rng.integers(1, 4)), 0):
        got = cache.update(0, k[:, :, done : done + n], v[:, :, done : done + n])
        done += n
        same(got[0], k[:, :, :done], f"keys after {done} tokens")
        same(got[1], v[:, :, :done], f"values after {done} tokens")
        equal(cache.length, done, what="length")


@check("Every layer has its own tokens; length is that of the fullest", points=2)
def layers_apart(learner, rng):
    cache = learner.KVCache(3, 8)
    tokens = [pair(rng, 8) for _ in range(3)]
    for start, end in ((0, 3), (3, 4), (4, 8)):
        for layer in rng.permutation(3) if start else (2, 0, 1):
            layer, (k, v) = int(layer), tokens[layer]
            got = cache.update(layer, k[:, :, start:end], v[:, :, start:end])
            same(got[0], k[:, :, :end], f"keys of layer {layer} after {end} tokens")
            same(got[1], v[:, :, :end], f"values of layer {layer} after {end} tokens")
            equal(cache.length, end, what=f"length once layer {layer} has {end} tokens")


@check("Without a cache: causal attention over x", points=2)
def full_pass(learner, rng):
    weights, heads = network(rng)
    x = tensor(rng, 2, int(rng.integers(2, 7)), width(weights))
    same(learner.probes.full(weights, heads, x), probes.full(reference, weights, heads, x), "output without a cache")
    single = [{name: weight.float() for name, weight in weights[0].items()}]
    got = learner.probes.full(single, heads, x.float())
    equal(str(got.dtype), "torch.float32", what="dtype of the output for float32 weights")


@check("Token by token equals the full pass", points=2)
def one_by_one(learner, rng):
    equals_full(learner, rng, [1] * int(rng.integers(2, 8)))


@check("A chunk after a prefill equals the full pass", points=3)
def chunk_after_prefill(learner, rng):
    for sizes in ((4, 2), (3, 3), (2, int(rng.integers(2, 6)), 1, int(rng.integers(2, 4)))):
        equals_full(learner, rng, sizes)


@check("Several sequences, several layers", points=1)
def batch_and_layers(learner, rng):
    equals_full(learner, rng, (int(rng.integers(1, 5)), 2, 1), batch=3, layers=3)


@check("Empty chunks change nothing", points=1)
def empty_chunk(learner, rng):
    equals_full(learner, rng, (2, 0, 2), batch=2)
    equals_full(learner, rng, (0, 3), layers=2)


@check("Each token is projected once", points=2)
def projected_once(learner, rng):
    weights, heads = network(rng)
    n = int(rng.integers(4, 20))
    counts = learner.probes.projected(weights, heads, tensor(rng, 1, n, width(weights)))
    equal(counts, {"k": n, "v": n}, what=f"tokens that pass through k and v while {n} are decoded one by one")


@check("Keys and values stay at one address", points=2)
def one_address(learner, rng):
    n = int(rng.integers(3, 30))
    equal(learner.probes.addresses(n, (1, 2, 1, 4)), [1, 1], what=f"addresses of keys and of values in {n} updates")


@check("max_len tokens fit, one more is refused before anything is written", points=2)
def overflow(learner, rng):
    most = int(rng.integers(3, 8))
    cache, (k, v), (more, others) = learner.KVCache(2, most), pair(rng, most), pair(rng, 3)
    cache.update(0, k[:, :, : most - 1], v[:, :, : most - 1])
    raises(ValueError, cache.update, 0, more[:, :, :2], others[:, :, :2])
    equal(cache.length, most - 1, what="length after an update was refused")
    got = cache.update(0, k[:, :, most - 1 :], v[:, :, most - 1 :])
    same(got[0], k, "keys, after an update was refused and another one fitted")
    same(got[1], v, "values, after an update was refused and another one fitted")
    raises(ValueError, cache.update, 0, more[:, :, :1], others[:, :, :1])
    wide, wider = pair(rng, most + 1, batch=3, heads=1)
    raises(ValueError, cache.update, 1, wide, wider)
    same(cache.update(1, v, k)[0], v, "keys of layer 1, whose first update, of another batch, was refused")


@check("Another batch, number of heads or width, or fewer values than keys, are refused", points=1)
def mismatch(learner, rng):
    cache, (k, v) = learner.KVCache(1, 9), pair(rng, 3)
    cache.update(0, k[:, :, :2], v[:, :, :2])
    for other in ({"batch": 1}, {"batch": 3}, {"heads": 1}, {"d": 1}):
        raises(ValueError, cache.update, 0, *pair(rng, 1, **other))
        raises(ValueError, cache.update, 0, k[:, :, 2:], pair(rng, 1, **other)[1])
    raises(ValueError, cache.update, 0, k, v[:, :, :1])
    raises(ValueError, cache.update, 0, k[:, :, :1], v)
    got = cache.update(0, k[:, :, 2:], v[:, :, 2:])
    same(got[0], k, "keys after updates that were refused")
    same(got[1], v, "values after updates that were refused")


@check("truncate: as if the tail had never been seen", points=3)
def roll_back(learner, rng):
    weights, heads = network(rng, layers=2)
    x, draft = tensor(rng, 2, 7, width(weights)), tensor(rng, 2, 4, width(weights))
    n = int(rng.integers(0, 4))
    actions = [["chunk", x[:, :n]], ["chunk", draft[:, :3]], ["truncate", n + 1], ["truncate", n]]
    actions += [["chunk", x[:, n : n + 2]], ["chunk", draft[:, 3:]], ["truncate", n + 2], ["chunk", x[:, n + 2 :]]]
    outputs, lengths = learner.probes.play(weights, heads, 9, actions)
    want = probes.full(reference, weights, heads, x)
    equal(lengths, [n, n + 3, n + 1, n, n + 2, n + 3, n + 2, 7], what="length after each action")
    same(outputs[2], want[:, n : n + 2], f"output of a chunk after truncate({n})")
    same(outputs[4], want[:, n + 2 :], f"output of a chunk after truncate({n + 2})")


@check("truncate keeps 0 to length tokens, and does not lengthen a layer", points=1)
def truncate_bounds(learner, rng):
    cache, (k, v) = learner.KVCache(2, 9), pair(rng, 5)
    cache.update(0, k, v)
    cache.update(1, k[:, :, :2], v[:, :, :2])
    for n in (6, -1):
        raises(ValueError, cache.truncate, n)
    cache.truncate(5)
    cache.truncate(4)
    equal(cache.length, 4, what="length after truncate(4)")
    same(cache.update(1, k[:, :, 2:3], v[:, :, 2:3])[1], v[:, :, :3], "values of a layer that was behind")
    cache.truncate(0)
    equal(cache.length, 0, what="length after truncate(0)")


@check("reorder moves keys and values of every layer", points=3)
def beams(learner, rng):
    weights, heads = network(rng, layers=2)
    before, after = int(rng.integers(2, 4)), int(rng.integers(2, 5))
    index = torch.from_numpy(rng.integers(0, before, size=after))
    index[:2] = before - 1
    first, second = tensor(rng, before, 3, width(weights)), tensor(rng, after, 2, width(weights))
    actions = [["chunk", first], ["reorder", index], *chunks(second, (1, 1))]
    outputs, lengths = learner.probes.play(weights, heads, 6, actions)
    want = probes.full(reference, weights, heads, torch.cat([first[index], second], dim=1))
    for n, got in enumerate(outputs[1:], start=3):
        same(got, want[:, n : n + 1], f"output at token {n}, after reorder({index.tolist()}) at token 3")
    equal(lengths, [3, 3, 4, 5], what="length after each action")
    expect(len(outputs[2]) == after, "the batch is that of beam_idx", got=len(outputs[2]))


@check("reorder is not confused by rows that change places, nor by a layer that is behind", points=2)
def beams_swapped(learner, rng):
    batch = int(rng.integers(2, 5))
    cache, tokens = learner.KVCache(2, 6), [pair(rng, held, batch=batch) for held in (4, 2)]
    for layer, (k, v) in enumerate(tokens):
        cache.update(layer, k, v)
    index = torch.arange(batch).roll(int(rng.integers(1, batch)))
    cache.reorder(index)
    for layer, (k, v) in enumerate(tokens):
        got, done = cache.update(layer, k[:, :, :0], v[:, :, :0]), f"of layer {layer} after reorder({index.tolist()})"
        same(got[0], k[index], f"keys {done}")
        same(got[1], v[index], f"values {done}")


@check("A layer that is behind the others sees what it holds itself", points=2)
def layer_behind(learner, rng):
    weights, heads = network(rng, layers=2)
    sizes = [int(n) for n in rng.integers(2, 5, size=3)]
    x = tensor(rng, 2, sum(sizes), width(weights))
    got, want = learner.probes.layer_by_layer(weights, heads, x, sizes), probes.full(reference, weights, heads, x)
    same(got, want, f"output when layer 0 takes the chunks of {sizes} tokens first and layer 1 takes them after that")


@check("Without a number the layer is the first", points=1)
def default_layer(learner, rng):
    weights, heads = network(rng)
    held = learner.probes.without_a_layer(weights, heads, tensor(rng, 1, 3, width(weights)))
    equal(held, [3, 0], what="tokens that each of two layers holds after forward(x, cache) of 3 tokens")
