import itertools
import math

import reference

from studytui.checks import check, close, equal, expect, growth, operations


class Dual:
    """A value with its derivatives by every leaf, carried forwards: no graph, so nothing in common with backward."""

    def __init__(self, data, slopes):
        self.data = data
        self.slopes = slopes

    def _mix(self, other, data, mine, theirs):
        return Dual(data, [mine * a + theirs * b for a, b in zip(self.slopes, other.slopes, strict=True)])

    def _const(self, number):
        return number if isinstance(number, Dual) else Dual(number, [0.0] * len(self.slopes))

    def _map(self, data, slope):
        return Dual(data, [slope * a for a in self.slopes])

    def __add__(self, other):
        other = self._const(other)
        return self._mix(other, self.data + other.data, 1.0, 1.0)

    def __sub__(self, other):
        other = self._const(other)
        return self._mix(other, self.data - other.data, 1.0, -1.0)

    def __mul__(self, other):
        other = self._const(other)
        return self._mix(other, self.data * other.data, other.data, self.data)

    def __truediv__(self, other):
        return self._mix(other, self.data / other.data, 1 / other.data, -self.data / other.data**2)

    def __pow__(self, n):
        return self._map(self.data**n, n * self.data ** (n - 1))

    def exp(self):
        return self._map(math.exp(self.data), math.exp(self.data))

    def log(self):
        return self._map(math.log(self.data), 1 / self.data)

    def tanh(self):
        return self._map(math.tanh(self.data), 1 - math.tanh(self.data) ** 2)

    def relu(self):
        return self._map(max(self.data, 0.0), 1.0 if self.data > 0 else 0.0)


STEPS = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / (b² + 1)": lambda a, b: a / (b * b + 1.0),
    "tanh a": lambda a, b: a.tanh(),
    "(tanh a)³": lambda a, b: a.tanh() ** 3,
    "exp(tanh a)": lambda a, b: a.tanh().exp(),
    "log(a² + 1)": lambda a, b: (a * a + 1.0).log(),
    "relu a + b": lambda a, b: a.relu() + b,
}


def play(program, leaves):
    """The last node of a program whose steps name an operation and two earlier nodes."""
    nodes = list(leaves)
    for step, i, j in program:
        nodes.append(STEPS[step](nodes[i], nodes[j]))
    return nodes[-1]


def numbers(rng, count, low=0.3, high=2.0):
    """Plain floats."""
    return [round(float(number), 3) for number in rng.uniform(low, high, size=count)]


def leaf_gradient(learner, x, make):
    """The derivative at x of the value that `make` builds from a leaf."""
    leaf = learner.Value(x)
    make(leaf).backward()
    return leaf.grad


@check("Operations compute the right values", points=1)
def forward_values(learner, rng):
    a, b = numbers(rng, 2)
    x, y = learner.Value(a), learner.Value(b)
    close((x + y).data, a + b, what="x + y")
    close((x - y).data, a - b, what="x - y")
    close((x * y).data, a * b, what="x * y")
    close((x / y).data, a / b, what="x / y")
    close((-x).data, -a, what="-x")
    close((x**3).data, a**3, what="x ** 3")
    close(x.log().exp().tanh().relu().data, math.tanh(a), rtol=1e-9, what="x.log().exp().tanh().relu()")
    close(x.data, a, what="x.data, after it was used")


@check("Gradients of x * y + w", points=2)
def plain_gradients(learner, rng):
    a, b, c = numbers(rng, 3)
    x, y, w = learner.Value(a), learner.Value(b), learner.Value(c)
    equal([x.grad, y.grad, w.grad], [0.0, 0.0, 0.0], what="grad before backward")
    z = x * y + w
    z.backward()
    close([z.grad, x.grad, y.grad, w.grad], [1.0, b, a, 1.0], what="grad of the result, x, y and w")
    close(leaf_gradient(learner, a, lambda x: x), 1.0, what="grad of a leaf after its own backward")


@check("A node that is used twice collects both gradients", points=2)
def node_used_twice(learner, rng):
    (a,) = numbers(rng, 1)
    close(leaf_gradient(learner, a, lambda x: x * x), 2 * a, what="derivative of x * x")
    close(leaf_gradient(learner, a, lambda x: x + x), 2.0, what="derivative of x + x")
    close(leaf_gradient(learner, a, lambda x: x - x), 0.0, atol=1e-12, what="derivative of x - x")


@check("Powers, x ** 0 and x ** 1 at zero included", points=2)
def powers(learner, rng):
    (a,) = numbers(rng, 1)
    for n in (3, 1, -1, -2, 0.5):
        close(leaf_gradient(learner, a, lambda x, n=n: x**n), n * a ** (n - 1), rtol=1e-9, what=f"d(x ** {n}) at {a}")
    slopes = [(a, 0, 0.0), (0.0, 0, 0.0), (-a, 0, 0.0), (-a, 2, -2 * a), (0.0, 1, 1.0), (0.0, 2, 0.0)]
    for at, n, slope in slopes:
        got = leaf_gradient(learner, at, lambda x, n=n: x**n)
        close(got, slope, rtol=1e-9, what=f"derivative of x ** {n} at {at}")


