"""A count with its noun."""


def several(count: int, noun: str, *, none: str = "0") -> str:
    """`1 unit`, `2 units`; `none` is the word for nought."""
    return f"{count or none} {noun}{'' if count == 1 else 's'}"
