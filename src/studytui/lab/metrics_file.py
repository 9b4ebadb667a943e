"""The file that a script may write its metrics into: one JSON object, or lines as a script prints them."""

from pathlib import Path

from studytui.domain.metric_lines import Metrics, metrics_in, metrics_of, parsed

LARGEST = 4_000_000
"""Bytes read of it."""
UNREAD = "no metric could be read from the metrics file"


def take(path: Path, metrics: Metrics) -> str:
    """Take what the file holds, and the file away; says in a few words when something is in it and no metric is."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
        path.unlink(missing_ok=True)
    except OSError as error:
        return f"{UNREAD} ({error.strerror})"
    text = data.decode("utf-8-sig", "replace")
    whole = parsed(text)
    found = [metrics_of(whole)] if isinstance(whole, dict) else [metrics_in(line) for line in text.splitlines()]
    for one in found:
        metrics.add(one)
    return UNREAD if text.strip() and not any(found) else ""
