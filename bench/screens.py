"""Wall screens under watch: every change of scene with its moment, held against the clock that all screens share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from data_access.settings import PROJECT_ROOT

SHIPPED = PROJECT_ROOT / "assets" / "wall" / "scenes.yaml"
LOOK_MS = 20
# FIND gives the node of the wall, which lives in a shadow root; WATCH runs in every page from its start, so that a wall
# that is drawn anew, or a page that loads itself again, stays under watch.
FIND = """() => { const look = (root) => { for (const node of root.querySelectorAll("*")) {
  if (node.classList?.contains("wall") && node.dataset.scene) return node;
  const found = node.shadowRoot && look(node.shadowRoot); if (found) return found; } }; return look(document); }"""
WATCH = f"""if (window === window.top) {{ const find = {FIND}; let wall = null, last = null;
  setInterval(() => {{ if (!wall?.isConnected) wall = document.body && find();
    if (!wall || wall.dataset.scene === last) return;
    last = wall.dataset.scene; window.suluhSeen?.(last, Date.now()); }}, {LOOK_MS}); }}"""
Seen = list[tuple[str, float]]  # scene and moment, in milliseconds since 1970


def write_scenes(file: Path, dwell: int) -> list[str]:
    """The shipped scenes, each for as many seconds; gives their ids."""
    text = re.sub(r"\n    dwell: \d+.*", "", SHIPPED.read_text(encoding="utf-8"))
    file.write_text(re.sub(r"(\n    name: .*)", rf"\1\n    dwell: {dwell}", text), encoding="utf-8")
    return [str(scene["id"]) for scene in yaml.safe_load(text)["scenes"]]


def watch(page: Any, seen: Seen) -> None:
    """From the next load of the page on, note every scene that comes to stand there."""
    page.expose_function("suluhSeen", lambda scene, moment: seen.append((scene, moment)))
    page.add_init_script(script=WATCH)


def lateness(seen: Seen, ids: Sequence[str], dwell: int) -> tuple[list[float], int]:
    """How many milliseconds after its moment each scene stood there, and how many scenes never did.

    The scene of a moment is that of components.wall.clock. A scene that comes before its moment counts as early, below
    zero. `ids`: the scenes in their order; those never seen are taken for left out. The first one is not judged: it
    stood there when the page was drawn.
    """
    known = {scene for scene, _moment in seen}
    place = {scene: number for number, scene in enumerate(scene for scene in ids if scene in known)}
    step, late, lost, before = dwell * 1000, [], 0, None
    whole = step * len(place)
    for scene, moment in seen:
        behind = (moment - place[scene] * step) % whole
        if behind >= whole / 2 and len(place) > 1:
            behind -= whole
        start = moment - behind
        if before is not None and start != before:  # else a page that was loaded again shows what stood there
            late.append(behind)
            lost += max(0, round((start - before) / step) - 1)
        before = start
    return late, lost


def p95(values: Sequence[float]) -> float | None:
    """The 95th percentile; None without a value."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))] if values else None
