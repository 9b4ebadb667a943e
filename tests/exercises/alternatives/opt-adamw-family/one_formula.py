"""Each rule as a function from (parameter, gradient, state) to both anew, copied back through .data."""

import torch


def sgd(p, g, state, lr, momentum, nesterov, weight_decay):
    g = g + weight_decay * p
    u = g if state is None else momentum * state[0] + g
    return p - lr * (g + momentum * u if nesterov else u), (u,)


def rmsprop(p, g, state, lr, alpha, eps):
    v = (1 - alpha) * g * g if state is None else alpha * state[0] + (1 - alpha) * g * g
    return p - lr * g / (torch.sqrt(v) + eps), (v,)


def adam(p, g, state, lr, beta1, beta2, eps, weight_decay, decoupled):
    m, v, a, b = state if state is not None else (0.0, 0.0, 1.0, 1.0)
    shrunk = p - lr * weight_decay * p if decoupled else p
    if not decoupled:
        g = g + weight_decay * p
    m, v, a, b = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v), a * beta1, b * beta2
    root = (1 - b) ** 0.5
    return shrunk - lr * root / (1 - a) * m / (torch.sqrt(v) + eps * root), (m, v, a, b)


class Rule:
    rule = None

    def start(self, params, **settings):
        self.params = tuple(params)
        self.settings = settings
        self.states = [None for _ in self.params]

    def step(self):
        for number, p in enumerate(self.params):
            if p.grad is None:
                continue
            moved, self.states[number] = type(self).rule(p.data, p.grad.data, self.states[number], **self.settings)
            p.data.copy_(moved)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def state_dict(self):
        return dict(enumerate(self.states))

    def load_state_dict(self, d):
        self.states = [d[number] for number in range(len(self.params))]


class SGD(Rule):
    rule = staticmethod(sgd)

    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        self.start(params, lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=weight_decay)


class RMSProp(Rule):
    rule = staticmethod(rmsprop)

    def __init__(self, params, lr, alpha=0.99, eps=1e-8):
        self.start(params, lr=lr, alpha=alpha, eps=eps)


class Adam(Rule):
    rule = staticmethod(adam)

    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.start(
            params, lr=lr, beta1=betas[0], beta2=betas[1], eps=eps, weight_decay=weight_decay, decoupled=decoupled
        )
