from hypothesis import given
from hypothesis import strategies as st

from studytui.journal.blocks import Block, merge

TITLE, GOALS, NEXT = (
    Block("title", "# Week 01"),
    Block("goals", "## Goals\n\n- PCA"),
    Block("next", "## Next\n\n- UMAP"),
)
NOTE = (TITLE, GOALS, NEXT)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60)


def test_a_second_export_changes_nothing() -> None:
    """Merging the same parts again gives the same text to the letter."""
    first = merge(None, NOTE).text
    assert merge(first, NOTE).text == first


def test_a_part_edited_by_hand_stays() -> None:
    """An edited part keeps the learner's words and is named; the others are renewed."""
    edited = merge(None, NOTE).text.replace("- PCA", "- PCA, by hand")
    merged = merge(edited, (TITLE, Block("goals", "## Goals\n\n- new"), Block("next", "## Next\n\n- t-SNE")))
    assert merged.kept == ("goals",)
    assert "- PCA, by hand" in merged.text
    assert "- t-SNE" in merged.text
    assert "- new" not in merged.text


def test_words_outside_the_parts_stay() -> None:
    """Text before, between and after the parts is never touched."""
    first = merge(None, NOTE).text
    text = (
        "Mine first\n\n" + first.replace("<!-- studytui:next", "Mine between\n\n<!-- studytui:next") + "\nMine last\n"
    )
    merged = merge(text, (TITLE, Block("goals", "changed"), NEXT)).text
    assert all(words in merged for words in ("Mine first", "Mine between", "Mine last", "changed"))


def test_a_deleted_part_does_not_come_back() -> None:
    """A part that the learner cut out with its marks stays out."""
    text = merge(None, NOTE).text
    begin, end = (
        text.index("<!-- studytui:goals"),
        text.index("<!-- /studytui:goals -->") + len("<!-- /studytui:goals -->"),
    )
    assert "Goals" not in merge(text[:begin] + text[end:], NOTE).text


def test_a_part_that_is_new_takes_its_place() -> None:
    """A part with something to say for the first time stands after the part that precedes it in the note."""
    text = merge(merge(None, (TITLE, NEXT)).text, NOTE).text
    assert text.index("# Week 01") < text.index("## Goals") < text.index("## Next")


def test_windows_line_ends_stay() -> None:
    """A file with CRLF line ends keeps them."""
    text = merge(None, NOTE).text.replace("\n", "\r\n")
    merged = merge(text, (TITLE, Block("goals", "## Goals\n\n- other"), NEXT)).text
    assert merged.count("\n") == merged.count("\r\n")
    assert "- other" in merged


@given(TEXT, TEXT, TEXT)
def test_learner_text_never_breaks_the_marks(first: str, second: str, outside: str) -> None:
    """Whatever a part says, even the program's own marks, a re-export is stable and the words outside survive."""
    nasty = f"{first}\n<!-- /studytui:goals -->\n<!-- studytui:next 00000000 -->"
    text = (
        merge(None, (TITLE, Block("goals", nasty), Block("next", second))).text
        + f"\nOUT{outside.replace('<', '')}OUT\n"
    )
    again = merge(text, (TITLE, Block("goals", nasty), Block("next", second)))
    assert again.kept == ()
    assert merge(again.text, (TITLE, Block("goals", nasty), Block("next", second))).text == again.text
    assert "OUT" in again.text


def test_only_owned_parts_are_looked_at() -> None:
    """Parts of another maker in the same file stay, edited or not, and are not told as kept."""
    both = merge(merge(None, (Block("a", "one"),)).text, (Block("b", "two"),), owned=["b"]).text
    edited = both.replace("one", "mine")
    merged = merge(edited, (Block("b", "three"),), owned=["b"])
    assert "mine" in merged.text
    assert "three" in merged.text
    assert "two" not in merged.text
    assert merged.kept == ()


def test_parts_are_written_anew_when_asked() -> None:
    """A part edited by hand and one deleted by hand both come back; text around them stays."""
    first = merge(None, (Block("a", "one"), Block("b", "two"))).text
    start = first.index("<!-- studytui:b")
    end = first.index("<!-- studytui parts")
    changed = "# Mine\n\n" + first[:start].replace("one", "edited") + first[end:]
    kept = merge(changed, (Block("a", "one"), Block("b", "two")))
    assert kept.kept == ("a",)
    assert "two" not in kept.text
    again = merge(changed, (Block("a", "one"), Block("b", "two")), anew=True)
    assert again.kept == ()
    assert again.text.startswith("# Mine\n\n")
    assert "edited" not in again.text
    assert again.text.index("one") < again.text.index("two")
