import probes
import reference
import torch

from studytui.checks import check, close, equal, expect

KINDS = (
    ("SGD", {"lr": 0.02, "momentum": 0.9, "weight_decay": 0.1}),
    ("RMSProp", {"lr": 0.02}),
    ("Adam", {"lr": 0.02, "weight_decay": 0.1, "decoupled": True}),
)
FORMS = (
    ("SGD", {"lr": 0.02, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.02, "momentum": 0.9}),
    ("Adam", {"lr": 0.02, "weight_decay": 0.1}),
)


def tensor(rng, *shape):
    """Numbers of size about one, in double precision."""
    return torch.from_numpy(rng.normal(size=shape))


def problem(rng, shapes=((3,),), steps=12, scale=1.0):
    """Starts of the given shapes, and a gradient for each of them in each step."""
    starts = [tensor(rng, *shape) for shape in shapes]
    return starts, [[scale * tensor(rng, *shape) for shape in shapes] for _ in range(steps)]


def called(kind, options):
    """An optimiser as one writes it."""
    return f"{kind}({', '.join(f'{name}={value}' for name, value in options.items())})"


def same_path(learner, kind, options, starts, gradients, *, probe="walk", atol=1e-12, when=""):
    """The learner's parameters are where the reference's are after every step; shows the first step that differs."""
    got = getattr(learner.probes, probe)(kind, options, starts, gradients)
    want = probes.walk(reference, kind, options, starts, gradients)
    for step, (mine, right) in enumerate(zip(got, want, strict=True), start=1):
        for number, (p, q) in enumerate(zip(mine, right, strict=True)):
            what = f"parameter {number} after step {step} of {called(kind, options)}{when}"
            expect(p.dtype == starts[number].dtype, f"{what} keeps its dtype", got=p.dtype)
            close(p, q, rtol=0.0, atol=atol, what=what)


@check("Plain SGD, with weight decay", points=1)
def sgd_plain(learner, rng):
    steps = int(rng.integers(2, 6))
    same_path(learner, "SGD", {"lr": 0.1}, *problem(rng, steps=steps))
    same_path(learner, "SGD", {"lr": 0.1, "weight_decay": 0.3}, *problem(rng, steps=steps))


@check("SGD with momentum", points=1)
def sgd_momentum(learner, rng):
    same_path(learner, "SGD", {"lr": 0.1, "momentum": 0.9}, *problem(rng))
    same_path(learner, "SGD", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.3}, *problem(rng))


