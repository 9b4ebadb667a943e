"""Parts of a Markdown file that the program owns, between marks that a reader of the page never sees.

Each part carries a digest of what was written. A part whose text still has that digest is the program's to renew; one
that was edited by hand is the learner's and stays as it is. What stands outside the marks is never touched, and a part
that was deleted by hand does not come back.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2s

_PART = re.compile(
    r"<!-- studytui:(?P<id>[a-z0-9-]+) (?P<digest>[0-9a-f]{8}) -->\n(?P<text>.*?)\n?<!-- /studytui:(?P=id) -->",
    re.DOTALL,
)
_KNOWN = re.compile(r"<!-- studytui parts: (?P<ids>[a-z0-9 -]*) -->\n?")
_MARK = re.compile(r"<!--(\s*/?studytui)")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a file: its id (lower case, digits, hyphens) and its Markdown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text of the file, and the ids of the parts kept because they were edited by hand."""

    text: str
    kept: tuple[str, ...]


def merge(
    existing: str | None, blocks: tuple[Block, ...], *, owned: Collection[str] | None = None, anew: bool = False
) -> Merged:
    """Renew the program's parts of a file.

    Args:
        existing: the file's text, None when there is none yet.
        blocks: the parts in their order.
        owned: ids of the parts to look at, where the file has others besides; all of them by default.
        anew: whether parts edited or deleted by hand are written again as well.
    """
    if existing is None or not existing.strip():
        return Merged(_fresh(blocks), ())
    newline = "\r\n" if "\r\n" in existing else "\n"
    text = existing.replace("\r\n", "\n")
    wanted = {block.id: block for block in blocks}
    found = {match["id"]: match for match in _PART.finditer(text) if owned is None or match["id"] in owned}
    edited = (name for name, match in found.items() if _digest(match["text"]) != match["digest"])
    kept = () if anew else tuple(edited)
    known = (_known(text) - set(wanted if anew else ())) | set(found)

    def renewed(match: re.Match[str]) -> str:
        if match["id"] in kept or match["id"] not in found:
            return match[0]
        block = wanted.get(match["id"])
        return "" if block is None else _framed(block)

    text = _KNOWN.sub("", _PART.sub(renewed, text))
    text = _with_new_parts(text, blocks, known, set(found))
    ids = " ".join(sorted(known | set(wanted)))
    text = re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + f"\n\n<!-- studytui parts: {ids} -->\n"
    return Merged(text.replace("\n", newline), kept)


def conflict_in(existing: str) -> int | None:
    """The line of the first mark of a conflict that git left in a file; none is in a part that stands as written."""

    def unless_whole(match: re.Match[str]) -> str:
        return "\n" * match[0].count("\n") if _digest(match["text"]) == match["digest"] else match[0]

    lines = _PART.sub(unless_whole, existing.replace("\r\n", "\n")).split("\n")
    begins = next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), None)
    return begins if begins and any(line.startswith(">>>>>>> ") for line in lines[begins:]) else None


def _with_new_parts(text: str, blocks: tuple[Block, ...], known: set[str], present: set[str]) -> str:
    """Put each part the file never had after the one that precedes it in the note."""
    previous: str | None = None
    for block in blocks:
        if block.id not in known:
            end = f"<!-- /studytui:{previous} -->"
            if previous is not None and end in text:
                text = text.replace(end, f"{end}\n\n{_framed(block)}", 1)
            else:
                text = f"{text.rstrip()}\n\n{_framed(block)}\n"
            present = present | {block.id}
        if block.id in present:
            previous = block.id
    return text


def _known(text: str) -> set[str]:
    match = _KNOWN.search(text)
    return set(match["ids"].split()) if match else set()


def _fresh(blocks: tuple[Block, ...]) -> str:
    ids = " ".join(sorted(block.id for block in blocks))
    return "\n\n".join([*(_framed(block) for block in blocks), f"<!-- studytui parts: {ids} -->"]) + "\n"


def _framed(block: Block) -> str:
    text = _MARK.sub(r"<!-- ·\1", block.text).strip("\n")
    return f"<!-- studytui:{block.id} {_digest(text)} -->\n{text}\n<!-- /studytui:{block.id} -->"


def _digest(text: str) -> str:
    return blake2s(text.strip().encode(), digest_size=4).hexdigest()
