"""What a visitor has chosen and may share: one frozen Selection, and the only reader and writer of the address.

The address wins when it differs from what was last written (a link, a reload, the back button); otherwise the session
does (a widget was moved, or a menu click emptied the address). Either way the codes are written back, on every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components import formats, i18n
from components.i18n import _
from data_access.catalog import Catalogue
from data_access.derive.periods import is_period
from data_access.errors import UnknownCodeError
from data_access.models import Level
from data_access.regions import Regions

REGION, COMPARISON, INDICATOR, PERIOD, LANGUAGE = "daerah", "banding", "indikator", "periode", "bahasa"
PARAMETERS = (REGION, COMPARISON, INDICATOR, PERIOD, LANGUAGE)
KEPT = ("tur",)  # of single pages, kept in the address as they are while it names them: short ids only
KEPT_FORM = re.compile(r"[a-z0-9]{4,16}")
NOBODY = "-"  # a comparison that is empty on purpose
MAX_COMPARISON = 9  # with our own region ten, the most a chart can name
MAX_LETTERS = 200  # of one parameter; longer ones are nobody's link
SHOWN_LETTERS = 30
SHOWN_PARTS = 3

_SELECTION, _WRITTEN = "suluh_selection", "suluh_address"  # the session's copy, and the address last written


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes only. `period` None means the latest period that most regions have."""

    region_code: str
    comparison: tuple[str, ...]
    indicator_id: str
    period: str | None
    language: str

    def address(self, **changes: object) -> dict[str, str]:
        """The query parameters of this selection, or of a changed one, in their fixed order."""
        chosen = replace(self, **changes)  # type: ignore[arg-type]
        codes = {
            REGION: chosen.region_code,
            COMPARISON: ",".join(chosen.comparison) or NOBODY,
            INDICATOR: chosen.indicator_id,
            PERIOD: chosen.period or "",
            LANGUAGE: chosen.language,
        }
        return {name: code for name, code in codes.items() if code}


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns raw parameters into a Selection; what is not valid falls back and is told in a notice."""

    regions: Regions
    catalogue: Catalogue
    periods_of: Callable[[str], Sequence[str]]

    def parse(self, address: Mapping[str, Sequence[str]], base: Selection) -> tuple[Selection, list[str]]:
        """The selection an address asks for over `base`, and the notices about what it could not give."""
        notices: list[str] = []
        raw = {name: self._one(name, address.get(name, ()), notices) for name in PARAMETERS}
        language = self._language(raw[LANGUAGE], base.language, notices)
        region_code = self._region(raw[REGION], base.region_code, notices)
        comparison = self._comparison(raw[COMPARISON], base.comparison, region_code, notices)
        indicator_id = self._indicator(raw[INDICATOR], base.indicator_id, notices)
        same = indicator_id == base.indicator_id
        period = self._period(raw[PERIOD], base.period if same else None, indicator_id, notices)
        return Selection(region_code, comparison, indicator_id, period, language), notices

    def _one(self, name: str, values: Sequence[str], notices: list[str]) -> str | None:
        if not values:
            return None
        if len(set(values)) > 1:
            notices.append(_("Parameter {name} berulang; dipakai yang terakhir.", name=name))
        text = values[-1].strip()
        if len(text) > MAX_LETTERS:
            notices.append(_("Parameter {name} terlalu panjang dan diabaikan.", name=name))
            return None
        return text or None

    def _language(self, text: str | None, fallback: str, notices: list[str]) -> str:
        if text is None or text in i18n.LANGUAGES:
            return text or fallback
        notices.append(
            _("Bahasa {given} tidak ada. Yang sah: {valid}.", given=_shown(text), valid=", ".join(i18n.LANGUAGES))
        )
        return fallback

    def _region(self, text: str | None, fallback: str, notices: list[str]) -> str:
        if text is None:
            return fallback
        try:
            region = self.regions.resolve(text)
            if region.level is not Level.NATION:
                return region.region_code
        except UnknownCodeError:
            pass
        notices.append(
            _(
                "Daerah {given} tidak dikenal; ditampilkan {name}. Yang sah: kode BPS atau Kemendagri, "
                "misalnya 3211, 32.11, atau 32.",
                given=_shown(text),
                name=self.regions.by_code[fallback].name,
            )
        )
        return fallback

    def _comparison(
        self, text: str | None, fallback: tuple[str, ...], region_code: str, notices: list[str]
    ) -> tuple[str, ...]:
        if text is None:
            return tuple(code for code in fallback if code != region_code)
        if text == NOBODY:
            return ()
        found: list[str] = []
        unknown: list[str] = []
        for part in filter(None, text.split(",")):
            code = self._known(part)
            if code is None:
                unknown.append(_shown(part))
            elif code != region_code and code not in found:
                found.append(code)
        if unknown:  # one notice, however many there are
            notices.append(
                _(
                    "Pembanding {given} tidak dikenal. Yang sah: kode daerah dipisah koma, misalnya 3214,3273.",
                    given=", ".join(unknown[:SHOWN_PARTS]) + (", …" if len(unknown) > SHOWN_PARTS else ""),
                )
            )
            if not found:
                return tuple(code for code in fallback if code != region_code)
        if len(found) > MAX_COMPARISON:
            notices.append(_("Paling banyak {n} pembanding; selebihnya diabaikan.", n=MAX_COMPARISON))
        return tuple(found[:MAX_COMPARISON])

    def _known(self, text: str) -> str | None:
        try:
            region = self.regions.resolve(text)
        except UnknownCodeError:
            return None
        return None if region.level is Level.NATION else region.region_code

    def _indicator(self, text: str | None, fallback: str, notices: list[str]) -> str:
        if text is None or text in self.catalogue.indicators:
            return text or fallback
        notices.append(
            _(
                "Indikator {given} tidak ada; ditampilkan {name}. Kode yang sah ada di halaman Satu Data.",
                given=_shown(text),
                name=self.catalogue.indicators[fallback].name(i18n.current()),
            )
        )
        return fallback

    def _period(self, text: str | None, fallback: str | None, indicator_id: str, notices: list[str]) -> str | None:
        if text is None:
            return fallback
        valid = self.periods_of(indicator_id)
        if is_period(text) and text in valid:
            return text
        shown = ", ".join(valid) if len(valid) <= 12 else f"{', '.join(valid[:3])} … {', '.join(valid[-3:])}"
        notices.append(
            _(
                "Periode {given} tidak ada untuk indikator ini; ditampilkan yang terbaru. Yang sah: {valid}.",
                given=_shown(text),
                valid=shown or formats.missing(),
            )
        )
        return None


def read_address(reader: Reader, default: Selection) -> tuple[Selection, list[str]]:
    """The selection of this run and its notices; the address is brought up to date."""
    base = st.session_state.get(_SELECTION, default)
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    notices: list[str] = []
    if address != st.session_state.get(_WRITTEN):
        i18n.use(wanted_language(address, base.language))
        base, notices = reader.parse(address, base)
    st.session_state[_SELECTION] = base
    codes = base.address() | kept(address)
    if {name: values[-1] for name, values in address.items()} != codes or any(len(v) > 1 for v in address.values()):
        st.query_params.from_dict(codes)
    st.session_state[_WRITTEN] = {name: [code] for name, code in codes.items()}
    return base, notices


def kept(address: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The parameters of single pages that an address names, where they have the form of an id."""
    found = {name: address[name][-1] for name in KEPT if address.get(name)}
    return {name: value for name, value in found.items() if KEPT_FORM.fullmatch(value)}


def keep(name: str, value: str) -> None:
    """Put a page's own parameter into the address, where a reload and a link find it."""
    if st.query_params.get(name) != value:
        st.query_params[name] = value
    st.session_state[_WRITTEN] = {**st.session_state.get(_WRITTEN, {}), name: [value]}


def wanted_language(address: Mapping[str, Sequence[str]], fallback: str) -> str:
    """The language an address asks for, if we have it: notices are already written in it."""
    wanted = (address.get(LANGUAGE) or [fallback])[-1]
    return wanted if wanted in i18n.LANGUAGES else fallback


def current() -> Selection:
    """The selection of this run, as the shell has read it."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def choose(**changes: object) -> None:
    """Change the selection; for widget callbacks. A new indicator begins at its own latest period."""
    if "indicator_id" in changes:
        changes.setdefault("period", None)
    st.session_state[_SELECTION] = replace(current(), **changes)  # type: ignore[arg-type]


def _shown(text: str) -> str:
    """Foreign text, short and on one line; notices are drawn as plain text."""
    line = "".join(letter if letter.isprintable() else "�" for letter in text)
    return f"“{line if len(line) <= SHOWN_LETTERS else line[: SHOWN_LETTERS - 1] + '…'}”"
