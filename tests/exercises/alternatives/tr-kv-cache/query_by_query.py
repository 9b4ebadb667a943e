"""One small object per layer, and a loop over queries that lets each see a prefix of the keys."""

import torch
from torch import nn


class Layer:
    def __init__(self):
        self.keys = self.values = None
        self.filled = 0

    def held(self):
        return self.keys[:, :, : self.filled], self.values[:, :, : self.filled]


class KVCache:
    def __init__(self, n_layers, max_len):
        self.layers = [Layer() for _ in range(n_layers)]
        self.max_len = max_len
        self.length = 0

    def update(self, layer, k, v):
        mine = self.layers[layer]
        if mine.filled + k.size(2) > self.max_len or k.size() != v.size():
            raise ValueError("too long")
        b, h, _, d = k.size()
        if mine.keys is None:
            mine.keys = torch.empty(b, h, self.max_len, d).to(k.dtype)
            mine.values = torch.empty(b, h, self.max_len, d).to(v.dtype)
        if mine.keys.size() != (b, h, self.max_len, d):
            raise ValueError("another batch")
        for t in range(k.size(2)):
            mine.keys[:, :, mine.filled] = k[:, :, t]
            mine.values[:, :, mine.filled] = v[:, :, t]
            mine.filled += 1
        self.length = max(self.length, mine.filled)
        return mine.held()

    def truncate(self, n):
        if not 0 <= n <= self.length:
            raise ValueError("out of range")
        self.length = n
        for mine in self.layers:
            mine.filled = min(n, mine.filled)

    def reorder(self, beam_idx):
        for mine in self.layers:
            if mine.keys is not None:
                mine.keys = torch.stack([mine.keys[i] for i in beam_idx.tolist()])
                mine.values = torch.stack([mine.values[i] for i in beam_idx.tolist()])


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.q, self.k, self.v, self.o = (nn.Linear(d_model, d_model, bias=False) for _ in range(4))

    def forward(self, x, cache=None, layer=0):
        q, k, v = (torch.stack(f(x).chunk(self.n_heads, dim=-1), dim=1) for f in (self.q, self.k, self.v))
        if cache is not None:
            k, v = cache.update(layer, k, v)
        before = k.shape[2] - x.shape[1]
        rows = [torch.zeros_like(x[:, :0])]
        for t in range(x.shape[1]):
            seen = before + t + 1
            weights = (q[:, :, t : t + 1] @ k[:, :, :seen].mT * q.shape[-1] ** -0.5).softmax(-1)
            rows.append(torch.cat(tuple((weights @ v[:, :, :seen]).unbind(1)), dim=-1))
        return self.o(torch.cat(rows, dim=1))


def cache_bytes(n_layers, n_kv_heads, head_dim, max_len, batch, dtype_bytes):
    shape = torch.empty(2, n_layers, batch, n_kv_heads, max_len, head_dim, device="meta").shape
    return shape.numel() * dtype_bytes
