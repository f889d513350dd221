"""A figure of one region as a tile of the wall: figure, state, change, place, age, and a line of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import formats
from components.board.bullets import make_bullet
from components.board.models import Bullet
from components.i18n import _, current, n_
from components.labels import status_label, verdict_label
from components.overview.headlines import Headline, badges, is_better
from components.targets.words import BOARD_STATES, state_label
from components.wall import figures
from components.wall.legibility import INNER, Scale, text_width
from components.wall.models import State, WallTile
from components.wall.pictures.lines import SPARK_WIDTH, Point, spark
from components.wall.scenes import ROW_GAP, ROW_NAME, ROW_STATE
from data_access.derive.periods import position_of, year_of
from data_access.derive.targets import TargetStanding, stand_against_targets
from data_access.models import Status

NAME_WEIGHT, NAME_TRACKING = 650, -0.015
VALUE_WEIGHT, VALUE_TRACKING = 600, -0.03
ROW_SPARK = 0.68  # of that width, where a tile takes a whole row
NARROW_AIM = 0.62  # of the width, for the target's words beside the bullet of a narrow tile
BULLET_SPARK = 0.42  # of its height, over a bullet
SPACE = 24  # px between two texts of one line


@dataclass(frozen=True)
class Place:
    """How much room a tile has: px across, and whether a spark stands in it."""

    width: float
    has_spark: bool
    is_narrow: bool = False  # three in a row: period and change share one line
    is_row: bool = False  # a tile that takes the whole width


def is_comparable(headline: Headline) -> bool:
    """Whether a figure may be held against that of a larger whole: not counts, amounts, or what must not be ordered."""
    return headline.indicator.is_ranked and headline.unit.kind not in ("count", "amount")


def target_standing(headline: Headline, targets: pd.DataFrame, region_code: str) -> TargetStanding | None:
    """Where the figure stands against the region's own targets, never against a national one; None without any."""
    own = targets[
        (targets["indicator_id"] == headline.indicator.indicator_id) & (targets["region_code"] == region_code)
    ]
    if own.empty or headline.latest is None:
        return None
    return stand_against_targets(headline.own, own, headline.indicator.polarity)


def state_of(headline: Headline, standing: TargetStanding | None) -> tuple[State, str]:
    """State and its word: against the region's own target, else the benchmark, else its origin."""
    if headline.latest is None or not headline.is_current:
        return "unknown", _("Tidak ada data")
    if standing is not None and standing.state != "unknown" and standing.period == headline.latest["period"]:
        return BOARD_STATES[standing.state], _capital(state_label(standing.state))
    if headline.verdict == "unknown" or not is_comparable(headline):
        return "plain", _capital(badges(headline.latest))
    return headline.verdict, _capital(verdict_label(headline.verdict))


def bullet_of(headline: Headline, standing: TargetStanding | None) -> tuple[Bullet | None, list[str]]:
    """The figure against the region's own target that is due, and the target written from long to short."""
    latest, entry = headline.latest, headline.indicator
    if standing is None or latest is None or not headline.is_current or standing.period != latest["period"]:
        return None, []
    amount = figures.written_figure(standing.due, entry, headline.unit)
    full = _("target {period}: {value}", period=figures.short_period(standing.due_period, entry), value=amount)
    year, figure = year_of(standing.due_period), figures.short_figure(standing.due, entry, headline.unit)[0]
    told = [f"{year}: {amount}", f"{year}: {figure}"]
    if standing.due_period == standing.period:
        told = [_("target {value}", value=amount), _("target {value}", value=figure)]
    bullet = make_bullet(float(latest["value"]), standing.due, full, entry.polarity, year_of(latest["period"]))
    return bullet, [full, *told, ""]


