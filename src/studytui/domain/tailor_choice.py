"""Which blocks a tailored plan takes, why, and in which order."""

from collections.abc import Collection, Iterable, Sequence

from studytui.domain.tailoring import Block, Catalogue, Reason, Wish
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks in the order of study, each with the reason it is there; and what was left out."""

    blocks: tuple[tuple[Block, str], ...]
    left_out: tuple[Reason, ...]


def choose(wish: Wish, blocks: Sequence[Block], catalogue: Catalogue, done: Collection[str], room: int) -> Chosen:
    """Choose blocks until the room is filled.

    What was asked for by its address comes first, then what teaches the most of the wanted tracks that is not known
    and not yet taken. Each brings what its exercises build on, unless that is known; what would not fit is left out.

    Args:
        wish: what is asked for; the address of a block's unit asks for the block.
        blocks: everything there is to borrow, in the order of plans.
        catalogue: the exercises.
        done: addresses of units that were done before.
        room: minutes that each study day has, over all weeks.
    """
    return _Choice(wish, blocks, catalogue, done, room).made()


class _Choice:
    def __init__(
        self, wish: Wish, blocks: Sequence[Block], catalogue: Catalogue, done: Collection[str], room: int
    ) -> None:
        self._wish = wish
        self._blocks = blocks
        self._catalogue = catalogue
        self._done = done
        self._room = room
        self._why: dict[str, str] = {}
        self._taken: dict[str, Block] = {}
        self._left: dict[str, Reason] = {}
        self._built: dict[str, Block] = {}

    def made(self) -> Chosen:
        for block in self._blocks:
            if set(block.addresses) & set(self._wish.units):
                self._take(block, "you asked for it")
        if self._wish.tracks:
            self._fill()
        order = in_order(tuple(self._taken.values()), self._catalogue)
        taken = tuple((block, self._why[block.address]) for block in order)
        left = tuple(reason for address, reason in self._left.items() if address not in self._taken)
        return Chosen(taken, left)

    def _fill(self) -> None:
        """Take what gives most for its minutes; where room is left, also what goes over the same ground again."""
        candidates = [block for block in self._blocks if self._is_candidate(block)]
        again = []
        while candidates:
            best = max(candidates, key=lambda block: (len(self._new(block)) / block.cost, -block.place))
            candidates.remove(best)
            new = self._new(best)
            if new:
                self._take(best, f"it teaches {', '.join(self._tracks(new))}: {', '.join(new)}")
            else:
                again.append(best)
        for block in sorted(again, key=lambda block: block.place):
            elsewhere = self._elsewhere(block)
            if block.cost <= self._room:
                self._take(block, f"there was room to go deeper into what is in {elsewhere}")
            else:
                self._leave(block, f"what it teaches is in {elsewhere}, and no room is left to go deeper")

    def _is_candidate(self, block: Block) -> bool:
        """Whether a block teaches a wanted track and nothing speaks against it; else why not is noted."""
        wanted = self._wanted(block)
        if block.address in self._taken or not wanted or not block.teaches:
            return False
        if set(block.addresses) <= set(self._done):
            self._leave(block, "you have done it already")
            return False
        known = [name for name in wanted if self._catalogue.is_known(name)]
        if len(known) == len(wanted):
            self._leave(block, f"you know {', '.join(known)} by your level or by an accepted answer")
            return False
        return True

    def _take(self, block: Block, why: str) -> None:
        """Take a block with what it builds on, if there is room for all of it."""
        if block.address in self._taken:
            return
        same = self._with_same_hours(block)
        if same is not None and block.address not in self._wish.units:
            self._leave(block, f"most of its hours are those of {same.title} ({same.address})")
            return
        bringing = self._bringing(block)
        cost = sum(each.cost for each, _ in bringing) + block.cost
        if cost > self._room:
            more = f" with what it builds on ({', '.join(each.address for each, _ in bringing)})" if bringing else ""
            self._leave(block, f"it takes {self._weeks(cost)}{more}, and there is room for {self._weeks(self._room)}")
            return
        self._room -= cost
        for each, reason in (*bringing, (block, why)):
            self._taken[each.address] = each
            self._why[each.address] = reason
            for name in each.exercises:
                self._built.setdefault(name, each)

    def _weeks(self, minutes: int) -> str:
        """Minutes of each weekday as weeks of the plan's hours."""
        weeks = round(minutes / self._wish.minutes, 1)
        return f"{weeks:g} week{'' if weeks == 1 else 's'}"

    def _bringing(self, block: Block) -> list[tuple[Block, str]]:
        """The blocks that build what this one builds on and nothing taken builds, with reasons."""
        found: dict[str, tuple[Block, str]] = {}
        queue = [block]
        while queue:
            current = queue.pop(0)
            for name in current.exercises:
                for needed in self._catalogue.needed(name):
                    if self._catalogue.is_known(needed) or self._is_built(needed, block, found):
                        continue
                    provider = self._provider(needed, block.plan)
                    if provider is not None and provider.address not in found:
                        found[provider.address] = provider, f"{name} builds on {needed}"
                        queue.append(provider)
        return list(found.values())

    def _is_built(self, name: str, block: Block, bringing: dict[str, tuple[Block, str]]) -> bool:
        return (
            name in self._built
            or name in block.exercises
            or any(name in other.exercises for other, _ in bringing.values())
        )

    def _provider(self, name: str, plan: str) -> Block | None:
        """The first block that builds an exercise, of the same plan if it has one."""
        builders = [block for block in self._blocks if name in block.exercises]
        return min(builders, key=lambda block: (not block.teaches, block.plan != plan), default=None)

    def _with_same_hours(self, block: Block) -> Block | None:
        """A block that was taken and shares most hours with this one."""
        shared = (other for other in self._taken.values() if len(other.hours & block.hours) * 2 > len(block.hours))
        return next(shared, None)

    def _wanted(self, block: Block) -> tuple[str, ...]:
        return tuple(name for name in block.exercises if self._track(name) in self._wish.tracks)

    def _new(self, block: Block) -> tuple[str, ...]:
        return tuple(
            name for name in self._wanted(block) if name not in self._built and not self._catalogue.is_known(name)
        )

    def _elsewhere(self, block: Block) -> str:
        """The blocks that teach what this one does."""
        builders = (self._built[name] for name in self._wanted(block) if name in self._built)
        return ", ".join(dict.fromkeys(f"{other.title} ({other.address})" for other in builders))

    def _tracks(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self._track(name) for name in names))))

    def _track(self, name: str) -> str | None:
        lesson = self._catalogue.get(name)
        return lesson.track if lesson else None

    def _leave(self, block: Block, why: str) -> None:
        self._left.setdefault(block.address, Reason(block.address, block.title, why))


def in_order(blocks: Sequence[Block], catalogue: Catalogue) -> tuple[Block, ...]:
    """The blocks so that each follows what its exercises build on, and otherwise as far into its plan as it was.

    Blocks that build on each other, as exercises of two weeks may, go in the order of their places.
    """
    left = sorted(blocks, key=lambda block: block.place)
    ordered: list[Block] = []
    while left:
        first = next((block for block in left if not _waits(block, left, catalogue)), left[0])
        ordered.append(first)
        left.remove(first)
    return tuple(ordered)


def _waits(block: Block, left: Sequence[Block], catalogue: Catalogue) -> bool:
    """Whether another block that is still to come builds what this one builds on."""
    needed = {name for exercise in block.exercises for name in catalogue.needed(exercise)} - set(block.exercises)
    return any(needed & set(other.exercises) for other in left if other is not block)
