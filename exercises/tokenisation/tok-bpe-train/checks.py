import itertools
import re
from collections import Counter

import reference

from studytui.checks import check, equal, expect, operations, raises

LONG = 1500
FEW, MANY = 20, 30


def slow_merges(text, vocab_size, pattern=None):
    """The merges by counting everything again for each: nothing in common with a fast answer but the rule."""
    pieces = [text] if pattern is None else [match[0] for match in re.finditer(pattern, text)]
    pieces = [tuple(piece.encode()) for piece in pieces]
    merges = []
    while len(merges) < vocab_size - 256:
        counts = Counter()
        for ids in pieces:
            for pair in set(itertools.pairwise(ids)):
                counts[pair] += len(merged(ids, pair, None)[1])
        best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
        if best is None or counts[best] < 2:
            break
        pieces = [merged(ids, best, 256 + len(merges))[0] for ids in pieces]
        merges.append(best)
    return merges


def merged(ids, pair, new):
    """The ids with the pair replaced from left to right, and where it stood."""
    out, places, i = [], [], 0
    while i < len(ids):
        found = ids[i : i + 2] == pair
        if found:
            places.append(i)
        out.append(new if found else ids[i])
        i += 2 if found else 1
    return tuple(out), places


def trained(learner, text, vocab_size=300, pattern=None):
    """The learner's merges are those of the slow rule."""
    options = {} if pattern is None else {"pattern": pattern}
    got = learner.train_bpe(text, vocab_size, **options)
    shown = f"merges of {text!r}, vocab_size = {vocab_size}" + (f", pattern = {pattern!r}" if pattern else "")
    equal(got, slow_merges(text, vocab_size, pattern), what=shown)


def words(rng, count, alphabet="abcdef", longest=5):
    """Random words, all letters of a word different from their neighbours."""
    found = []
    for _ in range(count):
        steps = rng.integers(1, len(alphabet), size=int(rng.integers(2, longest + 1)))
        found.append("".join(alphabet[int(n) % len(alphabet)] for n in steps.cumsum()))
    return found


@check("The most frequent pair is merged, then the next", points=2)
def most_frequent(learner, rng):
    a, b, c, d = (chr(97 + int(n)) for n in rng.permutation(26)[:4])
    text = f"{a}{b}{c}" * 4 + d + f"{b}{c}" * 3 + f"{d}{a}" * 2
    equal(learner.train_bpe(text, 257), [(ord(b), ord(c))], what=f"the first merge of {text!r}")
    trained(learner, text, 258)


@check("Of pairs that occur equally often the smallest is merged", points=2)
def ties(learner, rng):
    for _ in range(3):
        letters = [chr(97 + int(n)) for n in rng.permutation(26)[:6]]
        pairs = ["".join(letters[n : n + 2]) for n in (0, 2, 4)]
        order = rng.permutation([0, 0, 1, 1, 2, 2])
        trained(learner, "".join(pairs[int(n)] + "ABCDEF"[place] for place, n in enumerate(order)), 259)
        trained(learner, "".join(words(rng, 20)), 260)


@check("Nothing is merged that occurs once", points=1)
def stops_early(learner, rng):
    for text in ("", "a", "ab", "abcdefgh", "abab"):
        trained(learner, text)
    once = "".join(chr(97 + int(n)) for n in rng.permutation(26)[: int(rng.integers(2, 9))])
    equal(learner.train_bpe(once, 300), [], what=f"merges of {once!r}")


@check('Occurrences do not overlap: "aaa" holds one pair', points=2)
def overlapping(learner, rng):
    trained(learner, "aaabcbc")
    trained(learner, "aaaxbcbcyaaa", 257)
    for length in (2, 3, 4, 5, int(rng.integers(6, 41))):
        trained(learner, "a" * length)
    for _ in range(6):
        runs = rng.integers(1, 6, size=int(rng.integers(4, 16)))
        trained(learner, "".join("ab"[n % 2] * int(run) for n, run in enumerate(runs)), 270)
    letters = [chr(n) for n in range(33, 122) if n != ord("a")]
    for n in (30, 31):  # where the order of a set of places, which is that of their last five bits, is not their own
        trained(learner, "".join([*letters[:n], "aaaa", *letters[n : n + 28], "aaaa", *letters[n + 28 :], "aaaab"]))


@check("Training ends at vocab_size ids; less than 256 is refused", points=1)
def vocabulary_size(learner, rng):
    text = "".join(words(rng, 30))
    for merges in (0, 1, int(rng.integers(2, 9))):
        equal(len(learner.train_bpe(text, 256 + merges)), merges, what=f"the number of merges for {256 + merges} ids")
    raises(ValueError, learner.train_bpe, text, 255)


