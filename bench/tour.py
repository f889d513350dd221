"""How long a change of the visitor takes: loading, building and handing over the whole story, for pairs never seen.

`python -m bench.tour [pairs]` prints one line of JSON; the frames of the host stay in the cache of the process, as they
do on the server, and everything of a new visitor is loaded anew.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache

from components import i18n
from components.tour.frames import gather_frames
from components.tour.stage import stage_data
from components.tour.story import build_story
from data_access import regions
from data_access.catalog import load_catalogue
from data_access.models import Level
from data_access.regions import Regions
from data_access.settings import settings
from data_access.startup import prepare_warehouse
from data_access.tours import load_plan
from data_access.warehouse import open_warehouse

BUDGET_SECONDS = 2.0


def measure(pairs: int) -> dict[str, float | int]:
    """Seconds per change of visitor: median, 95th percentile, slowest; and the size of what the browser gets."""
    i18n.compile_catalogues()
    prepare_warehouse(lambda step: None)
    warehouse = open_warehouse(settings().warehouse_url)
    rows = [warehouse.rows(select()) for select in (regions.select_regions, regions.select_codes)]
    everyone, plan, catalogue = Regions.from_rows(*rows), load_plan(), load_catalogue()
    load: Callable = cache(lambda select, *arguments: warehouse.frame(select(*arguments)))
    host = everyone.resolve(settings().home_region).region_code
    codes = [region.region_code for region in everyone.of_level(Level.REGENCY) if region.region_code != host]
    taken, sizes = [], []
    for place, visitor in enumerate(random.Random(6).sample(codes, pairs + 1)):
        start = time.perf_counter()
        frames = gather_frames(load, everyone, catalogue, plan, host, visitor)
        story = build_story(frames, plan, i18n.LANGUAGES[place % len(i18n.LANGUAGES)], dt.date.today(), "bench")
        message = json.dumps(stage_data(story, 0, everyone))
        if place:  # the first one warms up the imports
            taken.append(time.perf_counter() - start)
            sizes.append(len(message.encode()))
    taken.sort()
    return {
        "pairs": pairs,
        "median_s": round(statistics.median(taken), 3),
        "p95_s": round(taken[int(0.95 * (pairs - 1))], 3),
        "slowest_s": round(taken[-1], 3),
        "message_kb": round(statistics.median(sizes) / 1024, 1),
        "budget_s": BUDGET_SECONDS,
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 40)))
