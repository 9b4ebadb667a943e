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
