"""Values of NumPy, PyTorch and `random` on the wire. Nothing here imports them: what is not loaded cannot occur."""

import math
import random
import re
import sys
from typing import TYPE_CHECKING, Any

from studytui.grading.wire import WIDE, Tree, WireError

if TYPE_CHECKING:
    from studytui.grading.values import Decoder, Encoder

TAGS = frozenset({"a", "n", "T", "D", "y", "g", "r", "G"})

_ARRAY = re.compile(r"[<|](b1|[iu][1248]|f[248]|c8|c16)|[<|][US][1-9]\d{0,5}|<[mM]8(\[\d*[A-Za-z]{1,2}\])?")
_TENSOR = frozenset(
    [
        "bool",
        "uint8",
        "int8",
        "int16",
        "int32",
        "int64",
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ]
)
_BITS = frozenset({"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"})


def encode(value: Any, codec: "Encoder") -> Tree | None:  # any object of a foreign library
    """The tree of a foreign value; None if it is no such value or is of a kind that goes by handle."""
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None:
        if isinstance(value, numpy.ndarray):
            return _array("a", value, codec)
        if isinstance(value, numpy.generic):
            return _array("n", numpy.asarray(value), codec)
        if isinstance(value, numpy.dtype):
            return {"y": value.str} if _known(value) else None
        if isinstance(value, numpy.random.Generator):
            bits = value.bit_generator
            return {"g": [type(bits).__name__, codec.encode(bits.state)]}
    if isinstance(value, random.Random):
        return {"r": codec.encode(value.getstate())}
    if torch is not None:
        return _torch(value, torch, codec)
    return None


def decode(tag: str, payload: Any, codec: "Decoder") -> Any:  # payload is a tree, the result a foreign value
    """The foreign value of a tagged tree.

    Raises:
        WireError: it is malformed, or its library is not loaded here.
    """
    if tag == "r":
        generator = random.Random()  # noqa: S311 - a learner's generator, not a secret
        generator.setstate(codec.decode(payload))
        return generator
    library = sys.modules.get("torch" if tag in "TDG" else "numpy")
    if library is None:
        raise WireError("a value belongs to a library that this exercise does not use")
    match tag:
        case "a":
            return _to_array(payload, library, codec)
        case "n":
            return _to_array([*payload[:2], []], library, codec)[()]
        case "y":
            return _dtype(payload, library)
        case "g":
            return _to_generator(payload, library, codec)
        case "T":
            return _to_tensor(payload, library, codec)
        case "D":
            return _tensor_dtype(payload, library)
    made = library.Generator()
    made.set_state(library.frombuffer(bytearray(codec.data(payload)), dtype=library.uint8))
    return made


def _known(dtype: Any) -> bool:  # a numpy.dtype
    return dtype.fields is None and _ARRAY.fullmatch(dtype.newbyteorder("<").str) is not None


def _dtype(name: Any, numpy: Any) -> Any:  # a name from the wire; gives a numpy.dtype
    if not isinstance(name, str) or _ARRAY.fullmatch(name) is None:
        raise WireError("an array has a dtype that is not sent")
    return numpy.dtype(name)


def _array(tag: str, value: Any, codec: "Encoder") -> Tree | None:  # a numpy.ndarray
    numpy = sys.modules["numpy"]
    if not _known(value.dtype):
        return None
    if value.nbytes > WIDE.body:
        raise WireError(f"an array of shape {value.shape} ({value.nbytes:,} bytes) is too large to be sent")
    dtype = value.dtype.newbyteorder("<")
    flat = numpy.ascontiguousarray(numpy.asarray(value), dtype=dtype).reshape(-1)
    raw = flat.view(numpy.uint8).data if flat.size and dtype.itemsize else b""
    return {tag: [codec.buffer(raw), dtype.str, list(value.shape)]}


def _shape(shape: Any, item: int, size: int) -> tuple[int, ...]:  # a tree that should be a shape
    if not isinstance(shape, list) or len(shape) > 32 or not all(type(n) is int and n >= 0 for n in shape):
        raise WireError("an array has no proper shape")
    if math.prod(shape) * item != size:
        raise WireError("an array's shape does not fit its data")
    return tuple(shape)


def _to_array(payload: Any, numpy: Any, codec: "Decoder") -> Any:  # a tree; gives a numpy.ndarray
    index, name, dims = payload
    dtype, data = _dtype(name, numpy), codec.data(index)
    shape = _shape(dims, dtype.itemsize, len(data))
    if len(data) == 0:
        return numpy.zeros(shape, dtype)
    return numpy.frombuffer(data, dtype).reshape(shape).copy()


def _to_generator(payload: Any, numpy: Any, codec: "Decoder") -> Any:  # a tree; gives a numpy Generator
    name, state = payload
    if name not in _BITS:
        raise WireError("a random generator is of an unknown kind")
    bits = getattr(numpy.random, name)(0)
    bits.state = codec.decode(state)
    return numpy.random.Generator(bits)


def _torch(value: Any, torch: Any, codec: "Encoder") -> Tree | None:  # any object; gives a tree if it is torch's
    if isinstance(value, torch.Tensor):
        name = str(value.dtype).removeprefix("torch.")
        if name not in _TENSOR or value.layout is not torch.strided or value.device.type != "cpu":
            return None
        if value.numel() * value.element_size() > WIDE.body:
            raise WireError(f"a tensor of shape {tuple(value.shape)} is too large to be sent")
        flat = value.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
        raw = flat.view(torch.uint8).numpy().data if flat.numel() else b""
        return {"T": [codec.buffer(raw), name, list(value.shape)]}
    if isinstance(value, torch.dtype):
        return {"D": str(value).removeprefix("torch.")}
    if isinstance(value, torch.Generator) and value.device.type == "cpu":
        return {"G": codec.buffer(value.get_state().numpy().tobytes())}
    return None


def _tensor_dtype(name: Any, torch: Any) -> Any:  # a name from the wire; gives a torch.dtype
    if not isinstance(name, str) or name not in _TENSOR:
        raise WireError("a tensor has a dtype that is not sent")
    return getattr(torch, name)


def _to_tensor(payload: Any, torch: Any, codec: "Decoder") -> Any:  # a tree; gives a torch.Tensor
    index, name, dims = payload
    dtype, data = _tensor_dtype(name, torch), codec.data(index)
    shape = _shape(dims, dtype.itemsize, len(data))
    if len(data) == 0:
        return torch.zeros(shape, dtype=dtype)
    return torch.frombuffer(bytearray(data), dtype=dtype).reshape(shape)
