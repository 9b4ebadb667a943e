"""Cholesky factors per row, dictionaries for rows, and the loss through the Gram matrix user by user."""

import numpy as np


class CSR:
    def __init__(self, indptr, indices, data):
        self.indptr, self.indices, self.data = indptr, indices, data


def as_rows(csr):
    rows = []
    for a, b in zip(csr.indptr[:-1], csr.indptr[1:], strict=True):
        row = {}
        for i, value in zip(csr.indices[a:b], csr.data[a:b], strict=True):
            row[int(i)] = row.get(int(i), 0) + value
        rows.append(row)
    return rows


def step(rows, Y, reg):
    shared = np.einsum("ik,il->kl", Y, Y, optimize=True)
    out = []
    for row in rows:
        A, b = shared + reg * np.identity(len(shared)), np.zeros(len(shared))
        for i, c in row.items():
            A += (c - 1) * np.outer(Y[i], Y[i])
            b += c * Y[i]
        L = np.linalg.cholesky(A)
        out.append(np.linalg.solve(L.T, np.linalg.solve(L, b)))
    return np.array(out)


def als_step(C, Y, reg):
    return step(as_rows(C), Y, reg)


class ImplicitALS:
    def __init__(self, factors, reg, alpha, iters, rng):
        self.factors, self.reg, self.alpha, self.iters, self.rng = factors, reg, alpha, iters, rng

    def weighted(self, csr):
        return [{i: 1 + self.alpha * n for i, n in row.items()} for row in as_rows(csr)]

    def fit(self, csr, shape):
        users = self.weighted(csr)
        items = [{} for _ in range(shape[1])]
        for u, row in enumerate(users):
            for i, c in row.items():
                items[i][u] = c
        self.users = users
        self.user_factors_ = np.zeros((shape[0], self.factors))
        self.item_factors_ = self.rng.standard_normal((shape[1], self.factors)) / 100
        for _ in range(self.iters):
            self.user_factors_ = step(users, self.item_factors_, self.reg)
            self.item_factors_ = step(items, self.user_factors_, self.reg)
        return self

    def recommend(self, u, n, exclude_seen=True):
        scored = [(-float(score), i) for i, score in enumerate(self.item_factors_ @ self.user_factors_[u])]
        return [i for _, i in sorted(scored) if not (exclude_seen and i in self.users[u])][:n]

    def loss(self, csr):
        X, Y = self.user_factors_, self.item_factors_
        gram = Y.T @ Y
        total = self.reg * float(np.sum(X * X) + np.sum(Y * Y))
        for x, row in zip(X, self.weighted(csr), strict=True):
            total += x @ gram @ x
            for i, c in row.items():
                total += c * (1 - x @ Y[i]) ** 2 - (x @ Y[i]) ** 2
        return total
