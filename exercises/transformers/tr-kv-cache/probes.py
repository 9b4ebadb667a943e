import torch

from studytui.checks import probe


def stack_of(submission, weights, heads):
    """One attention layer per dict of weights, each with its q, k, v and o."""
    layers = []
    for each in weights:
        layer = submission.CachedAttention(len(each["q"]), heads)
        for name, weight in each.items():
            getattr(layer, name).weight.data = weight.clone()
        layers.append(layer)
    return layers


def through(layers, x, cache):
    """x through all layers, each added to its input."""
    for number, layer in enumerate(layers):
        x = x + layer(x, cache, number)
    return x


@probe
def full(submission, weights, heads, x):
    """The whole sequence in one pass, without a cache."""
    with torch.no_grad():
        return through(stack_of(submission, weights, heads), x, None)


@probe
def play(submission, weights, heads, max_len, actions):
    """Run a script on one cache; gives the output of each chunk, and the cache's length after every action.

    Actions: ["chunk", x], ["truncate", n], ["reorder", indices].
    """
    layers, outputs, lengths = stack_of(submission, weights, heads), [], []
    cache = submission.KVCache(len(weights), max_len)
    with torch.no_grad():
        for action, given in actions:
            if action == "chunk":
                outputs.append(through(layers, given, cache))
            else:
                getattr(cache, action)(given)
            lengths.append(int(cache.length))
    return outputs, lengths


@probe
def layer_by_layer(submission, weights, heads, x, sizes):
    """x in chunks of these sizes on one cache, all of them through one layer before the next layer begins."""
    cache = submission.KVCache(len(weights), x.shape[1])
    with torch.no_grad():
        for number, layer in enumerate(stack_of(submission, weights, heads)):
            x = torch.cat([piece + layer(piece, cache, number) for piece in x.split(sizes, dim=1)], dim=1)
    return x


@probe
def projected(submission, weights, heads, x):
    """How many tokens pass through k and v while x is decoded one by one."""
    layers = stack_of(submission, weights, heads)
    counts = {"k": 0, "v": 0}

    def counting(name):
        def hook(module, given, output):
            counts[name] += given[0].shape[-2]

        return hook

    for name in counts:
        getattr(layers[0], name).register_forward_hook(counting(name))
    cache = submission.KVCache(1, x.shape[1])
    with torch.no_grad():
        for t in range(x.shape[1]):
            layers[0](x[:, t : t + 1], cache, 0)
    return counts


@probe
def without_a_layer(submission, weights, heads, x):
    """How many tokens each layer of a cache for two holds after a forward pass that names none of them."""
    cache = submission.KVCache(2, 9)
    with torch.no_grad():
        stack_of(submission, weights, heads)[0](x, cache)
    nothing = x.new_empty(len(x), heads, 0, x.shape[2] // heads)
    return [cache.update(layer, nothing, nothing)[0].shape[2] for layer in (0, 1)]


@probe
def addresses(submission, steps, shape):
    """At how many addresses keys and values lie in the course of some one-token updates, with the cache's own kept."""
    cache = submission.KVCache(1, steps)
    held = [cache.update(0, torch.zeros(shape), torch.ones(shape)) for _ in range(steps)]
    return [len({pair[place].data_ptr() for pair in held}) for place in (0, 1)]
