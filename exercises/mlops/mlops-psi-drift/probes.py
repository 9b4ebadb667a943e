from studytui.checks import probe


@probe
def watch(submission, reference, batches, settings):
    """What a monitor says after each of the batches, as plain values."""
    monitor = submission.DriftMonitor(reference, **settings)
    return [[[a.feature, a.level, float(a.psi)] for a in monitor.check(batch)] for batch in batches]
