from torch import Tensor, nn


class KVCache:
    """Keys and values, (B, H, T, D), of every layer; `length` is the number of tokens of the fullest layer."""

    def __init__(self, n_layers: int, max_len: int) -> None:
        raise NotImplementedError

    def update(self, layer: int, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """Append k and v, (B, H, T, D), to a layer; returns all that it holds, as views of its storage."""
        raise NotImplementedError

    @property
    def length(self) -> int:
        """Tokens in the fullest layer."""
        raise NotImplementedError

    def truncate(self, n: int) -> None:
        """Drop all but the first n tokens of every layer."""
        raise NotImplementedError

    def reorder(self, beam_idx: Tensor) -> None:
        """Row i becomes a copy of row beam_idx[i], in every layer."""
        raise NotImplementedError


class CachedAttention(nn.Module):
    """Causal self-attention with submodules q, k, v, o: nn.Linear(d_model, d_model, bias=False)."""

    def __init__(self, d_model: int, n_heads: int) -> None:
        raise NotImplementedError

    def forward(self, x: Tensor, cache: KVCache | None = None, layer: int = 0) -> Tensor:
        """x: (B, T, d_model), the new tokens. Returns (B, T, d_model)."""
        raise NotImplementedError


def cache_bytes(n_layers: int, n_kv_heads: int, head_dim: int, max_len: int, batch: int, dtype_bytes: int) -> int:
    """Bytes of all keys and values."""
    raise NotImplementedError
