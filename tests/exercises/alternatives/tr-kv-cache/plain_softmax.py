"""Tokens first in memory, positions compared explicitly, softmax by hand."""

import math

import torch
from torch import nn


class KVCache:
    def __init__(self, n_layers, max_len):
        self.room = max_len
        self.used = dict.fromkeys(range(n_layers), 0)
        self.data = {}

    @property
    def length(self):
        return max(self.used.values())

    def update(self, layer, k, v):
        begin, count = self.used[layer], k.shape[2]
        fits = begin + count <= self.room and k.shape == v.shape
        if fits and layer in self.data:
            fits = self.data[layer].shape[2:] == (k.shape[0], k.shape[1], k.shape[3])
        if not fits:
            raise ValueError("these tokens do not fit")
        if layer not in self.data:
            self.data[layer] = torch.zeros(2, self.room, k.shape[0], k.shape[1], k.shape[3], dtype=k.dtype)
        both = self.data[layer]
        both[0].narrow(0, begin, count).copy_(k.permute(2, 0, 1, 3))
        both[1].narrow(0, begin, count).copy_(v.permute(2, 0, 1, 3))
        self.used[layer] += count
        held = both[:, : begin + count].permute(0, 2, 3, 1, 4)
        return held[0], held[1]

    def truncate(self, n):
        if n < 0 or n > self.length:
            raise ValueError(n)
        for layer, used in self.used.items():
            self.used[layer] = min(used, n)

    def reorder(self, beam_idx):
        for layer in self.data:
            self.data[layer] = self.data[layer][:, :, beam_idx]


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.split = (n_heads, d_model // n_heads)
        for name in "qkvo":
            setattr(self, name, nn.Linear(d_model, d_model, bias=False))

    def forward(self, x, cache=None, layer=0):
        batch, new, _ = x.shape
        q, k, v = (f(x).view(batch, new, *self.split).permute(0, 2, 1, 3) for f in (self.q, self.k, self.v))
        if cache is not None:
            k, v = cache.update(layer, k, v)
        total = k.size(2)
        at = torch.arange(total - new, total)
        late = torch.arange(total)[None, :] > at[:, None]
        scores = torch.einsum("bhid,bhjd->bhij", q, k) / math.sqrt(self.split[1])
        weights = scores.masked_fill(late, -torch.inf).softmax(-1)
        mixed = torch.einsum("bhij,bhjd->bihd", weights, v)
        return self.o(mixed.flatten(2))


def cache_bytes(n_layers, n_kv_heads, head_dim, max_len, batch, dtype_bytes):
    per_token = 2 * n_layers * n_kv_heads * head_dim * dtype_bytes
    return per_token * max_len * batch
