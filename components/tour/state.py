"""Tours under way: which pair, which chapter, frozen stories. Shared by stage, notes and pack by a short id.

One process serves all windows of an installation, so the state stands in its memory; a reload finds it again by the id
in the address, and after a restart a tour begins anew at its first chapter.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from components.tour.frames import Frames
from components.tour.models import Story

MAX_TOURS = 64
MAX_STORIES = 8  # of one tour: some pairs in two languages, about 100 kB each
ID_BYTES = 4


@dataclass
class Tour:
    """One tour. `version` changes with every step and every other pair, so that the windows see it."""

    tour_id: str
    day: dt.date
    pair: tuple[str, str] | None = None  # host, visitor
    place: int = 0
    version: int = 0
    _gathered: tuple[tuple[str, str], Frames, str] | None = None  # pair, frames, generation: for the other language
    _stories: OrderedDict[tuple[str, str, str], Story] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def step(self, place: int, last: int) -> None:
        """Go to a chapter; places beyond the ends are the ends."""
        with self._lock:
            self.place = max(0, min(place, last))
            self.version += 1

    def choose_pair(self, host: str, visitor: str) -> None:
        """Another pair: the same chapter of another story."""
        with self._lock:
            if self.pair != (host, visitor):
                self.pair = (host, visitor)
                self.version += 1

    def story(self, host: str, visitor: str, language: str, build: Callable[[], Story]) -> Story:
        """The story of a pair as it was when it was first told on this tour: frozen until it is dropped for others."""
        key = (host, visitor, language)
        with self._lock:
            if key in self._stories:
                self._stories.move_to_end(key)
                return self._stories[key]
        story = build()  # not under the lock: a second would be spent there
        with self._lock:
            kept = self._stories.setdefault(key, story)
            while len(self._stories) > MAX_STORIES:
                self._stories.popitem(last=False)
            return kept

    def gathered(self, host: str, visitor: str, gather: Callable[[], tuple[Frames, str]]) -> tuple[Frames, str]:
        """The frames of the pair with their generation, as they were when it was first told in any language."""
        with self._lock:
            if self._gathered is not None and self._gathered[0] == (host, visitor):
                return self._gathered[1:]
        frames, generation = gather()
        with self._lock:
            self._gathered = ((host, visitor), frames, generation)
        return frames, generation

    def thaw(self, day: dt.date) -> None:
        """Drop the frozen stories: the next ones are built from what is loaded now."""
        with self._lock:
            self._stories.clear()
            self._gathered = None
            self.day = day
            self.version += 1


class Tours:
    """The tours of this process, the oldest forgotten first."""

    def __init__(self) -> None:
        self._tours: OrderedDict[str, Tour] = OrderedDict()
        self._lock = threading.Lock()

    def join(self, tour_id: str | None, day: dt.date, known: Tour | None = None) -> Tour:
        """The tour of this id, begun on `day` if there is none yet; a new id where none is given.

        `known` is the window's own, taken back if too many others have pushed it out meanwhile.
        """
        with self._lock:
            key = tour_id or secrets.token_hex(ID_BYTES)
            own = known if known is not None and known.tour_id == key else Tour(key, day)
            tour = self._tours.setdefault(key, own)
            self._tours.move_to_end(key)
            while len(self._tours) > MAX_TOURS:
                self._tours.popitem(last=False)
            return tour


TOURS = Tours()