def make_tile(
    headline: Headline, standing: TargetStanding | None, targets: list[Point], scale: Scale, room: Place, today: dt.date
) -> WallTile:
    """Every text in the language of the run, chosen so that it fits its line."""
    entry, latest = headline.indicator, headline.latest
    state, state_text = state_of(headline, standing)
    if latest is not None and _beside(state_text, "", scale) > (ROW_STATE if room.is_row else room.width):
        state_text = _capital(status_label(latest["status"]))
    name = entry.wall_name(current())
    picture = None
    bullet, aims = bullet_of(headline, standing)
    if room.has_spark:
        until = position_of(headline.expected) if headline.expected else None
        reference = points_of(headline.reference) if is_comparable(headline) else []
        share, tall = _spark_share(room), BULLET_SPARK if bullet else 1.0
        picture = spark(points_of(headline.own), reference, scale, until, targets, share, tall)
    if latest is None or not headline.is_current:
        return _missing_tile(headline, name, state_text, picture, today, room, scale)
    across = INNER - ROW_NAME - ROW_STATE - 2 * ROW_GAP if room.is_row else room.width
    beside = SPARK_WIDTH * scale.m / 46 * _spark_share(room) + SPACE if room.has_spark and (picture or bullet) else 0
    value, unit = _figure(headline, scale, across - beside)
    free = max(across - figure_width(value, unit, scale), beside) - SPACE if room.has_spark else across * NARROW_AIM
    aim = next((text for text in aims if _note(text, scale) <= free), "")
    period = _fitting_period(headline, name, scale, room, unit)
    change, measure, when = change_in_parts(headline)
    words = " ".join(filter(None, (measure, when)))
    place = place_of(latest) if is_comparable(headline) else ""
    age = figures.age_in_months(latest["period"], entry, today)
    short = n_("{n} bulan", "{n} bulan", age, n=formats.count(age)) if age > 0 else figures.written_age(age)
    if room.is_narrow:
        narrow = [f"{words} · {period}", f"{measure} · {period}".strip()] if change else []
        narrow += [f"{period} · {short}", period]
        words = next((w for w in narrow if _note(f"{change} {w}", scale) <= room.width), narrow[-1])
        place = place if _beside(state_text, place, scale) <= room.width else ""
        return WallTile(
            entry.indicator_id, name, "", value, unit, state, state_text, change, words, place, "", None, "",
            bullet, aim,
        )  # fmt: skip
    better = _direction(headline) if is_comparable(headline) else ""
    options = [
        (f"{words}{better}", figures.written_age(age)),
        (f"{words}{better}", short),
        (words, short),
        (measure, short),
    ]
    if room.is_row:  # the age stands under the state
        options = [(f"{words}{better}", short), (words, short), (measure, short)]
    told = lambda o: f"{change} {o[0]}" + ("" if room.is_row else f" {o[1]}")  # noqa: E731
    words, written = next((o for o in options if _note(told(o), scale) + SPACE <= room.width), options[-1])
    long_place = _("ke-{place}", place=place) if place else ""
    for candidate in (long_place, place, ""):
        if room.is_row or _beside(state_text, candidate, scale) <= room.width:
            place = candidate
            break
    return WallTile(
        entry.indicator_id, name, period, value, unit, state, state_text, change, words, place, written, picture, "",
        bullet, aim,
    )  # fmt: skip


def change_in_parts(headline: Headline) -> tuple[str, str, str]:
    """What is printed strong, its measure, and since when: ("−0,08", "poin", "setahun"), ("", "", "tidak berubah")."""
    entry, unit, row = headline.indicator, headline.unit, headline.latest
    assert row is not None
    if row["change"] is None or pd.isna(row["change"]) or row["previous_period"] is None:
        return "", "", _("belum ada nilai sebelumnya")
    since = figures.short_period(row["previous_period"], entry)
    if figures.is_zero(row["change"], entry, unit):
        return "", "", _("tidak berubah sejak {period}", period=since)
    sign = "+" if row["change"] > 0 else formats.MINUS
    figure, measure = figures.short_figure(abs(row["change"]), entry, unit)
    if unit.kind == "share":
        measure = figures.written_gap(row["change"], entry, unit).partition(" ")[2]
    elif unit.kind == "count":
        measure = ""
    is_year = abs(position_of(row["period"]) - position_of(row["previous_period"]) - 1) < 0.01
    return sign + figure, measure, _("setahun") if is_year else _("sejak {period}", period=since)


def place_of(row: Mapping[str, Any]) -> str:
    """6 dari 27: a rank that equal values share, with n; empty where there is none."""
    if pd.isna(row["rank_parent"]) or row["rank_parent"] is None:
        return ""
    return _("{rank} dari {n}", rank=formats.count(row["rank_parent"]), n=formats.count(row["n_parent"]))


def points_of(frame: pd.DataFrame) -> list[Point]:
    """Year as a number, value, series version; oldest first, missing ones left out."""
    rows = frame.dropna(subset=["value"]).sort_values("period")
    return [
        (round(position_of(period), 2), float(value), str(version))
        for period, value, version in zip(rows["period"], rows["value"], rows["series_version"], strict=True)
    ]


def badge_note(headline: Headline) -> str:
    """What must be said of a figure that is not a plain official one: Pertumbuhan 2024 olahan; empty otherwise."""
    latest = headline.latest
    if latest is None or not headline.is_current:
        return ""
    if latest["status"] == Status.OFFICIAL and latest["obs_status"] not in ("P", "E"):
        return ""
    return _("{name}: {badges}", name=headline.indicator.wall_name(current()), badges=badges(latest))