@check("No merge crosses the border of a piece", points=2)
def borders(learner, rng):
    for pattern in (r"[a-z]+|\s", r"\S+\s?", r"."):
        trained(learner, " ".join(words(rng, 14, alphabet="abc")), 290, pattern)
    trained(learner, "xy" * int(rng.integers(2, 6)), pattern=r"x|y")
    trained(learner, "aaa" * int(rng.integers(2, 6)), pattern=r"aaa")


@check("Text that the pattern leaves out is dropped, and joins nothing", points=1)
def left_out(learner, rng):
    text = "".join(f"{word}{int(rng.integers(10, 13))}" for word in words(rng, 12, alphabet="abc", longest=3))
    trained(learner, text, 290, r"[a-z]+")
    trained(learner, "a1b2" * 5, pattern=r"[a-z]")


@check("A pattern's groups do not matter", points=1)
def groups(learner, rng):
    text = " ".join(words(rng, 14, alphabet="abc"))
    trained(learner, text, 290, r"([a-z])([a-z])*|(\s)")
    trained(learner, text, 290, r"(?:[a-z]+)(?=( |$))")


@check("Bytes, not characters, are merged", points=1)
def beyond_ascii(learner, rng):
    symbols = ["é", "e\u0301", "🙂", "👩\u200d💻", "ß", "日本", "a"]
    text = "".join(symbols[int(n)] for n in rng.integers(len(symbols), size=30))
    trained(learner, text, 290)
    trained(learner, text, 290, r"\w+|\W")


@check("Random texts, with and without a pattern", points=3)
def random_texts(learner, rng):
    for alphabet in ("ab", "abc", "abcde", "\x00\x01"):
        size = int(rng.integers(20, 60))
        text = "".join(alphabet[int(n)] for n in rng.integers(len(alphabet), size=size))
        trained(learner, text, 290)
        trained(learner, text, 266, f"[^{alphabet[0]}]+|{alphabet[0]}+")


@check("The vocabulary spells out every id", points=1)
def vocabulary(learner, rng):
    merges = slow_merges("".join(words(rng, 12)) + "🙂🙂", 280)
    equal(learner.vocab_from_merges(merges), reference.vocab_from_merges(merges), what=f"the vocabulary of {merges}")
    equal(len(learner.vocab_from_merges([])), 256, what="the size of the vocabulary without merges")


@check("Decoding leads back to the text", points=1)
def round_trip(learner, rng):
    text = " ".join(words(rng, 12))
    merges = slow_merges(text, 275)
    ids = tuple(text.encode())
    for new, pair in enumerate(merges, start=256):
        ids = merged(ids, pair, new)[0]
    equal(learner.decode(list(ids), merges), text, what=f"the text of {list(ids)}")
    equal(learner.decode([], merges), "", what="the text of no ids")


@check("A character may lie in two ids", points=2)
def split_characters(learner, rng):
    smile = list("🙂".encode())
    merges = [(smile[1], smile[2]), (97, smile[0])]
    equal(learner.decode([257, 256, smile[3]], merges), "a🙂", what=f"the text of {[257, 256, smile[3]]}, {merges}")
    equal(learner.decode(smile, []), "🙂", what=f"the text of {smile}")


@check("Bytes that are no UTF-8 become U+FFFD", points=1)
def invalid_bytes(learner, rng):
    for _ in range(5):
        ids = [int(n) for n in rng.integers(90, 260, size=6)]
        merges = [(200, 201), (256, 97), (98, 98), (240, 159)]
        equal(learner.decode(ids, merges), reference.decode(ids, merges), what=f"the text of {ids}, {merges}")


@check("A merge costs the places where its pair stands, not the whole text", points=3)
def cost(learner, rng):
    text = "".join(chr(97 + int(n)) for n in rng.integers(12, size=LONG))
    few, many = (operations(learner.train_bpe, text, 256 + merges) for merges in (FEW, MANY))
    equal(many.result, reference.train_bpe(text, 256 + MANY), what=f"merges of {LONG:,} random letters")
    each = (many.lines - few.lines) / (MANY - FEW)
    expect(each <= 4000, f"a further merge on {LONG:,} characters runs at most 4,000 lines", lines=each)
    text = "".join(chr(97 + int(n)) for n in rng.integers(12, size=2 * LONG))
    few, many = (learner.probes.passed_through(text, 256 + merges) for merges in (FEW, MANY))
    each = (many - few) / (MANY - FEW)
    told = f"a further merge on {2 * LONG:,} characters passes at most 1,200 items through zip, map, Counter and such"
    expect(each <= 1200, told, items=each)
    few, many = (learner.probes.scanned(text, 256 + merges) for merges in (FEW, MANY))
    each = (many - few) / (MANY - FEW)
    told = f"for a further merge on {2 * LONG:,} characters count, replace, re and such scan at most 20,000 of them"
    expect(each <= 20_000, told, scanned=each)
