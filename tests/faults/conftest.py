"""Real processes that fail: servers, databases, proxies. Everything here is started and ended by its own test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_access.loading.build import build

TINY = Path(__file__).parents[1] / "fixtures" / "tiny"
COMPARED = "3201"  # a regency that the tiny figures have


def quiet(_: str) -> None:
    """Report nothing."""


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of an embedded warehouse with the tiny figures."""
    url = f"duckdb:///{tmp_path_factory.mktemp('tiny')}"
    build(url, TINY, quiet)
    yield url


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Give a folder on a disk of two megabytes; skipped where mounting is not permitted."""
    folder = Path(tempfile.mkdtemp(prefix="suluh-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        os.rmdir(folder)
        pytest.skip("mounting a small disk is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)
