"""By hand what start-up does by itself: `python -m data_access build | compile --from FOLDER | info`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data_access.errors import SettingsError, SuluhError

ROOT = Path(__file__).parents[1]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m data_access", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build a generation from assets/data and publish it at warehouse_url")
    commands.add_parser("info", help="say which generation is published at warehouse_url")
    compiling = commands.add_parser("compile", help="compile gathered files into assets/data and assets/boundaries")
    compiling.add_argument("--from", dest="source", type=Path, required=True, help="folder of gathered files")
    options = parser.parse_args(arguments)
    try:
        return {"build": _build, "info": _info, "compile": _compile}[options.command](options)
    except SuluhError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, SettingsError) else 1


def _build(_: argparse.Namespace) -> int:
    from data_access.loading.build import build
    from data_access.settings import settings

    build(settings().warehouse_url, report=print)
    return 0


def _info(_: argparse.Namespace) -> int:
    from data_access.settings import settings
    from data_access.warehouse import open_warehouse

    found = open_warehouse(settings().warehouse_url).generation()
    print(f"{found.generation_id}: built {found.built_at:%Y-%m-%d %H:%M}, {found.n_observations:,} observations")
    return 0


def _compile(options: argparse.Namespace) -> int:
    from data_access.loading.compile_boundaries import compile_boundaries
    from data_access.loading.compile_data import compile_figures

    lines = compile_figures(options.source / "indicators", ROOT / "assets" / "data")
    lines += compile_boundaries(options.source / "boundaries", ROOT / "assets" / "boundaries")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
