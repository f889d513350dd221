"""`python -m bench messages`: what Suluh sends per page and change."""

from __future__ import annotations

import argparse
import sys

from bench import messages


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    told = commands.add_parser("messages", help="bytes of WebSocket frames per page and change, largest messages first")
    told.add_argument("--page", help="only this page, for example indikator; empty for Beranda")
    told.add_argument("--address", help="a server that runs already, for example http://localhost:8501")
    told.add_argument("--short", action="store_true", help="without the lists of the largest messages")
    given = parser.parse_args()
    return messages.main(given.page, given.address, given.short)


if __name__ == "__main__":
    sys.exit(main())