@check("Plain numbers on either side", points=2)
def plain_numbers(learner, rng):
    a, c = numbers(rng, 2)
    forms = {
        "x + c": (lambda x: x + c, a + c, 1.0),
        "c + x": (lambda x: c + x, a + c, 1.0),
        "x - c": (lambda x: x - c, a - c, 1.0),
        "c - x": (lambda x: c - x, c - a, -1.0),
        "x * c": (lambda x: x * c, a * c, c),
        "2 * x": (lambda x: 2 * x, 2 * a, 2.0),
        "x / c": (lambda x: x / c, a / c, 1 / c),
        "c / x": (lambda x: c / x, c / a, -c / a**2),
    }
    for name, (make, value, slope) in forms.items():
        leaf = learner.Value(a)
        result = make(leaf)
        result.backward()
        close(result.data, value, rtol=1e-9, what=f"value of {name} for x = {a}, c = {c}")
        close(leaf.grad, slope, rtol=1e-9, what=f"derivative of {name} for x = {a}, c = {c}")


@check("exp, log, tanh and relu", points=1)
def functions(learner, rng):
    (a,) = numbers(rng, 1)
    close(leaf_gradient(learner, a, lambda x: x.exp()), math.exp(a), rtol=1e-9, what=f"derivative of exp at {a}")
    close(leaf_gradient(learner, a, lambda x: x.log()), 1 / a, rtol=1e-9, what=f"derivative of log at {a}")
    close(leaf_gradient(learner, a, lambda x: x.tanh()), 1 - math.tanh(a) ** 2, rtol=1e-9, what=f"d tanh at {a}")
    for at, slope in ((a, 1.0), (-a, 0.0), (0.0, 0.0)):
        equal(learner.Value(at).relu().data, max(at, 0.0), what=f"relu at {at}")
        equal(leaf_gradient(learner, at, lambda x: x.relu()), slope, what=f"derivative of relu at {at}")


@check("Random graphs, in which paths part and meet again", points=3)
def random_graphs(learner, rng):
    names = sorted(STEPS)
    for _ in range(8):
        inputs = numbers(rng, 3, low=-2.0)
        steps = int(rng.integers(2, 16))
        program = [
            (names[int(rng.integers(len(names)))], int(rng.integers(max(0, n - 3), n)), int(rng.integers(n)))
            for n in range(3, 3 + steps)
        ]
        leaves = [learner.Value(x) for x in inputs]
        result = play(program, leaves)
        result.backward()
        want = play(program, [Dual(x, [float(i == j) for j in range(3)]) for i, x in enumerate(inputs)])
        shown = f"of nodes 0, 1, 2 = {inputs} in {program}"
        close(result.data, want.data, rtol=1e-9, atol=1e-12, what=f"value {shown}")
        scale = max(1.0, *(abs(slope) for slope in want.slopes))
        close([leaf.grad for leaf in leaves], want.slopes, rtol=1e-7, atol=1e-9 * scale, what=f"gradients {shown}")


@check("A second pass adds the same once more, to inner nodes too", points=2)
def second_backward(learner, rng):
    a, b = numbers(rng, 2)
    x, y = learner.Value(a), learner.Value(b)
    inner = x * y
    result = inner * y + inner
    for passes in (1, 2, 3):
        result.backward()
        want = [passes * g for g in (1.0, b + 1, b * (b + 1), a * (b + 1) + a * b)]
        got = [result.grad, inner.grad, x.grad, y.grad]
        close(got, want, rtol=1e-9, what=f"grad of the result, x * y, x and y after {passes} passes")


@check("The work grows with the nodes, not with the paths", points=2)
def shared_nodes_once(learner, rng):
    def lines(depth):
        y = learner.Value(1.0)
        for _ in range(depth):
            y = y + y
        return operations(y.backward).lines

    exponent = growth(lines, (5, 8, 11))
    expect(exponent < 1.7, "lines run by backward grow in proportion to the nodes", exponent=round(exponent, 2))
    x = learner.Value(1.0)
    y = x
    for _ in range(40):
        y = y + y
    y.backward()
    equal(x.grad, 2.0**40, what="derivative of x doubled 40 times")


@check("A chain of 50,000 nodes", points=2)
def long_chain(learner, rng):
    value, slope = learner.probes.chain(50_000)
    close([value, slope], [0.5, 1.0], rtol=1e-9, what="value and derivative of 50,000 relus, one after the other")


@check("Dropping the result frees its graph at once", points=1)
def graph_is_freed(learner, rng):
    left = learner.probes.still_held(20)
    equal(left, 0, what="the number of references to a leaf left by a graph that is gone")


@check("The network: tanh layers, a linear last one", points=2)
def network(learner, rng):
    for layers in (3, 1):
        sizes = [int(rng.integers(1, 4)) for _ in range(layers)] + [2]
        x = numbers(rng, sizes[0], low=-1.0)
        weights = [[numbers(rng, n, low=-1.0) for _ in range(m)] for n, m in itertools.pairwise(sizes)]
        biases = [numbers(rng, outputs, low=-1.0) for outputs in sizes[1:]]
        got, want = [build(module, x, weights, biases) for module in (learner, reference)]
        close(got[0], want[0], rtol=1e-9, what=f"outputs of a network of sizes {sizes}")
        close(got[1], want[1], rtol=1e-7, atol=1e-9, what=f"gradients of the weights of a network of sizes {sizes}")


def build(module, x, weights, biases):
    """Outputs, and the gradients of the sum of their squares by all weights and biases."""
    w = [[[module.Value(number) for number in row] for row in layer] for layer in weights]
    b = [[module.Value(number) for number in layer] for layer in biases]
    outputs = list(module.mlp_forward(x, w, b))
    loss = outputs[0] * outputs[0]
    for output in outputs[1:]:
        loss = loss + output * output
    loss.backward()
    leaves = [leaf for layer in w for row in layer for leaf in row] + [leaf for layer in b for leaf in layer]
    return [output.data for output in outputs], [leaf.grad for leaf in leaves]
