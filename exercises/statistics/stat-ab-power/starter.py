def sample_size_proportions(
    p0: float, mde_abs: float, *, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0, two_sided: bool = True
) -> tuple[int, int]:
    """p0: rate of the control; mde_abs: effect p1 - p0, of either sign; ratio: n1 / n0. Returns (n0, n1)."""
    raise NotImplementedError


def power_proportions(p0: float, p1: float, n0: int, n1: int, *, alpha: float = 0.05, two_sided: bool = True) -> float:
    """p0, p1: the true rates; n0, n1: people per arm. Returns the probability that the test rejects."""
    raise NotImplementedError


def minimum_detectable_effect(p0: float, n0: int, n1: int, *, alpha: float = 0.05, power: float = 0.8) -> float:
    """Returns the smallest effect p1 - p0 > 0 that the two-sided test finds with this power."""
    raise NotImplementedError
