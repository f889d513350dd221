"""`python -m bench`: measures Suluh beside two baselines and writes docs/speed.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    told = commands.add_parser("messages", help="bytes of WebSocket frames per page and change, largest messages first")
    told.add_argument("--page", help="only this page, for example indikator; empty for Beranda")
    told.add_argument("--address", help="a server that runs already, for example http://localhost:8501")
    told.add_argument("--short", action="store_true", help="without the lists of the largest messages")
    pages = commands.add_parser("pages", help="Beranda, two pages more and the baselines, in a browser")
    pages.add_argument("--quick", action="store_true", help="one round; printed, not kept")
    pages.add_argument("--rounds", type=int, default=ROUNDS)
    load = commands.add_parser("load", help="sessions without a browser: L6 to L9, L12, K1")
    load.add_argument("--quick", action="store_true", help="few sessions; printed, not kept")
    wall = commands.add_parser("wall", help="the wall beside Dash and naive, and many screens on one server")
    wall.add_argument("--quick", action="store_true", help="one round, half a minute of screens; printed, not kept")
    wall.add_argument("--rounds", type=int, default=ROUNDS)
    wall.add_argument("--part", choices=("pages", "crowd"), help="only this part; the other is kept as it was")
    soak = commands.add_parser("soak", help="the wall for a day, made short: 24 minutes, 20 interruptions")
    soak.add_argument("--minutes", type=float, help="other than 24: printed, not kept")
    soak.add_argument("--interruptions", type=int)
    commands.add_parser("facts", help="what Beranda and the baselines show, as JSON")
    commands.add_parser("report", help="write docs/speed.md again from the kept results")
    given = parser.parse_args()
    if given.command == "messages":
        from bench import messages

        return messages.main(given.page, given.address, given.short)
    if given.command == "facts":
        from bench import measure

        print(json.dumps(measure.facts_of_all(), ensure_ascii=False))
        return 0
    from bench import report

    if given.command == "pages":
        return _pages(1 if given.quick else given.rounds, not given.quick)
    if given.command == "wall":
        return _wall(1 if given.quick else given.rounds, given.part, not given.quick)
    if given.command == "soak":
        return _soak(given.minutes, given.interruptions)
    if given.command == "load":
        from bench import load as sessions

        found = sessions.run(given.quick)
        if not given.quick:
            print(report.keep("load", found))
        return 0
    print(report.render())
    return 0


def _wall(rounds: int, part: str | None, is_kept: bool) -> int:
    from bench import report, wall

    found: dict[str, Any] = {}
    if part != "crowd":
        found["pages"] = wall.pages(rounds) | {"load_average": os.getloadavg()[2]}
    if part != "pages":
        found["crowd"] = wall.crowd(seconds=wall.SECONDS if is_kept else 30)
    print("\n".join(report.wall_tables(found)))
    if is_kept:
        print(report.keep("wall", found))
    return 0


def _soak(minutes: float | None, interruptions: int | None) -> int:
    from bench import report, soak

    is_kept = minutes is None and interruptions is None
    found = soak.run(minutes or soak.MINUTES, soak.INTERRUPTIONS if interruptions is None else interruptions)
    print(json.dumps(found, indent=1))
    if is_kept:
        print(report.keep("soak", found))
    return 0


def _pages(rounds: int, is_kept: bool) -> int:
    from bench import measure, report

    measured = measure.run(rounds)
    measured["load_average"] = os.getloadavg()[2]
    lines, failed = report.table_of(measured)
    print("\n".join(lines))
    print("misses:", *(failed or ["none"]), sep="\n  ")
    if is_kept:
        print(report.write(measured, rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
