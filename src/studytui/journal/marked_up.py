"""Pieces of Markdown that the notes are made of; nothing private gets through them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from studytui.domain.markdown_text import closed, demoted, one_line, without_private
from studytui.domain.week import EvidenceNote, ReadNote, ShareNote


def section(title: str, body: str) -> str:
    """A second-level section; nothing where it has nothing to say."""
    return f"## {title}\n\n{body}" if body else ""


def items(lines: Iterable[str]) -> str:
    """A list of what may be shown of those texts, each once."""
    public = (closed(without_private(line).strip()) for line in lines)
    return "\n".join(item(line) for line in dict.fromkeys(public) if line)


def item(text: str) -> str:
    """A list item of one or more lines."""
    first, *rest = text.splitlines()
    return "\n".join([f"- {first.removeprefix('- ')}", *(f"  {line}" if line else "" for line in rest)])


def labelled(label: str, text: str, *, below: int = 3) -> str:
    """A label and what was written under it: on one line if it is one; nothing where nothing may be shown."""
    public = closed(demoted(without_private(text).strip(), below=below))
    if not public:
        return ""
    plain = "\n" not in public and not public.startswith(("-", "#", "`", ">", "|", "1."))
    return f"**{label}:** {public}" if plain else f"**{label}:**\n\n{public}"


def linked(text: str, link: str) -> str:
    """A text that leads somewhere, if it does; brackets in it are kept from ending it."""
    words = one_line(text)
    if not link or not words:
        return words
    name = words.replace("[", r"\[").replace("]", r"\]")
    address = one_line(link).replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"[{name}]({address})"


def read_line(read: ReadNote) -> str:
    """What was read, and what it gave."""
    name, line = linked(read.title, read.link), one_line(read.line)
    return f"- {name}: {line}" if name and line else f"- {name}" if name else ""


def evidence_line(evidence: EvidenceNote) -> str:
    """A commit by its number and subject, a link by what is said of it."""
    name = linked(evidence.value if evidence.link != evidence.value else evidence.kind.label, evidence.link)
    said = one_line(evidence.text)
    return f"- {name}: {said}" if said else f"- {linked(evidence.value, evidence.link)}"


def small(parts: Sequence[str], shares: Sequence[ShareNote]) -> str:
    """The small last line: those parts, and how the time was shared out, with what was planned of each share."""
    total = sum((share.studied for share in shares), timedelta())
    percent = {one.share: round(100 * (one.studied / total)) for one in shares} if total else {}
    shared = ", ".join(f"{one.share.value} {percent[one.share]} % ({one.planned})" for one in shares if percent)
    return f"<sub>{' · '.join(filter(None, (*parts, shared)))}</sub>"
