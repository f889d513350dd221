"""The panels of a pair: finding, tally and dumbbell."""

from __future__ import annotations

import streamlit as st

from components import formats
from components.charts.dumbbell import DumbbellRow, draw_dumbbell
from components.charts.theme import CONFIG
from components.comparison.pairs import Pair
from components.comparison.tables import number_columns, pair_figures, pair_table
from components.comparison.view import View
from components.comparison.words import equal_rule, figure_text, finding, gap_text, tally_sentence
from components.i18n import _, current
from components.labels import VERDICT_ICONS, verdict_label
from components.notices import plain, show_gap
from components.panel import panel
from data_access.derive.ranking import Verdict

NO_BREAK = "\N{NO-BREAK SPACE}"
TINTS = {"ahead": "green", "equal": "gray", "behind": "red", "unknown": "gray"}


def draw_heading(view: View) -> None:
    with st.container(key="eyebrow"):
        st.markdown(
            plain(
                _(
                    "Banding · {n} daerah · {indicators} indikator",
                    n=formats.count(len(view.codes)),
                    indicators=formats.count(len(view.pairs)),
                )
            )
        )
    st.title(plain(finding(view)), anchor=False)
    with st.container(key="lede"):
        st.markdown(plain(tally_sentence(view)))


def draw_tally(view: View) -> None:
    """How often ahead, equal, behind, and how often nothing can be said because one side is missing."""
    ours = view.names[0]
    cells: list[tuple[Verdict, int, str, str]] = [
        ("ahead", view.count("ahead"), _("{region} unggul", region=ours), _("selisih > ½ MAD")),
        ("equal", view.count("equal"), _("setara"), _("selisih ≤ ½ MAD")),
        ("behind", view.count("behind"), _("{region} tertinggal", region=ours), _("selisih > ½ MAD")),
        ("unknown", view.n_one_sided, formats.missing(), _("hanya satu daerah punya nilai")),
    ]
    with st.container(key="banding_tally", border=True):
        for row in (cells[:2], cells[2:]):
            columns = st.columns([0.52, 1, 0.42, 1], vertical_alignment="center", gap="small")
            for place, (verdict, n, name, rule) in enumerate(row):
                figure = f":{TINTS[verdict]}[**{plain(formats.count(n))}** {VERDICT_ICONS[verdict]}]"
                columns[2 * place].markdown(figure)
                columns[2 * place + 1].markdown(f"{plain(name)}  \n:small[{plain(rule)}]")


def draw_dumbbell_panel(view: View) -> None:
    """Where each stands among the peers, with the published numbers beside the marks."""
    shown = view.shown
    with panel(
        "dumbbell",
        _("Siapa lebih baik, dan cukup jauhkah bedanya?"),
        _(
            "Letak pada persentil {group} (100 = terbaik). Angka yang dicetak adalah nilai asli.",
            group=view.scope.label,
        ),
        lambda: view.tools(
            "indikator",
            pair_table(view, view.pairs),
            pair_figures(view, view.pairs),
            equal_rule(),
            number_columns(view),
        ),
    ):
        if not shown:
            show_gap(
                _("Belum ada indikator yang sebanding antara {ours} dan {other}.", ours=view.names[0],
                  other=view.names[1]),
                _("Sebabnya tertulis per indikator pada panel terakhir halaman ini."),
            )  # fmt: skip
            return
        rows = [_row(view, pair) for pair in shown]
        for form in ("wide", "narrow"):
            with st.container(key=f"banding_{form}"):
                figure = draw_dumbbell(rows, view.names, form == "narrow")
                key = f"dumbbell-{form}-{'-'.join(view.codes)}-{view.topic}-{current()}"
                st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=_twin(view, shown))
        st.caption(plain(" ".join(_captions(view, shown))))


def _captions(view: View, shown: list[Pair]) -> list[str]:
    lines = [view.source_line(shown), equal_rule(), _("Pita = separuh tengah kelompok; n = daerah yang punya nilai.")]
    n_all = sum(pair.may_be_judged and view.topic in (None, pair.indicator.topic) for pair in view.pairs)
    if len(shown) < n_all:
        lines.append(
            _(
                "Ditampilkan {n} dari {all} indikator, bergiliran antartopik; selebihnya pada tabel atau saringan.",
                n=formats.count(len(shown)),
                all=formats.count(n_all),
            )
        )
    if view.has_levels_mixed:
        lines.append(
            _("Provinsi adalah keseluruhan daerahnya, bukan salah satu kab/kota: letaknya hanya acuan, dan jumlah "
              "tidak dibandingkan.")
        )  # fmt: skip
    if any(figure.obs_status == "P" for pair in shown for figure in pair.figures.values()):
        lines.append(_("* angka sementara."))
    lines.append(_("Selisih kecil dapat berarti setara."))
    return lines


def _row(view: View, pair: Pair) -> DumbbellRow:
    note = [f"{pair.unit.name(current())}, {formats.period(pair.period, pair.indicator)}" if pair.period else ""]
    if pair.n_peers:
        note.append(_("n {n}", n=formats.count(pair.n_peers)).replace(" ", NO_BREAK))
    if pair.indicator.polarity == "lower_is_better":
        note.append(_("rendah lebih baik"))
    points: list[tuple[float, str, str] | None] = []
    for code, name in zip(view.codes, view.names, strict=True):
        figure, place = pair.figures.get(code), (pair.percentiles or {}).get(code)
        if figure is None or place is None:
            points.append(None)
            continue
        text = formats.value(figure.value, pair.indicator, pair.unit, with_unit=False)
        mark = "*" if figure.obs_status == "P" else ""
        hover = _(
            "{region}: {value}, persentil {place}", region=name, value=figure_text(pair, figure),
            place=formats.number(place, 0),
        )  # fmt: skip
        points.append((place, text + mark, hover))
    verdict: Verdict = pair.standing.verdict if pair.standing else "unknown"
    missing = None
    if pair.reason == "only_one":
        known = [
            f"{name} {figure_text(pair, pair.figures.get(code), pair.figures.get(code) is not None)}"
            for code, name in zip(view.codes[:2], view.names[:2], strict=True)
        ]
        missing, note = " · ".join(known), [pair.unit.name(current())]
    return DumbbellRow(
        name=pair.indicator.wall_name(current()),
        note=" · ".join(filter(None, note)),
        points=points,
        verdict=verdict,
        chip=verdict_label(verdict) if pair.standing else formats.missing(),
        gap=gap_text(pair),
        missing=missing,
    )


def _twin(view: View, shown: list[Pair]) -> str:
    """The chart for those who do not see it: both figures and the verdict of each row."""
    parts = [
        f"{pair.indicator.name(current())}: "
        + ", ".join(
            f"{name} {figure_text(pair, pair.figures.get(code))}"
            for code, name in zip(view.codes[:2], view.names[:2], strict=True)
        )
        + f", {verdict_label(pair.standing.verdict) if pair.standing else formats.missing()}"
        for pair in shown
    ]
    return "; ".join(parts)
