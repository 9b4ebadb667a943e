"""Moments updated in place with fused tensor methods, as PyTorch's own single-tensor loops do; gradients are zeroed."""

import copy

import torch


class Base:
    def __init__(self, params, lr):
        self.group = list(params)
        self.lr = lr
        self.memory = {}

    def zero_grad(self):
        for p in self.group:
            if p.grad is not None:
                p.grad.zero_()

    def state_dict(self):
        return copy.deepcopy(self.memory)

    def load_state_dict(self, d):
        self.memory = copy.deepcopy(d)

    def step(self):
        with torch.no_grad():
            for number, p in enumerate(self.group):
                if p.grad is not None:
                    self.update(p, p.grad.detach().clone(), self.memory.setdefault(number, {}))


class SGD(Base):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        super().__init__(params, lr)
        self.momentum, self.nesterov, self.weight_decay = momentum, nesterov, weight_decay

    def update(self, p, g, memory):
        g.add_(p, alpha=self.weight_decay)
        if self.momentum:
            if "u" in memory:
                memory["u"].mul_(self.momentum).add_(g)
            else:
                memory["u"] = g.clone()
            g = g.add(memory["u"], alpha=self.momentum) if self.nesterov else memory["u"]
        p.add_(g, alpha=-self.lr)


class RMSProp(Base):
    def __init__(self, params, lr, alpha=0.99, eps=1e-8):
        super().__init__(params, lr)
        self.alpha, self.eps = alpha, eps

    def update(self, p, g, memory):
        v = memory.setdefault("v", torch.zeros_like(p))
        v.mul_(self.alpha).addcmul_(g, g, value=1 - self.alpha)
        p.addcdiv_(g, v.sqrt().add_(self.eps), value=-self.lr)


class Adam(Base):
    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        super().__init__(params, lr)
        self.betas, self.eps, self.weight_decay, self.decoupled = betas, eps, weight_decay, decoupled

    def update(self, p, g, memory):
        if not memory:
            memory["step"], memory["m"], memory["v"] = 0, torch.zeros_like(p), torch.zeros_like(p)
        memory["step"] += 1
        if self.decoupled:
            p.mul_(1 - self.lr * self.weight_decay)
        else:
            g.add_(p, alpha=self.weight_decay)
        memory["m"].lerp_(g, 1 - self.betas[0])
        memory["v"].mul_(self.betas[1]).addcmul_(g, g, value=1 - self.betas[1])
        first = 1 - self.betas[0] ** memory["step"]
        second = 1 - self.betas[1] ** memory["step"]
        p.addcdiv_(memory["m"], (memory["v"].sqrt() / second**0.5).add_(self.eps), value=-self.lr / first)
