"""Short names made from titles: lower-case letters, digits and hyphens."""

import re
import unicodedata


def slug(text: str, *, longest: int = 60) -> str:
    """The title as a name, cut at a word where it is too long; `untitled` where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer) > longest:
            break
        name = longer
    return name or (words[0][:longest] if words else "untitled")
