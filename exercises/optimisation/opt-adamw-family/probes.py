import numpy as np
import torch

from studytui.checks import probe


def advance(optimiser, params, gradients):
    """One step for each row of gradients, one per parameter; None is no gradient. The positions after each."""
    path = []
    for row in gradients:
        for p, g in zip(params, row, strict=True):
            p.grad = None if g is None else g.clone()
        optimiser.step()
        path.append([p.detach().clone() for p in params])
    return path


@probe
def walk(submission, kind, options, starts, gradients):
    """The positions of all parameters after each step."""
    params = [start.clone() for start in starts]
    return advance(getattr(submission, kind)(params, **options), params, gradients)


@probe
def walk_from_generator(submission, kind, options, starts, gradients):
    """The same with the parameters given as a generator."""
    params = [start.clone() for start in starts]
    return advance(getattr(submission, kind)((p for p in params), **options), params, gradients)


def steps_in_one_gradient(submission, kind, options, starts, gradients):
    """The parameters after each step, whose gradients are all written into the same tensors."""
    params = [start.clone() for start in starts]
    optimiser = getattr(submission, kind)(params, **options)
    for p in params:
        p.grad = torch.zeros_like(p)
    for row in gradients:
        for p, g in zip(params, row, strict=True):
            p.grad.copy_(g)
        optimiser.step()
        yield params


@probe
def walk_in_one_gradient(submission, kind, options, starts, gradients):
    """The positions after each step."""
    steps = steps_in_one_gradient(submission, kind, options, starts, gradients)
    return [[p.clone() for p in params] for params in steps]


@probe
def gradients_left(submission, kind, options, starts, gradients):
    """The gradient of the first parameter after each step."""
    return [params[0].grad.clone() for params in steps_in_one_gradient(submission, kind, options, starts, gradients)]


@probe
def walk_seen_by_view(submission, kind, options, starts, gradients):
    """The positions after each step, read from views that were made before the first."""
    params = [start.clone() for start in starts]
    views = [p.view(-1) for p in params]
    optimiser = getattr(submission, kind)(params, **options)
    path = []
    for row in gradients:
        advance(optimiser, params, [row])
        path.append([view.clone() for view in views])
    return path


@probe
def resume(submission, kind, options, starts, gradients, at):
    """Where the path ends uninterrupted, and where two optimisers end that resume after `at` steps."""
    params = [start.clone() for start in starts]
    optimiser = getattr(submission, kind)(params, **options)
    advance(optimiser, params, gradients[:at])
    saved, then = optimiser.state_dict(), [p.clone() for p in params]
    ends = [advance(optimiser, params, gradients[at:])[-1]]
    for _ in range(2):
        params = [p.clone() for p in then]
        optimiser = getattr(submission, kind)(params, **options)
        optimiser.load_state_dict(saved)
        ends.append(advance(optimiser, params, gradients[at:])[-1])
    return ends


@probe
def reload(submission, kind, options, others, starts, gradients, saved_after):
    """The path of an optimiser with other options that has made two steps when it loads what one of these saved."""
    params = [start.clone() for start in starts]
    saving = getattr(submission, kind)(params, **options)
    advance(saving, params, gradients[:saved_after])
    saved = saving.state_dict()
    params = [start.clone() for start in starts]
    loading = getattr(submission, kind)(params, **others)
    advance(loading, params, gradients[:2])
    loading.load_state_dict(saved)
    return [row[0] for row in advance(loading, params, gradients[saved_after:])]


def dtypes_in(state):
    """The names of the floating dtypes of all tensors and arrays of more than one entry, at any depth."""
    if isinstance(state, dict):
        state = list(state.values())
    if isinstance(state, (list, tuple)):
        return {name for each in state for name in dtypes_in(each)}
    if isinstance(state, torch.Tensor) and state.is_floating_point() and state.numel() > 1:
        return {str(state.dtype).removeprefix("torch.")}
    if isinstance(state, np.ndarray) and state.dtype.kind == "f" and state.size > 1:
        return {str(state.dtype)}
    return set()


@probe
def state_dtypes(submission, kind, options, starts, gradients):
    """In which floating dtypes state_dict holds moments after a step."""
    params = [start.clone() for start in starts]
    optimiser = getattr(submission, kind)(params, **options)
    advance(optimiser, params, gradients[:1])
    return sorted(dtypes_in(optimiser.state_dict()))


@probe
def graph_of(submission, kind, options, starts, gradients):
    """Of parameters that require gradients: is each still a leaf, still requiring one, after the steps?"""
    params = [start.clone().requires_grad_() for start in starts]
    optimiser = getattr(submission, kind)(params, **options)
    advance(optimiser, params, gradients)
    return [[p.is_leaf, p.requires_grad, p.grad_fn is None] for p in params]


@probe
def zeroed(submission, kind, options, starts):
    """The gradients that are left after zero_grad, None as zeros."""
    params = [start.clone() for start in starts]
    optimiser = getattr(submission, kind)(params, **options)
    for p in params:
        p.grad = p.clone()
    optimiser.zero_grad()
    return [0 * p if p.grad is None else p.grad for p in params]
