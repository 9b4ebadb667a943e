"""length is that of layer 0, though another one may be ahead.

caught by: layers_apart
"""

import torch
from torch import Tensor, nn
from torch.nn import functional


class KVCache:
    def __init__(self, n_layers: int, max_len: int) -> None:
        self.max_len = max_len
        self.lengths = [0] * n_layers
        self.stores: list[tuple[Tensor, Tensor] | None] = [None] * n_layers

    def update(self, layer: int, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        # core: begin
        start = self.lengths[layer]
        end = start + k.shape[2]
        if end > self.max_len:
            raise ValueError(f"{end} tokens do not fit into {self.max_len}")
        store = self.stores[layer] or tuple(
            each.new_empty(*each.shape[:2], self.max_len, each.shape[3]) for each in (k, v)
        )
        keys, values = store
        for new, old in ((k, keys), (v, values)):
            if (*new.shape[:2], new.shape[3]) != (*old.shape[:2], old.shape[3]) or new.shape[2] != end - start:
                raise ValueError(f"{tuple(new.shape)} does not continue a layer of {tuple(old.shape)}")
        self.stores[layer] = (keys, values)
        keys[:, :, start:end] = k
        values[:, :, start:end] = v
        self.lengths[layer] = end
        return keys[:, :, :end], values[:, :, :end]
        # core: end

    @property
    def length(self) -> int:
        return self.lengths[0]

    def truncate(self, n: int) -> None:
        if not 0 <= n <= self.length:
            raise ValueError(f"there are {self.length} tokens, so {n} cannot be kept")
        self.lengths = [min(length, n) for length in self.lengths]

    def reorder(self, beam_idx: Tensor) -> None:
        for layer, store in enumerate(self.stores):
            if store is not None:
                keys, values = store
                self.stores[layer] = (keys.index_select(0, beam_idx), values.index_select(0, beam_idx))


class CachedAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.q = nn.Linear(d_model, d_model, bias=False)
        self.k = nn.Linear(d_model, d_model, bias=False)
        self.v = nn.Linear(d_model, d_model, bias=False)
        self.o = nn.Linear(d_model, d_model, bias=False)

    def heads(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def forward(self, x: Tensor, cache: KVCache | None = None, layer: int = 0) -> Tensor:
        # core: begin
        queries, keys, values = self.heads(self.q(x)), self.heads(self.k(x)), self.heads(self.v(x))
        if cache is not None:
            keys, values = cache.update(layer, keys, values)
        new, total = queries.shape[2], keys.shape[2]
        # The last query sees every key: is_causal would let the first one see the first key only.
        allowed = torch.ones(new, total, dtype=torch.bool).tril(total - new)
        output = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=allowed)
        return self.o(output.transpose(1, 2).flatten(2))
        # core: end


def cache_bytes(n_layers: int, n_kv_heads: int, head_dim: int, max_len: int, batch: int, dtype_bytes: int) -> int:
    return 2 * n_layers * n_kv_heads * head_dim * max_len * batch * dtype_bytes