def _missing_tile(
    headline: Headline, name: str, state_text: str, picture: Any, today: dt.date, room: Place, scale: Scale
) -> WallTile:
    """The hatched block; its note holds the last figure there was, or that of the whole."""
    entry, unit, latest = headline.indicator, headline.unit, headline.latest
    age = period = ""
    if latest is not None:
        strong = figures.written_figure(latest["value"], entry, unit)
        words = f"({figures.short_period(latest['period'], entry)})"
        before = _("Terakhir")
        months = figures.age_in_months(latest["period"], entry, today)
        age = n_("{n} bulan", "{n} bulan", months, n=formats.count(months))
        period = figures.short_period(headline.expected, entry) if headline.expected else ""
    else:
        reference = headline.reference.dropna(subset=["value"]) if is_comparable(headline) else headline.reference[:0]
        before, strong, words = _("belum tersedia"), "", ""
        if len(reference):
            row = reference.sort_values("period").iloc[-1]
            strong = figures.written_figure(float(row["value"]), entry, unit)
            before = f"{headline.whole.short_name} {figures.short_period(row['period'], entry)}:"
    told = " ".join(filter(None, (before, strong, words, "" if room.is_row else age)))
    if not room.is_row and _note(told, scale) + SPACE > room.width:
        age = ""
    if room.is_narrow:
        age = period = ""
    return WallTile(
        entry.indicator_id, name, period, None, "", "unknown", state_text, strong, words, "", age, picture, before
    )


def _figure(headline: Headline, scale: Scale, width: float) -> tuple[str, str]:
    """The figure and as much of its unit as stands beside it: 6,08 %; 42,65 juta rupiah; 21.735 unit usaha."""
    assert headline.latest is not None
    value, word = figures.short_figure(headline.latest["value"], headline.indicator, headline.unit)
    units = [word]
    if headline.unit.rupiah is not None:  # the currency stands in the unit, so that the figure stays large
        value = value.replace("Rp", "", 1)
        units = [" ".join(filter(None, (word, _("rupiah")))), word or "Rp"]
    elif " " in word:
        units.append(
            word.split(" ")[0] if word.startswith((_("ribu {unit}", unit=""), _("juta {unit}", unit=""))) else ""
        )
    return value, next((unit for unit in units if figure_width(value, unit, scale) <= width), "")


def figure_width(value: str, unit: str, scale: Scale) -> float:
    """Px of a figure with its unit."""
    figure = text_width(value, scale.value, VALUE_WEIGHT, VALUE_TRACKING)
    return figure + scale.unit * 0.22 + text_width(unit, scale.unit, 550)


def _spark_share(room: Place) -> float:
    return ROW_SPARK if room.is_row else 1.0


def _fitting_period(headline: Headline, name: str, scale: Scale, room: Place, unit: str) -> str:
    """Period and, as far as they fit beside the name, the badge and a unit that had no room beside the figure."""
    entry, latest = headline.indicator, headline.latest
    assert latest is not None
    period = figures.short_period(latest["period"], entry)
    if room.is_narrow:
        return period
    is_judged = headline.verdict != "unknown" and is_comparable(headline)
    badge = status_label(latest["status"]) if is_judged and latest["status"] != Status.OFFICIAL else ""
    word = headline.unit.name(current()) if not unit and headline.unit.kind in ("count", "ratio") else ""
    free = room.width - text_width(name, scale.name, NAME_WEIGHT, NAME_TRACKING) - SPACE
    for parts in ((word, period, badge), (period, badge), (word, period)):
        text = ", ".join(filter(None, parts))
        if text_width(text, scale.note) <= free:
            return text
    return period


def _direction(headline: Headline) -> str:
    """Whether the change is one for the better, as a word; nothing where polarity knows no better."""
    row, entry = headline.latest, headline.indicator
    assert row is not None
    if entry.polarity == "neutral" or row["change"] is None or pd.isna(row["change"]):
        return ""
    if figures.is_zero(row["change"], entry, headline.unit):
        return ""
    return ", " + (_("membaik") if is_better(entry, row["change"]) else _("memburuk"))


def _note(text: str, scale: Scale) -> float:
    return text_width(text, scale.note, 560)


def _beside(state_text: str, place: str, scale: Scale) -> float:
    state = text_width(state_text, scale.name, NAME_WEIGHT, NAME_TRACKING) + scale.m * 1.1
    return state + (SPACE + text_width(place, scale.note) if place else 0)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
