import collections
import itertools
import re
import sys

from studytui.checks import probe

ITERATORS = {"zip": zip, "map": map, "filter": filter, "enumerate": enumerate}


SCANS = ("count", "replace", "split", "translate")


@probe
def scanned(submission, text, vocab_size):
    """How many characters or items the methods named above, of texts, bytes and lists, and the functions of re scan."""
    total = [0]

    def tally(frame, event, function):
        if event == "c_call":
            owner = getattr(function, "__self__", None)
            if function.__name__ in SCANS and isinstance(owner, (str, bytes, bytearray, list, tuple)):
                total[0] += len(owner)
        elif event == "call" and frame.f_globals.get("__name__") == re.__name__:
            total[0] += len(frame.f_locals.get("string", ""))

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        submission.train_bpe(text, vocab_size)
    finally:
        sys.setprofile(before)
    return total[0]


@probe
def passed_through(submission, text, vocab_size):
    """How many items passed through iterators and counters that are written in C, whose rounds run no line."""
    passed = [0]

    def tally(items):
        for item in items:
            passed[0] += 1
            yield item

    def tallied(original):
        return lambda *args: tally(original(*args))

    class Counter(collections.Counter):
        def update(self, items=None, /, **counts):
            super().update(items if items is None or isinstance(items, collections.abc.Mapping) else tally(items))
            super().update(counts)

    instead = {collections.Counter: Counter, itertools.pairwise: tallied(itertools.pairwise)}
    told = {name: instead[value] for name, value in vars(submission).items() if _known(value, instead)}
    told |= {name: tallied(original) for name, original in ITERATORS.items() if name not in vars(submission)}
    before = {name: vars(submission)[name] for name in told if name in vars(submission)}
    libraries = {(collections, "Counter"): Counter, (itertools, "pairwise"): instead[itertools.pairwise]}
    originals = {place: getattr(*place) for place in libraries}
    try:
        for (module, name), value in libraries.items():
            setattr(module, name, value)
        vars(submission).update(told)
        submission.train_bpe(text, vocab_size)
    finally:
        for (module, name), value in originals.items():
            setattr(module, name, value)
        for name in told:
            del vars(submission)[name]
        vars(submission).update(before)
    return passed[0]


def _known(value, instead):
    return any(value is each for each in instead)
