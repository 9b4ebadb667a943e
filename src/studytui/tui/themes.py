"""The two sets of colours: one accent, one colour for what is wrong, and shades of the text."""

from textual.theme import Theme

DARK = Theme(
    name="studytui-dark",
    primary="#7fb8a4",
    accent="#7fb8a4",
    error="#e08a7c",
    foreground="#d5d8dc",
    background="#15181c",
    surface="#1b1f24",
    panel="#23282e",
    dark=True,
    variables={"text-muted": "#868e98", "text-error": "#e08a7c", "input-cursor-background": "#7fb8a4"},
)
LIGHT = Theme(
    name="studytui-light",
    primary="#1f6f5c",
    accent="#1f6f5c",
    error="#a63a2b",
    foreground="#23272c",
    background="#f7f6f3",
    surface="#efeee9",
    panel="#e4e2dc",
    dark=False,
    variables={"text-muted": "#686e76", "text-error": "#a63a2b"},
)