@check("Nesterov looks ahead", points=2)
def sgd_nesterov(learner, rng):
    same_path(learner, "SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True}, *problem(rng))


@check("RMSProp", points=1)
def rmsprop(learner, rng):
    same_path(learner, "RMSProp", {"lr": 0.05}, *problem(rng))
    same_path(learner, "RMSProp", {"lr": 0.05, "alpha": 0.8, "eps": 1e-4}, *problem(rng, scale=1e-4))


@check("Adam's first step is lr · sign(g)", points=2)
def adam_first_step(learner, rng):
    (start,), ((gradient,),) = problem(rng, steps=1)
    gradient = gradient + gradient.sign()
    ((after,),) = learner.probes.walk("Adam", {"lr": 0.1}, [start], [[gradient]])
    close(
        after, start - 0.1 * gradient.sign(), rtol=0.0, atol=1e-6, what="the parameter after one step of Adam(lr=0.1)"
    )


@check("Adam, 50 steps, with gradients as small as eps", points=2)
def adam_path(learner, rng):
    for scale, steps in ((1.0, 50), (1e-4, 12), (1e-8, 12)):
        same_path(learner, "Adam", {"lr": 0.05}, *problem(rng, steps=steps, scale=scale))
    same_path(learner, "Adam", {"lr": 0.05, "betas": (0.7, 0.9), "eps": 1e-3}, *problem(rng))


@check("Adam with coupled weight decay", points=1)
def adam_coupled(learner, rng):
    same_path(learner, "Adam", {"lr": 0.05, "weight_decay": 0.3}, *problem(rng))


@check("AdamW: decay beside the moments, scaled by lr", points=2)
def adamw(learner, rng):
    options = {"lr": 0.05, "weight_decay": 0.3, "decoupled": True}
    same_path(learner, "Adam", options, *problem(rng))
    same_path(learner, "Adam", options, *problem(rng, steps=50, scale=100.0))


@check("p.grad is only read, and not remembered", points=2)
def gradient_only_read(learner, rng):
    for kind, options in FORMS + KINDS:
        starts, gradients = problem(rng, steps=3)
        left = learner.probes.gradients_left(kind, options, starts, gradients)
        for step, (mine, row) in enumerate(zip(left, gradients, strict=True), start=1):
            equal(mine, row[0], what=f"p.grad after step {step} of {called(kind, options)}, which only reads it,")
        when = ", each gradient written into the same p.grad,"
        same_path(learner, kind, options, starts, gradients, probe="walk_in_one_gradient", when=when)


@check("Parameters change in their own memory", points=1)
def in_place(learner, rng):
    for kind, options in KINDS:
        same_path(learner, kind, options, *problem(rng, steps=3), probe="walk_seen_by_view", when=", in a view of it,")


@check("Every parameter has its own state", points=2)
def own_state(learner, rng):
    for kind, options in KINDS:
        same_path(learner, kind, options, *problem(rng, shapes=((3,), (3,))))
        same_path(learner, kind, options, *problem(rng, shapes=((2, 4), (), (5,))))


@check("Parameters may come from a generator", points=1)
def generator(learner, rng):
    for kind, options in KINDS:
        same_path(learner, kind, options, *problem(rng, shapes=((3,), (2,))), probe="walk_from_generator")


@check("A parameter takes no step while it has no gradient", points=2)
def missing_gradients(learner, rng):
    for kind, options in KINDS:
        starts, gradients = problem(rng, shapes=((3,), (3,), (2,), (3,)))
        for step, row in enumerate(gradients):
            row[1] = row[1] if step >= 4 else None
            row[2] = None
            row[3] = None if 2 <= step < 6 else row[3]
        same_path(learner, kind, options, starts, gradients)


@check("Zero gradients move nothing, but decay goes on", points=1)
def zero_gradients(learner, rng):
    starts, gradients = problem(rng, steps=3, scale=0.0)
    for kind in ("SGD", "RMSProp", "Adam"):
        path = learner.probes.walk(kind, {"lr": 0.1}, starts, gradients)
        close(path[-1][0], starts[0], what=f"the parameter of {kind} after three gradients of zero")
    for kind, options in FORMS + KINDS:
        same_path(learner, kind, options, starts, gradients, when=", all gradients zero,")


@check("Parameters stay leaves without a graph", points=1)
def no_graph(learner, rng):
    for kind, options in KINDS:
        found = learner.probes.graph_of(kind, options, *problem(rng, steps=3))
        equal(
            found, [[True, True, True]], what=f"is_leaf, requires_grad and grad_fn is None after three steps of {kind}"
        )


@check("A checkpoint resumes bit for bit, and keeps while training goes on", points=2)
def checkpoint(learner, rng):
    for kind, options in KINDS:
        starts, gradients = problem(rng, shapes=((3,), (2, 2)), steps=10)
        whole, first, second = learner.probes.resume(kind, options, starts, gradients, 4)
        equal(first, whole, what=f"the parameters of {kind}, resumed after 4 of 10 steps")
        equal(second, whole, what=f"the parameters of {kind}, resumed a second time from the same state")


@check("Loading replaces all state, and no hyperparameter", points=2)
def loading_replaces(learner, rng):
    for kind, options in KINDS:
        starts, gradients = problem(rng, steps=5)
        for others, saved_after, loaded in (
            (options, 0, "that has made steps and loads a state of none"),
            (options, 3, "that has made steps and loads a state of 3 others"),
            (options | {"lr": 0.05}, 3, "that loads a state saved with lr=0.02"),
        ):
            given = (kind, options, others, starts, gradients, saved_after)
            got, want = learner.probes.reload(*given), probes.reload(reference, *given)
            for step, (p, q) in enumerate(zip(got, want, strict=True), start=1):
                what = f"the parameter after step {step} from loading, of {called(kind, others)} {loaded},"
                close(p, q, rtol=0.0, atol=1e-12, what=what)


@check("zero_grad clears every gradient", points=1)
def zero_grad(learner, rng):
    for kind, options in KINDS:
        starts, _ = problem(rng, shapes=((3,), (2,)))
        for left, start in zip(learner.probes.zeroed(kind, options, starts), starts, strict=True):
            close(left, torch.zeros_like(start), what=f"gradients after zero_grad of {kind}")


@check("Single precision, 50 steps", points=1)
def single_precision(learner, rng):
    for kind, options in KINDS:
        starts, gradients = problem(rng, steps=50)
        starts = [start.float() for start in starts]
        gradients = [[g.float() for g in row] for row in gradients]
        same_path(learner, kind, options, starts, gradients, atol=5e-6)
        for dtype in learner.probes.state_dtypes(kind, options, starts, gradients):
            equal(dtype, "float32", what=f"dtype of the state of {kind} for a float32 parameter")
