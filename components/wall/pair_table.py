"""Our region and the first comparator, row by row: figures, their places among the peers, who leads, and the score."""

from __future__ import annotations

from components import formats
from components.comparison.pairs import Pair
from components.i18n import _, current
from components.wall import figures
from components.wall.findings import in_words
from components.wall.legibility import text_width
from components.wall.material import Material
from components.wall.models import PairRow, PairTable
from components.wall.pictures.marks import dumbbell
from components.wall.scenes import Scene

TRACK = 352.0  # px of the line between best and last
NAME, COLUMN = 452.0, 178.0


def make_pair_table(scene: Scene, material: Material) -> PairTable | None:
    """The table of a pair scene; None without a comparator or without a single row that has figures."""
    partner = material.partner
    if partner is None:
        return None
    rows = [_row(indicator_id, material, partner.region_code) for indicator_id in scene.pair]
    if not any(row.ours or row.theirs for row in rows):
        return None
    ahead, behind, equal, missing = tally(rows)
    ours = _fitting(material.short_name(material.region), _("Kita"), material)
    theirs = _fitting(material.short_name(partner), _("Mitra"), material)
    score = [
        ("us", formats.count(ahead), ours),
        ("cmp", formats.count(behind), theirs),
        ("even", formats.count(equal), _("setara")),
        ("none", formats.count(missing), _("tidak dinilai") if _has_unjudged(rows) else _("tanpa data")),
    ]
    return PairTable(
        ours=ours,
        theirs=theirs,
        rows=rows,
        score=score,
        score_title=_("Siapa unggul"),
        score_note=_("{n} ukuran", n=in_words(len(rows))),
        map=None,
        best=_("terbaik"),
        last=_("terakhir"),
        head=_("Ukuran, satuan, periode"),
        widths=(text_width(ours, material.scale.label, 700), text_width(theirs, material.scale.label, 700)),
    )


def _fitting(name: str, short: str, material: Material) -> str:
    """The name of a region where it fits over its column, else a word for its part."""
    return name if text_width(name, material.scale.note, 700) <= COLUMN else short


def tally(rows: list[PairRow]) -> tuple[int, int, int, int]:
    """Rows in which we lead, they lead, neither does, and that cannot be judged for want of figures or peers."""
    ahead = sum(row.leader == "ours" for row in rows)
    behind = sum(row.leader == "theirs" for row in rows)
    missing = sum(not row.is_judged for row in rows)
    return ahead, behind, len(rows) - ahead - behind - missing, missing


def _row(indicator_id: str, material: Material, partner: str) -> PairRow:
    entry = material.catalogue.indicator(indicator_id)
    unit = material.catalogue.unit(entry)
    home = material.region.region_code
    pair: Pair | None = material.pairs.get(indicator_id)
    known = pair.figures if pair is not None else {}
    values = {code: known[code].value for code in (home, partner) if code in known}
    texts = {code: figures.short_figure(value, entry, unit)[0].removeprefix("Rp") for code, value in values.items()}
    leader = ""
    if pair is not None and pair.standing is not None:
        leader = {"ahead": "ours", "behind": "theirs"}.get(pair.standing.verdict, "")
    is_judged = pair is not None and pair.standing is not None
    missing = "ours" if home not in values else "theirs" if partner not in values else ""
    ranks = [material.ranks.get((indicator_id, code)) for code in (home, partner)]
    drawn = ranks if is_judged else [None, None]
    period = known[home].period if home in known else known[partner].period if partner in known else None
    return PairRow(
        name=entry.wall_name(current()),
        unit=_unit(indicator_id, period, max(values.values(), default=0.0), material),
        ours=texts.get(home, ""),
        theirs=texts.get(partner, ""),
        leader=leader,  # type: ignore[arg-type]
        picture=dumbbell(drawn[0], drawn[1], material.scale, TRACK),
        missing=missing,  # type: ignore[arg-type]
        is_judged=is_judged,
    )


def _has_unjudged(rows: list[PairRow]) -> bool:
    """Whether a row has both figures and is still not judged."""
    return any(not row.is_judged and not row.missing for row in rows)


def _unit(indicator_id: str, period: str | None, value: float, material: Material) -> str:
    """Unit and period, as much as fits beside the name: %, 2025."""
    entry, scale = material.catalogue.indicator(indicator_id), material.scale
    unit = material.catalogue.unit(entry)
    word = figures.short_figure(value, entry, unit)[1]
    year = figures.short_period(period, entry) if period else ""
    room = NAME - text_width(entry.wall_name(current()), scale.name, 600, -0.024) - 14
    for text in (", ".join(filter(None, (word, year))), ", ".join(filter(None, (word, year[-4:]))), year, year[-4:]):
        if text_width(text, scale.note) <= room:
            return text
    return ""
