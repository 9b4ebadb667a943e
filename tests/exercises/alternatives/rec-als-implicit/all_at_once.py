"""All systems stacked into one solve, built by adding outer products at their row."""

from typing import Any, NamedTuple

import numpy as np


class CSR(NamedTuple):
    indptr: Any
    indices: Any
    data: Any


def cells(csr):
    table = {}
    for row in range(len(csr[0]) - 1):
        for at in range(csr[0][row], csr[0][row + 1]):
            key = (row, int(csr[1][at]))
            table[key] = table.get(key, 0.0) + float(csr[2][at])
    pairs = np.array(list(table), dtype=int).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.array(list(table.values()), dtype=float)


def solve(rows, columns, c, n, Y, reg):
    k = Y.shape[1]
    left = np.zeros((n, k, k))
    right = np.zeros((n, k))
    near = Y[columns]
    np.add.at(left, rows, (c - 1)[:, None, None] * near[:, :, None] * near[:, None, :])
    np.add.at(right, rows, c[:, None] * near)
    left += np.dot(Y.T, Y) + np.diag(np.full(k, reg))
    return np.linalg.solve(left, right[:, :, None])[:, :, 0]


def als_step(C, Y, reg):
    return solve(*cells(C), len(C[0]) - 1, Y, reg)


class ImplicitALS:
    def __init__(self, factors, reg, alpha, iters, rng):
        self.settings = factors, reg, alpha, iters
        self.rng = rng

    def fit(self, csr, shape):
        factors, reg, alpha, iters = self.settings
        users, items, counts = cells(csr)
        self.by_user = {u: set(items[users == u].tolist()) for u in set(users.tolist())}
        c = 1 + alpha * counts
        X = np.zeros((shape[0], factors))
        Y = self.rng.uniform(-0.05, 0.05, size=(shape[1], factors))
        for _ in range(iters):
            X = solve(users, items, c, shape[0], Y, reg)
            Y = solve(items, users, c, shape[1], X, reg)
        self.user_factors_, self.item_factors_ = X, Y
        return self

    def recommend(self, u, n, exclude_seen=True):
        scores = self.item_factors_ @ self.user_factors_[u]
        left = set(range(len(scores))) - (self.by_user.get(u, set()) if exclude_seen else set())
        return sorted(left, key=lambda i: (-scores[i], i))[:n]

    def loss(self, csr):
        _, reg, alpha, _ = self.settings
        users, items, counts = cells(csr)
        total = reg * (np.linalg.norm(self.user_factors_) ** 2 + np.linalg.norm(self.item_factors_) ** 2)
        for u, x in enumerate(self.user_factors_):
            mine = users == u
            scores = self.item_factors_ @ x
            cost = scores**2
            cost[items[mine]] = (1 + alpha * counts[mine]) * (1 - scores[items[mine]]) ** 2
            total += cost.sum()
        return total
