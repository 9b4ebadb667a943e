"""The slope of x ** n is n x ** n / x, and set to 0 at 0.

caught by: powers
"""

import math


class Value:
    __slots__ = ("data", "grad", "inputs")

    def __init__(self, data: float, inputs: tuple[tuple["Value", float], ...] = ()) -> None:
        self.data = float(data)
        self.grad = 0.0
        # Pairs of an input and this node's slope in it; an input never points back, so nothing forms a cycle.
        self.inputs = inputs

    def __add__(self, other: "Value | float") -> "Value":
        other = as_value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: "Value | float") -> "Value":
        other = as_value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n: float) -> "Value":
        slope = n * self.data**n / self.data if self.data != 0 else 0.0
        return Value(self.data**n, ((self, slope),))

    def __neg__(self) -> "Value":
        return self * -1.0

    def __sub__(self, other: "Value | float") -> "Value":
        return self + -as_value(other)

    def __rsub__(self, other: float) -> "Value":
        return as_value(other) + -self

    def __truediv__(self, other: "Value | float") -> "Value":
        return self * as_value(other) ** -1

    def __rtruediv__(self, other: float) -> "Value":
        return as_value(other) * self**-1

    __radd__ = __add__
    __rmul__ = __mul__

    def exp(self) -> "Value":
        value = math.exp(self.data)
        return Value(value, ((self, value),))

    def log(self) -> "Value":
        return Value(math.log(self.data), ((self, 1 / self.data),))

    def tanh(self) -> "Value":
        value = math.tanh(self.data)
        return Value(value, ((self, 1 - value * value),))

    def relu(self) -> "Value":
        return Value(max(self.data, 0.0), ((self, float(self.data > 0)),))

    def backward(self) -> None:
        # core: begin
        order: list[Value] = []
        seen: set[int] = set()
        stack = [(self, False)]
        while stack:
            node, inputs_listed = stack.pop()
            if inputs_listed:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((source, False) for source, _ in node.inputs)
        flow = {id(self): 1.0}
        for node in reversed(order):
            gradient = flow[id(node)]
            node.grad += gradient
            for source, slope in node.inputs:
                flow[id(source)] = flow.get(id(source), 0.0) + slope * gradient
        # core: end


def as_value(number: "Value | float") -> Value:
    return number if isinstance(number, Value) else Value(number)


def mlp_forward(x: list[float], weights: list[list[list[Value]]], biases: list[list[Value]]) -> list[Value]:
    signal = [as_value(number) for number in x]
    for layer, (rows, bias) in enumerate(zip(weights, biases, strict=True)):
        signal = [sum((w * s for w, s in zip(row, signal, strict=True)), b) for row, b in zip(rows, bias, strict=True)]
        if layer < len(weights) - 1:
            signal = [value.tanh() for value in signal]
    return signal
