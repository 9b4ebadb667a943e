"""What every test shares: property tests draw the same examples on every machine unless asked to explore.

A run that decides whether work may land must not depend on luck; `HYPOTHESIS_PROFILE=explore` draws fresh examples.
"""

import os

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, database=None)
settings.register_profile("explore")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
