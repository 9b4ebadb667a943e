from studytui.domain.checklist import CheckItem, Mark, address, checklist, in_words


def test_evidence_ticks_and_the_hand_has_the_last_word() -> None:
    """Without a word of the learner evidence decides; with one, that holds, either way."""
    shown = {Mark.LESSON: ("Scale first",), Mark.EXPERIMENT: ("Sweep", "Other")}
    items = {item.mark: item for item in checklist(shown, {Mark.LESSON: False, Mark.ARTEFACT: True})}
    assert items[Mark.EXPERIMENT] == CheckItem(Mark.EXPERIMENT, True, "Sweep (and 1 more)")
    assert items[Mark.LESSON] == CheckItem(Mark.LESSON, False, "Scale first", by_hand=True)
    assert items[Mark.ARTEFACT] == CheckItem(Mark.ARTEFACT, True, "", by_hand=True)
    assert not items[Mark.IMPROVEMENT].done
    assert address(7, Mark.LESSON) == "friday/7/lesson"


def test_the_state_is_one_quiet_line() -> None:
    """How many, and which are to come."""
    assert in_words(checklist({}, {})).startswith("0 of 4; to come: an experiment, an improvement, a lesson and an art")
    assert in_words(checklist({Mark.LESSON: ("x",)}, dict.fromkeys(Mark, True))) == "all 4"
    said = dict.fromkeys(Mark, True) | {Mark.LESSON: False}
    assert in_words(checklist({}, said)) == "3 of 4; to come: a lesson"
