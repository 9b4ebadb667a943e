"""The progress badge: a small SVG with a label and a value, made here, without a server."""

from html import escape

MARK = "<!-- studytui badge -->"
"""Stands in every badge, so that another picture is never overwritten."""

_HEIGHT = 20
_PADDING = 7
_GREY, _BLUE, _GREEN = "#57606a", "#0a5cad", "#1a7f37"
_NARROW, _WIDE = "iljtfr.,:;'|!/ ()", "mwMW%@"


def badge_svg(label: str, percent: int, detail: str) -> str:
    """A badge that reads `label percent%`; `detail` is what a screen reader or a tooltip says besides.

    White text has a contrast of at least 4.5 on each of its colours.
    """
    value = f"{percent}%"
    left, right = _width(label), _width(value)
    colour = _GREEN if percent == 100 else _BLUE if percent else _GREY
    title = escape(f"{label}: {value} ({detail})")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" role="img" '
        f'aria-label="{title}">\n{MARK}\n<title>{title}</title>\n'
        f'<clipPath id="r"><rect width="{left + right}" height="{_HEIGHT}" rx="3"/></clipPath>\n'
        f'<g clip-path="url(#r)"><rect width="{left}" height="{_HEIGHT}" fill="#24292f"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/></g>\n'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\n'
        f"{_text(label, 0, left)}\n{_text(value, left, right)}\n</g>\n</svg>\n"
    )


def _text(text: str, x: int, width: int) -> str:
    """A text that fills its field whatever font the reader has."""
    length = width - 2 * _PADDING
    return f'<text x="{x + _PADDING}" y="14" textLength="{length}">{escape(text)}</text>'


def _width(text: str) -> int:
    """Pixels that a text of Verdana at 11 px takes, with its padding."""
    signs = sum(4 if sign in _NARROW else 11 if sign in _WIDE else 7 for sign in text)
    return signs + 2 * _PADDING
