class Value:
    """A number that remembers how it was computed: data, and grad, 0.0 until backward adds to it.

    Supports + - * / and unary - with Values and plain numbers on either side, and ** with a plain number.
    """

    def __init__(self, data: float) -> None:
        raise NotImplementedError

    def exp(self) -> "Value":
        raise NotImplementedError

    def log(self) -> "Value":
        raise NotImplementedError

    def tanh(self) -> "Value":
        raise NotImplementedError

    def relu(self) -> "Value":
        raise NotImplementedError

    def backward(self) -> None:
        """Add the derivative of this value to the grad of every node it depends on, and 1 to its own."""
        raise NotImplementedError


def mlp_forward(x: list[float], weights: list[list[list[Value]]], biases: list[list[Value]]) -> list[Value]:
    """A network of tanh layers with a linear last one; weights[layer][output][input], biases[layer][output]."""
    raise NotImplementedError
