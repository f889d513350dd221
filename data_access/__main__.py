"""By hand what start-up does by itself, and what looks through files before it does.

`python -m data_access build | compile --from FOLDER | info | targets check FILE`
"""

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
    targets = commands.add_parser("targets", help="look through a file of targets before it is loaded")
    steps = targets.add_subparsers(dest="step", required=True)
    checking = steps.add_parser("check", help="say line by line what is wrong with a CSV or XLSX file of targets")
    checking.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    try:
        return {"build": _build, "info": _info, "compile": _compile, "targets": _check_targets}[options.command](
            options
        )
    except SuluhError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, SettingsError) else 1


def _build(_: argparse.Namespace) -> int:
    from data_access.loading.build import build
    from data_access.settings import settings

    build(settings().warehouse_url, report=print, targets=settings().targets_path)
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


def _check_targets(options: argparse.Namespace) -> int:
    """Indonesian, since those who write the file read it."""
    from data_access.catalog import load_catalogue
    from data_access.loading.targets import ENDINGS, read_target_file
    from data_access.regions import Regions, select_codes, select_regions
    from data_access.settings import settings
    from data_access.warehouse import open_warehouse

    if not options.file.is_file() or options.file.suffix.casefold() not in ENDINGS:
        print(f"{options.file}: berkas CSV atau XLSX ini tidak ditemukan; periksa namanya", file=sys.stderr)
        return 1
    warehouse = open_warehouse(settings().warehouse_url)
    regions = Regions.from_rows(warehouse.rows(select_regions()), warehouse.rows(select_codes()))
    content = options.file.read_bytes()
    frame, problems = read_target_file(options.file.name, content, regions, load_catalogue())
    for item in problems:
        print(item)
    if problems:
        print(f"{options.file.name}: {len(problems)} masalah; {len(frame)} target lain benar. Belum ada yang dimuat.")
        return 1
    folder = settings().targets_folder
    print(
        f"{options.file.name}: {len(frame)} target benar. Salin ke {folder}, lalu jalankan: python -m data_access build"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
