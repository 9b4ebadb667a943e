"""Batches and queries in loops: each query gathers the keys it may see."""

import torch


def attention(q, k, v, *, mask=None, causal=False, dropout_p=0.0, generator=None):
    *leading, rows, width = q.shape
    columns = k.shape[-2]
    if mask is None:
        mask = torch.ones(rows, columns, dtype=torch.bool)
    mask = mask.expand(*leading, rows, columns).reshape(-1, rows, columns)
    outputs, all_weights = [], []
    for head, (queries, keys, values) in enumerate(
        zip(q.reshape(-1, rows, width), k.reshape(-1, columns, width), v.reshape(-1, columns, v.shape[-1]), strict=True)
    ):
        for i in range(rows):
            seen = [j for j in range(columns) if bool(mask[head, i, j]) and (not causal or j - i <= columns - rows)]
            weights = torch.zeros(columns, dtype=q.dtype)
            output = torch.zeros(v.shape[-1], dtype=q.dtype)
            if seen:
                shares = torch.softmax((keys[seen] * (queries[i] / width**0.5)).sum(dim=1), dim=0)
                weights = weights.index_add(0, torch.tensor(seen), shares)
                if dropout_p:
                    shares = shares * (torch.rand(len(seen), generator=generator) > dropout_p) / (1 - dropout_p)
                output = shares @ values[seen]
            outputs.append(output)
            all_weights.append(weights)
    return torch.stack(outputs).reshape(*leading, rows, -1), torch.stack(all_weights).reshape(*leading, rows, columns)
