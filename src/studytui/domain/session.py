"""A session: one timed stretch of study, kept as timestamps, never as counted ticks.

All times are timezone-aware UTC; what remains is computed from start, pauses and now, so it survives a crash, a
laptop's sleep, midnight and a daylight-saving change, and a second window shows the same clock.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from studytui.domain.rhythm import DayKind
from studytui.frozen import dataclass

LEFT_ON_AFTER = timedelta(hours=3)


class SessionState(StrEnum):
    """What a session is doing."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Interval:
    """A break within a session; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of study; `day` is the learner's local day, `next_line` what to do first next time."""

    id: str
    plan: str
    kind: DayKind
    day: date
    planned: timedelta
    started_at: datetime
    pauses: tuple[Interval, ...] = ()
    ended_at: datetime | None = None
    abandoned: bool = False
    next_line: str = ""
    last_activity: datetime | None = None
    logged: bool = False

    @property
    def state(self) -> SessionState:
        """Running, paused, finished or abandoned."""
        if self.ended_at is not None:
            return SessionState.ABANDONED if self.abandoned else SessionState.FINISHED
        if self.pauses and self.pauses[-1].end is None:
            return SessionState.PAUSED
        return SessionState.RUNNING

    @property
    def is_open(self) -> bool:
        """Whether the clock is still on (running or paused)."""
        return self.ended_at is None

    def elapsed(self, now: datetime) -> timedelta:
        """Time studied up to `now` or the end: never negative, whatever a clock set back says."""
        end = min(now, self.ended_at) if self.ended_at is not None else now
        total = end - self.started_at
        for pause in self.pauses:
            until = min(pause.end or end, end)
            total -= max(until - max(pause.start, self.started_at), timedelta())
        return max(total, timedelta())

    def remaining(self, now: datetime) -> timedelta:
        """Planned time left; negative in overtime."""
        return self.planned - self.elapsed(now)

    def in_overtime(self, now: datetime) -> bool:
        """Whether the planned time is used up."""
        return self.remaining(now) < timedelta()

    def left_on(self, now: datetime, *, same_day: bool) -> datetime | None:
        """When a forgotten clock should have ended; None while somebody may still be there.

        A running clock is forgotten three hours after its planned end and the last activity, whichever is later; a
        paused one (`same_day` is whether its day is still today) when its day is over, and then it ended at the pause.
        """
        if self.state is SessionState.PAUSED:
            return None if same_day else self.pauses[-1].start
        last = max(self.planned_end(now), self.last_activity or self.started_at)
        return last if self.is_open and now - last >= LEFT_ON_AFTER else None

    def planned_end(self, now: datetime) -> datetime:
        """When the planned time is or was used up: pauses before that moment move it, later ones do not."""
        end = self.started_at + self.planned
        for pause in self.pauses:
            if pause.start >= end:
                break
            end += max((pause.end or now) - max(pause.start, self.started_at), timedelta())
        return end


def whole_minutes(time: timedelta) -> int:
    """A time in minutes, rounded, as every screen, command and note says it."""
    return round(time / timedelta(minutes=1))


def clock_text(remaining: timedelta) -> str:
    """`41:07` of time left, `+3:20` of overtime; from an hour up still minutes (`75:00`).

    Left-over time is rounded up and overtime down, so that a fresh hour reads 60:00 and its end 0:00.
    """
    if remaining >= timedelta():
        seconds = (
            -(-remaining // timedelta(seconds=1))
            if remaining % timedelta(seconds=1)
            else remaining // timedelta(seconds=1)
        )
        sign = ""
    else:
        seconds, sign = -remaining // timedelta(seconds=1), "+"
    return f"{sign}{seconds // 60:02d}:{seconds % 60:02d}"
