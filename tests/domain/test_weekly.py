"""The questions of check-in and review, and their answers as Markdown."""

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.weekly import CHECKIN_ASKS, REVIEW_ASKS, Opening, questions, read, written

ANSWERS = st.text(max_size=60)


def test_the_plans_questions_come_first() -> None:
    """Three in all; the review has its own whatever the plan asks on Monday."""
    assert questions(Opening.CHECKIN, ()) == CHECKIN_ASKS
    assert questions(Opening.CHECKIN, ("Why?",)) == ("Why?", *CHECKIN_ASKS[1:])
    assert questions(Opening.CHECKIN, ("a", "b", "c", "d")) == ("a", "b", "c")
    assert questions(Opening.REVIEW, ("Why?",)) == REVIEW_ASKS


def test_questions_without_an_answer_are_left_out() -> None:
    """What remains is a list that reads well."""
    assert written([("Why?", " So "), ("What?", " ")]) == "- **Why?** So"


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS))
def test_answers_read_back(answers: tuple[str, str, str]) -> None:
    """Whatever was typed, as one line each."""
    text = written(zip(REVIEW_ASKS, answers, strict=True))
    lines = {asked: " ".join(answer.split()) for asked, answer in zip(REVIEW_ASKS, answers, strict=True)}
    assert read(text) == {asked: answer for asked, answer in lines.items() if answer}


def test_other_lines_are_no_answers() -> None:
    """An entry edited by hand elsewhere breaks nothing."""
    assert read("Hello\n\n- **Why?** So\n- nothing") == {"Why?": "So"}
