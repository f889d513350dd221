"""What the watched screens tell: how late each scene was by the clock of all screens, and which never stood there."""

from __future__ import annotations

import pytest

from bench import report, screens, soak
from components.wall.clock import scene_at

IDS = ["a", "b", "left_out", "c"]
SHOWN = ["a", "b", "c"]


def on_time(first: int, last: int, dwell: int, late_ms: float = 50) -> screens.Seen:
    """Each scene as it stands on the wall by the clock, a little late."""
    moments = range(first * 1000, last * 1000, dwell * 1000)
    return [(SHOWN[scene_at(at / 1000, [dwell] * 3)[0]], at + late_ms) for at in moments]


@pytest.mark.parametrize("dwell", [1, 5])
def test_scenes_on_time(dwell: int) -> None:
    late, lost = screens.lateness(on_time(990, 1050, dwell), IDS, dwell)
    assert late == [50] * (60 // dwell - 1) and lost == 0


def test_a_scene_more_than_a_second_late_is_not_taken_for_early() -> None:
    seen = on_time(990, 1005, 1)
    seen[4] = (seen[4][0], seen[4][1] + 1300)  # 1.35 s late, when the next one should stand there
    late, lost = screens.lateness(seen, IDS, 1)
    assert max(late) == 1350 and late.count(50) == 13 and lost == 0


def test_a_scene_too_early_counts_below_zero() -> None:
    late, _lost = screens.lateness(on_time(990, 1000, 1, -400), IDS, 1)
    assert set(late) == {-400}


def test_scenes_that_never_stood_there_are_counted() -> None:
    seen = on_time(990, 1010, 1)
    assert screens.lateness(seen[:5] + seen[7:], IDS, 1)[1] == 2


def test_a_page_that_loads_again_is_not_late() -> None:
    seen = on_time(990, 1000, 5)
    again = [*seen[:1], (seen[0][0], seen[0][1] + 3000), *seen[1:]]
    assert screens.lateness(again, IDS, 5) == ([50], 0)


def test_the_verdicts_of_the_soak() -> None:
    found = {
        "scene_changes": 1440, "scenes_lost": 0, "late_ms": {"p95": 210, "most": 400, "least": 3},
        "interruptions": {"made": 20, "shown": 20, "healed": 20}, "page_errors": [], "exceptions": 0,
        "server_rss_mib": [200.0, 230.0], "server_slope_mib": 0.01, "page_heap_mib": [5.0, 5.4], "page_slope_mib": 0.0,
        "server_cpu_ms_per_change": 12.0,
    }  # fmt: skip
    assert [row["state"] for row in soak.rows_of(found)] == ["passes"] * 7 + [""]
    worse = found | {"scenes_lost": 1, "server_slope_mib": 0.03, "page_heap_mib": [5.0, 5.6]}
    assert [row["state"] for row in soak.rows_of(worse)].count("fails") == 3
    assert "| fails |" in report.verdict_table(soak.rows_of(worse))[-2]
