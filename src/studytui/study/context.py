"""What every use case needs: places, settings, content, the store and the time."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from studytui import config as settings
from studytui import paths as places
from studytui.domain.moment import Moment
from studytui.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from studytui.config import Config
    from studytui.content.library import Library
    from studytui.paths import Paths
    from studytui.store.database import Database


class Context:
    """One learner's study, open. `now` gives timezone-aware UTC; `zone` is the learner's, the machine's by default.

    The library and the store are opened when first asked for: `status` needs no library, `list` of a fresh machine
    no plan, and both pay only for what they use.
    """

    def __init__(
        self,
        paths: Paths,
        config: Config,
        now: Callable[[], datetime],
        *,
        library: Library | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.paths = paths
        self.config = config
        self.now = now
        self.zone = zone
        self._library = library
        self._store: Database | None = None

    @property
    def library(self) -> Library:
        """Plans and exercises."""
        if self._library is None:
            self._library = _library(self.paths)
        return self._library

    @property
    def store(self) -> Database:
        """The learner's database.

        Raises:
            DataError: it cannot be opened.
        """
        if self._store is None:
            from studytui.store.database import connect
            from studytui.store.machine import machine_id

            machine = machine_id(self.paths.machine_file)
            self._store = connect(self.paths.database, machine=machine, backups=self.paths.backups)
        return self._store

    def today(self) -> date:
        """The learner's local day."""
        return self.local(self.now()).date()

    def local(self, at: datetime) -> datetime:
        """A time as the learner's clock on the wall shows it."""
        return at.astimezone(self.zone)

    def moment(self) -> Moment:
        """Now, as it is recorded."""
        now = self.now()
        return Moment(now, self.local(now).date())

    def close(self) -> None:
        """Close the database; a context that is used again opens it again."""
        if self._store is not None:
            self._store.close()
            self._store = None


def open_context(*, now: Callable[[], datetime] | None = None, environ: Mapping[str, str] | None = None) -> Context:
    """The study of whoever runs the program.

    Args:
        now: the clock, for tests and replays; the machine's by default.
        environ: where STUDYTUI_HOME is looked up; the process's environment by default.

    Raises:
        DataError: the settings cannot be read.
    """
    paths = places.find(os.environ if environ is None else environ)
    config = settings.load(paths)
    if config.workspace:
        paths = replace(paths, workspace=places.expanded(config.workspace).absolute())
    return Context(paths, config, now or _utc_now)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _library(paths: Paths) -> Library:
    from studytui.content.library import Library
    from studytui.content.packs import pack_roots

    packs = pack_roots(paths.builtin_exercises, paths.packs)
    return Library([paths.builtin_plans, paths.user_plans], packs, paths.cache_dir)
