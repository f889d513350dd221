"""What the comparison says: its finding, its reasons, and figures with their periods."""

from __future__ import annotations

from components import formats
from components.comparison.pairs import Figure, Pair
from components.comparison.view import View
from components.i18n import _, current
from components.labels import status_label
from data_access.derive.comparison import MIN_PEERS


def finding(view: View) -> str:
    """The title: in which topics each is ahead, by the number of indicators."""
    ours, other = view.names[:2]
    if not view.judged:
        return _("Belum ada data untuk dibandingkan")
    topics = {pair.indicator.topic: 0 for pair in view.judged}
    for topic in topics:
        topics[topic] = view.count("ahead", topic) - view.count("behind", topic)
    best, worst = max(topics, key=topics.__getitem__), min(topics, key=topics.__getitem__)
    if topics[best] > 0 > topics[worst]:
        return _("{ours} unggul pada {topic}, {other} pada {other_topic}", ours=ours, other=other,
                 topic=_topic(view, best), other_topic=_topic(view, worst))  # fmt: skip
    if topics[best] > 0:
        return _("{ours} unggul pada {topic}", ours=ours, topic=_topic(view, best))
    if topics[worst] < 0:
        return _("{ours} unggul pada {topic}", ours=other, topic=_topic(view, worst))
    return _("{ours} dan {other} setara", ours=ours, other=other)


def tally_sentence(view: View) -> str:
    ours, other = (place.name for place in view.places[:2])
    return _(
        "Dari {n} indikator yang sebanding, {ours} unggul pada {ahead}, setara pada {equal}, dan tertinggal pada "
        "{behind} terhadap {other}.",
        n=formats.count(len(view.judged)),
        ours=ours,
        other=other,
        ahead=formats.count(view.count("ahead")),
        equal=formats.count(view.count("equal")),
        behind=formats.count(view.count("behind")),
    )


def reason_text(pair: Pair, view: View) -> str:
    """Why the pair has no verdict; empty when it has one."""
    ours, theirs = (pair.figures.get(code) for code in view.codes[:2])
    if pair.reason == "only_one":
        lacking = view.names[1] if ours else view.names[0]
        return _("{region} belum tersedia. {gap}", region=lacking, gap=pair.indicator.gap(current()))
    if pair.reason == "unranked" and pair.indicator.unranked_reason is not None:
        return _("Tidak diperingkat: {reason}", reason=pair.indicator.unranked_reason(current()))
    if pair.reason == "period" and ours and theirs:
        return _(
            "Periode tidak sama: {ours} {our_period}, {other} {other_period}.",
            ours=view.names[0], our_period=formats.period(ours.period, pair.indicator),
            other=view.names[1], other_period=formats.period(theirs.period, pair.indicator),
        )  # fmt: skip
    return {
        "size": _("Jumlah mengikuti besar daerah; lebih banyak bukan lebih baik."),
        "neutral": _("Netral: tidak ada arah baik atau buruk."),
        "version": _("Versi seri berbeda: definisi atau batas wilayahnya tidak sama."),
        "status": _("Proyeksi atau perkiraan; tidak pernah dinilai antardaerah."),
        "peers": _(
            "Kurang dari {least} daerah sebaya punya nilai ({n}); tidak ada tolok ukur.",
            least=formats.count(MIN_PEERS),
            n=formats.count(pair.n_peers),
        ),
    }.get(pair.reason or "", "")


def figure_text(pair: Pair, figure: Figure | None, with_period: bool = False) -> str:
    """A figure as published; its period after it where periods differ."""
    if figure is None:
        return formats.missing()
    text = formats.published(figure.value, pair.indicator)
    if with_period:
        return f"{text} ({formats.period(figure.period, pair.indicator)})"
    return text


def gap_text(pair: Pair) -> str:
    """The gap in MADs, without a sign: the chip says who is ahead."""
    if pair.standing is None:
        return ""
    if pair.standing.gap_mad is None:
        return _("MAD 0")
    return _("{n} MAD", n=formats.number(abs(pair.standing.gap_mad), 1))


def statuses_text(pair: Pair) -> str:
    """The badges of the figures of a row, each once."""
    return ", ".join(dict.fromkeys(status_label(figure.status) for figure in pair.figures.values()))


def equal_rule() -> str:
    """When two figures count as equal."""
    return _("Setara = selisih paling besar ½ MAD kelompok (median simpangan mutlak).")


def _topic(view: View, topic: str) -> str:
    """A topic's name within a sentence: a small first letter, except in an abbreviation."""
    name = view.topic_name(topic)
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    return _("topik {topic}", topic=name)
