"""What a graded child may do, and the proof that it may do no more. Standard library and ctypes only.

How the processes use it:

In the zygote, once, while it has one thread and before numpy or torch is imported:

    held = isolate()                     # user, net and ipc namespaces, where the kernel lets us
    guard(subreaper=True)                # die with the parent; NO_NEW_PRIVS; adopt orphans

then, after the imports (every module a child may need from `studytui` must be imported by now: no child can read
the package afterwards):

    prepared = prepare(Policy())         # Landlock ruleset and seccomp program, built once
    report = trial(prepared, held)       # canary children; a `SandboxReport` for every report and `doctor`

In each freshly forked child, when its descriptors are in place and its group is set:

    layers = confine(prepared, Budget(memory_bytes=512 * 10**6, cpu_seconds=60), parent=zygote_pid)

`confine` applies every layer the kernel lets it and returns their names; it never raises for a missing layer, since
`trial` has already said which ones hold. It closes no descriptors but the ruleset's, changes no signal handlers and
takes well under a millisecond. `scratch=True` gives the child an empty, capped working directory of its own (else the
working directory is `/`).

Layer names: `rlimits`, `process` (PDEATHSIG and NO_NEW_PRIVS), `landlock`, `seccomp`, `capabilities`, `namespaces`.
`Policy(without=frozenset({"seccomp"}))` and `isolate(without=...)` leave layers out: for benchmarks and for tests of
machines that lack them.
"""

from studytui.grading.sandbox.namespaces import isolate
from studytui.grading.sandbox.policy import Budget, Policy, Prepared, confine, prepare
from studytui.grading.sandbox.process import guard
from studytui.grading.sandbox.trial import trial

__all__ = ["Budget", "Policy", "Prepared", "confine", "guard", "isolate", "prepare", "trial"]
