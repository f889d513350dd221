"""Colour contracts of the tokens (N26): contrast of text and marks, and scales that survive colour-blindness."""

import itertools

import pytest

from components.theme import read_tokens

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
SIMULATIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES = {"light": 0, "dark": 1}


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(rgb: list[float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str, simulation: str) -> float:
    """L* of CIELAB after simulating a colour vision deficiency."""
    rgb = linear(colour)
    seen = [min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SIMULATIONS[simulation]]
    y = luminance(seen)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def token(name: str, theme: str) -> str:
    return read_tokens()[name][THEMES[theme]]


def test_the_formulas_against_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#12436D", "#D9D9D9") == pytest.approx(7.3, abs=0.1)  # printed in the design notes
    assert lightness("#FFFFFF", "deutan") == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "us", "cmp-ink", "good", "push", "bad", "even", "none"])
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_text_is_readable(text: str, ground: str, theme: str) -> None:
    assert contrast(token(text, theme), token(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), [("good", "good-soft"), ("push", "push-soft"), ("bad", "bad-soft"),
                                              ("even", "even-soft"), ("us", "us-soft"), ("cmp-ink", "cmp-soft"),
                                              ("on-us", "us")])  # fmt: skip
def test_text_on_chips_is_readable(text: str, ground: str, theme: str) -> None:
    assert contrast(token(text, theme), token(ground, theme)) >= 4.5


def test_our_region_and_the_comparator_stand_apart() -> None:
    """At least 3:1 on light ground; on dark ground (1,1:1, printed in the design notes) shape and label carry it."""
    assert contrast(token("us", "light"), token("cmp", "light")) >= 3
    for theme in THEMES:
        assert contrast(token("us", theme), token("other-mark", theme)) >= 2  # and every mark of ours is larger
        assert contrast(token("other-mark", theme), token("ground", theme)) >= 3


@pytest.mark.parametrize("simulation", SIMULATIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_sequential_scale_keeps_its_order(theme: str, simulation: str) -> None:
    steps = [lightness(token(f"seq-{n}", theme), simulation) for n in range(1, 6)]
    if theme == "light":  # higher is darker on light ground, lighter on dark ground
        steps.reverse()
    assert all(after - before >= 8 for before, after in itertools.pairwise(steps))


def test_streamlit_theme_and_tokens_agree() -> None:
    """The theme file repeats what Streamlit must know; the tokens decide."""
    import tomllib
    from pathlib import Path

    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    pairs = {"primaryColor": "us", "backgroundColor": "ground", "secondaryBackgroundColor": "surface",
             "textColor": "ink", "borderColor": "rule", "greenColor": "good", "redColor": "bad"}  # fmt: skip
    for theme in THEMES:
        for key, name in pairs.items():
            assert config["theme"][theme][key] == token(name, theme), (theme, key)
