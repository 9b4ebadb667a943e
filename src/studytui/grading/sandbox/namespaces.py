"""Namespaces around the zygote."""


def isolate(without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Enter new user, network and IPC namespaces where the kernel lets us; the names that hold."""
    del without
    return ()
