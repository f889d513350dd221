"""The three findings that matter, as items of the wall, each with a code that a telephone reads."""

from __future__ import annotations

from urllib.parse import urlencode

from components.attention.view import link_address
from components.attention.words import evidence, reason, state_of
from components.wall.legibility import text_width
from components.wall.material import Material
from components.wall.models import Item, State
from components.wall.pictures.marks import qr_code

SHOWN = 3
PATH = "indikator"  # the page that shows why
SENTENCE, SENTENCE_WIDTH = 1.17, 1380.0  # size in m, px of a line
STATES: dict[str, State] = {"away": "away", "push": "push", "none": "unknown", "check": "check"}


def make_items(material: Material) -> list[Item]:
    """The first three findings; those whose sentence would need a third line give way to the next."""
    items: list[Item] = []
    for finding in material.findings:
        sentence = reason(finding, material.catalogue, material.regions)
        if text_width(sentence, material.scale.of(SENTENCE), 680, -0.02) > 1.9 * SENTENCE_WIDTH:
            continue
        state = state_of(finding)
        told = evidence(finding, material.catalogue, material.regions)
        if text_width(f"{state.word}. {told}", material.scale.label) > 1.9 * SENTENCE_WIDTH:
            told = ""
        code = None
        if material.base:
            query = urlencode(link_address(finding, material.chosen), safe=",")
            code = qr_code(f"{material.base}/{PATH}?{query}")
        items.append(Item(STATES[state.shape], state.word, sentence, told, code))
        if len(items) == SHOWN:
            break
    return items
