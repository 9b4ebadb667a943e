def lp_norm(x: list[float], p: float) -> float:
    """x: n numbers, p: 1 to infinity. Returns (sum of |x_i| to the p) to the 1/p; the largest |x_i| for infinity."""
    raise NotImplementedError


def cosine(x: list[float], y: list[float]) -> float:
    """x, y: n numbers each, neither all zeros. Returns the cosine of their angle, within [-1, 1]."""
    raise NotImplementedError


def project(x: list[float], basis: list[list[float]]) -> list[float]:
    """x: n numbers, basis: vectors of n numbers, dependent or not. Returns the nearest point of their span."""
    raise NotImplementedError


def residual(x: list[float], basis: list[list[float]]) -> list[float]:
    """x, basis: as in project. Returns x minus its projection, n numbers."""
    raise NotImplementedError
