"""A headline figure of one region: its latest value beside its benchmark, and the tile that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components import formats
from components.board.bullets import make_bullet
from components.board.models import Bullet, Tile
from components.i18n import _, current
from components.labels import in_language, obs_status_label, status_label, verdict_label
from data_access.catalog import Indicator, Unit
from data_access.derive.periods import position_of, year_of
from data_access.derive.ranking import Verdict, judge, summarise
from data_access.derive.standing import MIN_PEERS, Benchmark, choose_benchmark
from data_access.models import RANKED_STATUSES, Region
from data_access.regions import NATION, Regions


@dataclass(frozen=True)
class Headline:
    """`latest`: our latest row, None without any value. `expected`: the latest period any of our peers has.

    `own`, `reference`: period, value, series_version of ours and of the benchmark. `target`: a row of `target`.
    """

    indicator: Indicator
    unit: Unit
    expected: str | None
    latest: Mapping[str, Any] | None
    benchmark: Benchmark | None
    verdict: Verdict
    own: pd.DataFrame
    reference: pd.DataFrame
    whole: Region  # the province of a regency, the nation for a province
    target: Any = None

    @property
    def is_current(self) -> bool:
        """Whether ours is as new as the newest of our peers; an older one is named, not shown as if it were new."""
        return self.latest is not None and (self.expected is None or self.latest["period"] >= self.expected)

    @property
    def benchmark_name(self) -> str:
        """Jawa Barat, or median 27 kab/kota Jawa Barat; how many had a value is part of it."""
        if self.benchmark is None or self.benchmark.kind == "published":
            return self.whole.short_name
        n = formats.count(self.benchmark.n)
        if self.whole.region_code == NATION:
            return _("median {n} provinsi", n=n)
        return _("median {n} kab/kota {province}", n=n, province=self.whole.short_name)

    @property
    def benchmark_text(self) -> str:
        """Jawa Barat 6,77 %; empty without a benchmark."""
        if self.benchmark is None:
            return ""
        return f"{self.benchmark_name} {formats.value(self.benchmark.value, self.indicator, self.unit)}"


def make_headline(
    indicator: Indicator,
    unit: Unit,
    expected: str | None,
    latest: Mapping[str, Any] | None,
    own: pd.DataFrame,
    published: pd.DataFrame,
    peers: pd.Series,
    medians: pd.DataFrame,
    whole: Region,
    targets: pd.DataFrame,
) -> Headline:
    """Benchmark, verdict and target of one figure: the published value of the same period and version goes first."""
    verdict: Verdict = "unknown"
    benchmark, target = None, None
    if latest is not None:
        same = published[
            (published["period"] == latest["period"]) & (published["series_version"] == latest["series_version"])
        ]
        benchmark = choose_benchmark(same["value"].iloc[0] if len(same) else None, peers)
        summary = summarise(peers)
        is_fair = indicator.is_ranked and latest["status"] in RANKED_STATUSES
        if is_fair and benchmark is not None and benchmark.n >= MIN_PEERS:
            verdict = judge(
                latest["value"], benchmark.value, summary.mad, indicator.polarity, latest["margin_of_error"]
            )
        of_period = targets[
            (targets["indicator_id"] == indicator.indicator_id) & (targets["period"] == latest["period"])
        ]
        target = next(of_period.itertuples(), None)
    reference = medians if benchmark is not None and benchmark.kind == "median" else published
    return Headline(indicator, unit, expected, latest, benchmark, verdict, own, reference, whole, target)


def make_tile(headline: Headline, regions: Regions) -> Tile:
    """Every text written in the language of the run."""
    entry, unit, latest = headline.indicator, headline.unit, headline.latest
    name = entry.wall_name(current())
    spark, reference = _points(headline.own), _points(headline.reference)
    if latest is None or not headline.is_current:
        text, note = _gap_texts(headline)
        return Tile(
            entry.indicator_id, name, None, "", "unknown", _("Tidak ada data"), text, note, "", spark, reference
        )
    facts = [_rank_of(latest), headline.benchmark_text]
    return Tile(
        key=entry.indicator_id,
        name=name,
        value=formats.number(latest["value"], entry.decimals) if unit.rupiah is None
        else formats.value(latest["value"], entry, unit),
        unit="" if unit.rupiah is not None else unit.suffix.strip(),
        state=headline.verdict,
        state_text=_state_text(headline),
        change=change_text(entry, unit, latest),
        note=" · ".join(filter(None, (
            "" if unit.is_percent else unit.name(current()), formats.period(latest["period"], entry), badges(latest),
            publisher(entry),
        ))),
        position=" · ".join(filter(None, facts)),
        spark=spark,
        reference=reference,
        bullet=_bullet(headline, regions),
    )  # fmt: skip


def change_text(entry: Indicator, unit: Unit, row: Mapping[str, Any]) -> str:
    """`−0,08 poin setahun, membaik`, or since when; says so where nothing came before."""
    if row["change"] is None or pd.isna(row["change"]) or row["previous_period"] is None:
        return _("belum ada nilai sebelumnya")
    amount = formats.change(row["change"], unit, entry.decimals)
    words = {"amount": amount, "period": formats.period(row["previous_period"], entry)}
    if amount[0] not in "+" + formats.MINUS:
        return _("tidak berubah sejak {period}", **words)
    if entry.polarity == "neutral":
        return _("{amount} sejak {period}", **words)
    if position_of(row["period"]) - position_of(row["previous_period"]) == 1:
        if is_better(entry, row["change"]):
            return _("{amount} setahun, membaik", **words)
        return _("{amount} setahun, memburuk", **words)
    if is_better(entry, row["change"]):
        return _("{amount} sejak {period}, membaik", **words)
    return _("{amount} sejak {period}, memburuk", **words)


def is_better(entry: Indicator, change: float) -> bool:
    return (change > 0) == (entry.polarity == "higher_is_better")


def badges(row: Mapping[str, Any]) -> str:
    """Status in words: resmi, angka sementara."""
    return ", ".join(filter(None, (status_label(row["status"]), obs_status_label(row["obs_status"]))))


def publisher(entry: Indicator) -> str:
    """Who publishes, short; the survey and the rest stand in the passport."""
    return re.split(r"[,;(]", entry.publisher)[0].strip()


def _state_text(headline: Headline) -> str:
    if headline.verdict == "unknown":
        return _("Tidak dinilai")
    word = verdict_label(headline.verdict)
    return word[0].upper() + word[1:]


def _rank_of(row: Mapping[str, Any]) -> str:
    return "" if pd.isna(row["rank_parent"]) else formats.rank(row["rank_parent"], row["n_parent"])


def _gap_texts(headline: Headline) -> tuple[str, str]:
    """What is missing, and the last figure there was."""
    entry, latest = headline.indicator, headline.latest
    if latest is None:
        return _("belum tersedia untuk daerah ini"), publisher(entry)
    text = _(
        "{period} belum tersedia; terakhir {value} ({last})",
        period=formats.period(headline.expected, entry),
        value=formats.value(latest["value"], entry, headline.unit),
        last=formats.period(latest["period"], entry),
    )
    return text, f"{badges(latest)} · {publisher(entry)}"


def _points(frame: pd.DataFrame) -> list[tuple[float, float | None, str]]:
    return [
        (round(position_of(period), 2), float(value), str(version))
        for period, value, version in zip(frame["period"], frame["value"], frame["series_version"], strict=True)
    ]


def _bullet(headline: Headline, regions: Regions) -> Bullet | None:
    """Only where a target is published for this very period; the label says whose. One of a whole judges no part."""
    target, latest = headline.target, headline.latest
    if target is None or latest is None:
        return None
    whose = regions.by_code[target.region_code]
    facts = {
        "value": formats.value(target.value, headline.indicator, headline.unit),
        "period": formats.period(target.period, headline.indicator),
    }
    value, aim = float(latest["value"]), float(target.value)
    is_own = whose.region_code not in (headline.whole.region_code, NATION)
    if is_own:
        label = _("target {period}: {value}", **facts)
    elif whose.region_code == NATION:
        label = _("target nasional {period}: {value}", **facts)
    else:
        label = _("target {region} {period}: {value}", region=whose.chart_name, **facts)
    polarity = headline.indicator.polarity if is_own else "neutral"
    return make_bullet(value, aim, label, polarity, year_of(latest["period"]))


def target_note(headline: Headline) -> str:
    """The publisher's own remark on a target, e.g. that it is not each region's."""
    return in_language(headline.target, "note") if headline.target is not None else ""
