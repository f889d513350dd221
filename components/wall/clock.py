"""Which scene stands on the wall: a function of the time and the list alone, so that all screens show the same."""

from __future__ import annotations

from collections.abc import Sequence


def scene_at(epoch_seconds: float, dwells: Sequence[int]) -> tuple[int, float]:
    """The place of the scene at a moment (seconds since 1970, UTC) and how many seconds of it have passed.

    `wall.js` computes the same. Raises ValueError for a list without any time in it.
    """
    whole = sum(dwells)
    if whole <= 0:
        raise ValueError("a wall needs at least one scene with a dwell")
    passed = epoch_seconds % whole
    for place, dwell in enumerate(dwells):
        if passed < dwell:
            return place, passed
        passed -= dwell
    return len(dwells) - 1, float(dwells[-1])  # a float that rounds up to the whole
