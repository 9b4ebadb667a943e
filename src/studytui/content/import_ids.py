"""Ids that stay: an edited file keeps the ids of what it still holds, so that ticks and scores stay with it."""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from studytui.content.markdown_words import slug

_ALIKE = 0.72
_MOST = 60


@dataclass(slots=True)
class Wish:
    """Something that needs an id: its text, the id it would have in a new plan, where it stands and what it holds."""

    text: str
    wish: str
    place: object = None
    holds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """An id of the earlier import, the text it stood for, where that stood and what it held."""

    id: str
    text: str
    place: object = None
    holds: frozenset[str] = frozenset()


def give_ids(wishes: Sequence[Wish], known: Sequence[Known]) -> list[str]:
    """An id for each wish, none twice.

    The same text keeps its id; else the same wish; else the most similar text, if it is similar enough. An id whose
    text is gone is not given to anything new, so that its ticks never show on something else. What holds mostly what
    another held counts as renamed; what stands alone in the same place and shares a word as reworded.
    """
    given: dict[int, str] = {}
    left = {each.id: _flat(each.text) for each in known}
    by_text: dict[str, list[str]] = {}
    for each in reversed(known):
        by_text.setdefault(_flat(each.text), []).append(each.id)
    for number, wish in enumerate(wishes):
        same = by_text.get(_flat(wish.text))
        if same:
            given[number] = same.pop()
            del left[given[number]]
    for number, wish in enumerate(wishes):
        if number not in given and wish.wish in left:
            given[number] = wish.wish
            del left[wish.wish]
    _give_similar(wishes, given, left)
    _give_by_content(wishes, given, left, known)
    _give_in_place(wishes, given, left, {each.id: each.place for each in known})
    taken, numbers = {*given.values(), *left}, Counter[str]()
    for number, wish in enumerate(wishes):
        if number not in given:
            given[number] = _free_id(wish.wish, taken, numbers)
    return [given[number] for number in range(len(wishes))]


def _free_id(wish: str, taken: set[str], numbers: Counter[str]) -> str:
    """The wish, or the wish with the next number that makes it new."""
    free = wish
    while free in taken:
        numbers[wish] += 1
        free = f"{wish}-{numbers[wish] + 1}"
    taken.add(free)
    return free


def _give_similar(wishes: Sequence[Wish], given: dict[int, str], left: dict[str, str]) -> None:
    """Pair what is left by similarity, best first; only so many, because the work is their product."""
    new = [number for number in range(len(wishes)) if number not in given][:_MOST]
    pairs = []
    for old, text in list(left.items())[:_MOST]:
        matcher = difflib.SequenceMatcher(b=text[:80], autojunk=False)
        for number in new:
            matcher.set_seq1(_flat(wishes[number].text)[:80])
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                pairs.append((matcher.ratio(), -number, old))
    for ratio, minus, old in sorted(pairs, reverse=True):
        if ratio >= _ALIKE and -minus not in given and old in left:
            given[-minus] = old
            del left[old]


def _give_by_content(
    wishes: Sequence[Wish], given: dict[int, str], left: dict[str, str], known: Sequence[Known]
) -> None:
    """Pair what is left where two things or more, and at least half, are the same in both."""
    holders: dict[str, list[str]] = {}
    for each in known:
        for held in each.holds if each.id in left else ():
            holders.setdefault(held, []).append(each.id)
    for number, wish in enumerate(wishes):
        if number in given:
            continue
        shared = Counter(old for held in wish.holds for old in holders.get(held, ()) if old in left)
        old, most = max(shared.items(), key=lambda pair: pair[1], default=("", 0))
        if most >= 2 and most * 2 >= len(wish.holds):
            given[number] = old
            del left[old]


def _give_in_place(
    wishes: Sequence[Wish], given: dict[int, str], left: dict[str, str], places: dict[str, object]
) -> None:
    """Pair what stands alone in a place with what stood alone there, if a word of theirs is the same."""
    new = [number for number in range(len(wishes)) if number not in given and wishes[number].place is not None]
    here = Counter(wishes[number].place for number in new)
    there = Counter(places[old] for old in left)
    by_place = {places[old]: old for old in left}
    for number in new:
        place = wishes[number].place
        if here[place] == there[place] == 1 and _words(_flat(wishes[number].text)) & _words(left[by_place[place]]):
            given[number] = by_place[place]
            del left[by_place[place]]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if len(word) > 3 and not word.isdigit()}


def _flat(text: str) -> str:
    return slug(text, words=40) if text.isascii() else " ".join(text.lower().split())
