"""What a graded child may do, and the proof that it may do no more. Standard library and ctypes only.

How the processes use it. In the zygote, first of all, while it has one thread and has not imported numpy or torch:

    isolated = isolate()                 # user, net and ipc namespaces, where the kernel lets us
    guard()                              # die with the parent, adopt orphans, NO_NEW_PRIVS
    prepared = prepare(Policy(isolated=bool(isolated)))  # Landlock ruleset and system call filter, built once
    report = trial(prepared, isolated)   # canary children; the `SandboxReport` of every run, and of `doctor`

then it imports numpy or torch, and every module of `studytui` that a child may need: no child can read the package.
In each freshly forked child, when its descriptors are in place:

    confine(prepared, Budget(memory_bytes=512 * 10**6, cpu_seconds=60), parent=zygote_pid)

`confine` applies every layer the kernel lets it; it never raises for a missing one, since `trial` has already said
which hold. It takes well under a millisecond. Afterwards the child can start threads and make stream socket pairs, but
no process and no other socket; it can read the libraries and write nowhere; it can signal itself alone, and cannot
leave its process group. For an exercise that needs files the host makes an empty folder, hands it as `room`, and
removes it with `rooms.remove` afterwards.

Layers: `process` (PDEATHSIG, NO_NEW_PRIVS), `rlimits`, `capabilities`, `landlock`, `seccomp`, `namespaces`.
`Policy(without=frozenset({"seccomp"}))` and `isolate(without)` leave layers out, for benchmarks and for tests of
machines that lack them.
"""

from studytui.grading.sandbox.namespaces import isolate
from studytui.grading.sandbox.policy import Budget, Policy, Prepared, confine, prepare
from studytui.grading.sandbox.process import guard
from studytui.grading.sandbox.trials import trial

__all__ = ["Budget", "Policy", "Prepared", "confine", "guard", "isolate", "prepare", "trial"]
