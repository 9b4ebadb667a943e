"""Values in messages: on one line, short enough to read."""

import sys
from typing import Any

_WIDE = 110


def show(value: Any, width: int = _WIDE) -> str:  # any value
    """A value on one line of about `width` characters; arrays with dtype and shape."""
    numpy = sys.modules.get("numpy")
    if is_tensor(value):
        words = f"tensor {value.dtype} of shape {tuple(value.shape)}".replace("torch.", "")
        return f"{_cut(_digits(as_numpy(value)), width)}  ({words})"
    if numpy is not None and isinstance(value, numpy.ndarray):
        return f"{_cut(_digits(value), width)}  ({value.dtype}, shape {value.shape})"
    if numpy is not None and isinstance(value, numpy.generic):
        return f"{_cut(repr(value.item()), width)}  ({value.dtype})"
    random = sys.modules.get("numpy.random")
    if random is not None and isinstance(value, random.Generator):  # asking it for an attribute may ask the learner
        return "a random generator"
    try:
        return _cut(repr(value), width)
    except ValueError:
        return f"an integer of {value.bit_length():,} bits" if isinstance(value, int) else "<unprintable>"


def both(got: Any, want: Any) -> list[str]:  # any values
    """Two lines: what was expected, and what came."""
    return [f"expected  {show(want)}", f"got       {show(got)}"]


def _digits(value: Any) -> str:  # a numpy.ndarray
    numpy = sys.modules["numpy"]
    text = numpy.array2string(value, precision=6, threshold=24, edgeitems=2, separator=", ", max_line_width=10**6)
    return " ".join(text.split())


def _cut(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width * 2 // 3]} ... {text[-width // 4 :]}"


def is_tensor(value: Any) -> bool:  # any value
    """Whether a value is a tensor, without importing PyTorch to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def as_numpy(tensor: Any) -> Any:  # a torch.Tensor; gives a numpy.ndarray
    """A tensor's numbers; bfloat16, which NumPy lacks, as float32."""
    torch = sys.modules["torch"]
    flat = tensor.detach().cpu()
    return (flat.float() if flat.dtype is torch.bfloat16 else flat).numpy()
