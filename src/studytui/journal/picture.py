"""Pictures beside a note: written by the program, signed, and left alone once somebody else changed them."""

import re
from hashlib import blake2s

_SIGNED = re.compile(r"\n?<!-- studytui (?P<digest>[0-9a-f]{8}) -->\n?\Z")


def signed(svg: str) -> str:
    """The picture with a digest of itself at its end."""
    text = svg.rstrip("\n")
    return f"{text}\n<!-- studytui {_digest(text)} -->\n"


def is_edited(existing: str) -> bool:
    """Whether a file differs from what was signed in it, or was never signed."""
    text = existing.replace("\r\n", "\n")
    found = _SIGNED.search(text)
    return found is None or _digest(text[: found.start()]) != found["digest"]


def _digest(text: str) -> str:
    return blake2s(text.strip().encode(), digest_size=4).hexdigest()
