"""Closures that know only the inputs, and a queue of nodes whose users are all done."""

import math
from collections import Counter, deque


class Value:
    def __init__(self, data, sources=(), send=None):
        self.data, self.grad = data, 0.0
        self.sources, self.send = sources, send

    def __repr__(self):
        return f"Value({self.data}, grad={self.grad})"

    def _two(self, other, data, slopes):
        return Value(data, (self, other), lambda g: [g * slope for slope in slopes])

    def _one(self, data, slope):
        return Value(data, (self,), lambda g: [g * slope])

    def __add__(self, other):
        other = lift(other)
        return self._two(other, self.data + other.data, (1, 1))

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        other = lift(other)
        return self._two(other, self.data - other.data, (1, -1))

    def __rsub__(self, other):
        return lift(other) - self

    def __mul__(self, other):
        other = lift(other)
        return self._two(other, self.data * other.data, (other.data, self.data))

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        other = lift(other)
        return self._two(other, self.data / other.data, (1 / other.data, -self.data / other.data**2))

    def __rtruediv__(self, other):
        return lift(other) / self

    def __neg__(self):
        return self._one(-self.data, -1)

    def __pow__(self, n):
        return self._one(self.data**n, 0 if n == 0 else n * self.data ** (n - 1))

    def exp(self):
        return self._one(math.exp(self.data), math.exp(self.data))

    def log(self):
        return self._one(math.log(self.data), 1 / self.data)

    def tanh(self):
        return self._one(math.tanh(self.data), 1 / math.cosh(self.data) ** 2)

    def relu(self):
        return self._one(max(0, self.data), 1 if self.data > 0 else 0)

    def backward(self):
        users, met, queue = Counter(), {self}, deque([self])
        while queue:
            for source in queue.popleft().sources:
                users[source] += 1
                if source not in met:
                    met.add(source)
                    queue.append(source)
        arrived = {self: 1.0}
        ready = [self]
        while ready:
            node = ready.pop()
            gradient = arrived[node]
            node.grad += gradient
            if node.send is None:
                continue
            for source, part in zip(node.sources, node.send(gradient), strict=True):
                arrived[source] = arrived.get(source, 0.0) + part
                users[source] -= 1
                if users[source] == 0:
                    ready.append(source)


def lift(number):
    return number if isinstance(number, Value) else Value(number)


def mlp_forward(x, weights, biases):
    values = list(x)
    last = len(weights) - 1
    for depth in range(len(weights)):
        outputs = []
        for row, bias in zip(weights[depth], biases[depth], strict=True):
            total = bias
            for weight, value in zip(row, values, strict=True):
                total = total + weight * value
            outputs.append(total if depth == last else total.tanh())
        values = outputs
    return values
