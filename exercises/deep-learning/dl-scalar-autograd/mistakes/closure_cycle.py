"""Each node holds a closure that refers to the node itself, so the graph outlives its result.

caught by: graph_is_freed
"""

import math


class Value:
    def __init__(self, data, inputs=()):
        self.data = float(data)
        self.grad = 0.0
        self.flow = 0.0
        self.inputs = inputs
        self.push = lambda: None

    def with_slopes(self, *slopes):
        def push():
            for source, slope in zip(self.inputs, slopes, strict=True):
                source.flow += slope * self.flow

        self.push = push
        return self

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other)).with_slopes(1.0, 1.0)

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other)).with_slopes(other.data, self.data)

    def __pow__(self, n):
        slope = n * self.data ** (n - 1) if n != 0 else 0.0
        return Value(self.data**n, (self,)).with_slopes(slope)

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -as_value(other)

    def __rsub__(self, other):
        return as_value(other) + -self

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def __rtruediv__(self, other):
        return as_value(other) * self**-1

    __radd__ = __add__
    __rmul__ = __mul__

    def exp(self):
        value = math.exp(self.data)
        return Value(value, (self,)).with_slopes(value)

    def log(self):
        return Value(math.log(self.data), (self,)).with_slopes(1 / self.data)

    def tanh(self):
        value = math.tanh(self.data)
        return Value(value, (self,)).with_slopes(1 - value * value)

    def relu(self):
        return Value(max(self.data, 0.0), (self,)).with_slopes(float(self.data > 0))

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, inputs_listed = stack.pop()
            if inputs_listed:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((source, False) for source in node.inputs)
        self.flow = 1.0
        for node in reversed(order):
            node.push()
            node.grad += node.flow
            node.flow = 0.0


def as_value(number):
    return number if isinstance(number, Value) else Value(number)


def mlp_forward(x, weights, biases):
    signal = [as_value(number) for number in x]
    for layer, (rows, bias) in enumerate(zip(weights, biases, strict=True)):
        signal = [sum((w * s for w, s in zip(row, signal, strict=True)), b) for row, b in zip(rows, bias, strict=True)]
        if layer < len(weights) - 1:
            signal = [value.tanh() for value in signal]
    return signal
