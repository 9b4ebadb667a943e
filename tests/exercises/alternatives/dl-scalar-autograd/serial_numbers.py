"""Every node has a serial number; a heap hands out the youngest node first, which is a topological order."""

import heapq
import itertools
import math

serial = itertools.count()


class Value:
    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0
        self.number = next(serial)
        self.edges = []

    @staticmethod
    def made(data, *edges):
        node = Value(data)
        node.edges = [edge for edge in edges if isinstance(edge[0], Value)]
        return node

    def __add__(self, other):
        return Value.made(self.data + number(other), (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        return Value.made(self.data * number(other), (self, number(other)), (other, self.data))

    def __sub__(self, other):
        return Value.made(self.data - number(other), (self, 1.0), (other, -1.0))

    def __rsub__(self, other):
        return Value.made(other - self.data, (self, -1.0))

    def __truediv__(self, other):
        b = number(other)
        return Value.made(self.data / b, (self, 1.0 / b), (other, -self.data / (b * b)))

    def __rtruediv__(self, other):
        return Value.made(other / self.data, (self, -other / (self.data * self.data)))

    def __neg__(self):
        return Value.made(-self.data, (self, -1.0))

    def __pow__(self, n):
        slope = 0.0
        if n:
            slope = n * math.pow(self.data, n - 1)
        return Value.made(math.pow(self.data, n), (self, slope))

    def __radd__(self, other):
        return self.__add__(other)

    def __rmul__(self, other):
        return self.__mul__(other)

    def exp(self):
        out = math.exp(self.data)
        return Value.made(out, (self, out))

    def log(self):
        return Value.made(math.log(self.data), (self, 1.0 / self.data))

    def tanh(self):
        out = math.tanh(self.data)
        return Value.made(out, (self, (1 - out) * (1 + out)))

    def relu(self):
        return Value.made(max(0.0, self.data), (self, 1.0 if self.data > 0.0 else 0.0))

    def backward(self):
        waiting = [(-self.number, self)]
        gradient = {self.number: 1.0}
        while waiting:
            _, node = heapq.heappop(waiting)
            passed = gradient.pop(node.number)
            node.grad += passed
            for source, slope in node.edges:
                if source.number not in gradient:
                    gradient[source.number] = 0.0
                    heapq.heappush(waiting, (-source.number, source))
                gradient[source.number] += slope * passed


def number(value):
    return value.data if isinstance(value, Value) else value


def dense(inputs, rows, offsets):
    return [
        sum([w * i for w, i in zip(row, inputs, strict=True)], start=b) for row, b in zip(rows, offsets, strict=True)
    ]


def mlp_forward(x, weights, biases):
    *hidden, last = list(zip(weights, biases, strict=True))
    for layer in hidden:
        x = [value.tanh() for value in dense(x, *layer)]
    return dense(x, *last)
