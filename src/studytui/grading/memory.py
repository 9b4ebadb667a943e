"""The most memory a child held during a check, read from outside: proc(5), Linux."""

from pathlib import Path

_RESET_PEAK = b"5"  # to clear_refs: the peak starts again from what is resident now


class Watermark:
    """The growth of one process's resident memory between `begin` and `growth_mb`.

    Where /proc cannot be read nothing is measured, and `growth_mb` gives None.
    """

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        self._start: int | None = None

    def begin(self) -> None:
        """Measure from here."""
        try:
            (self._folder / "clear_refs").write_bytes(_RESET_PEAK)
            self._start = self._read(b"VmRSS:")
        except OSError:
            self._start = self._read(b"VmHWM:")  # cannot be reset: count only what exceeds the peak so far

    def growth_mb(self) -> float | None:
        """MB (10**6 bytes) by which the peak has risen since `begin`."""
        peak = self._read(b"VmHWM:")
        if peak is None or self._start is None:
            return None
        return (peak - self._start) / 1e6

    def _read(self, field: bytes) -> int | None:
        """Bytes of a field that /proc gives in kB."""
        try:
            rows = (self._folder / "status").read_bytes().splitlines()
        except OSError:
            return None
        return next((int(row.split()[1]) * 1024 for row in rows if row.startswith(field)), None)
