"""The shell round every page: language, region, the table of pages, notices, and one error boundary."""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # the script may be started from anywhere
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from components import controls, formats, i18n, notices, selection  # noqa: E402
from components.i18n import _  # noqa: E402
from components.selection import Reader, Selection  # noqa: E402
from data_access.errors import WarehouseError  # noqa: E402
from data_access.serving import Serving  # noqa: E402
from data_access.settings import settings  # noqa: E402
from pages import data  # noqa: E402

FIRST_INDICATOR = "unemployment_rate"  # what the explorer opens with
WALL = "layar"  # it covers the tools, which would only slow its start
RETRY_SECONDS = 15
PATIENCE_SECONDS = 0.3  # a start-up that takes longer is shown


def main() -> None:
    """One run of the script."""
    st.set_page_config(page_title="Suluh", page_icon=str(ROOT / "assets" / "icon.svg"), layout="wide")
    st.logo(str(ROOT / "assets" / "logo.svg"))
    i18n.use(_first_language())
    if _is_starting():
        return
    chosen: Selection | None = None
    told: list[str] = []
    failure: Exception | None = None
    try:
        data.begin_run()
        chosen, told = selection.read_address(_reader(), _default_selection())
        i18n.use(chosen.language)
        st.session_state["suluh_language"] = chosen.language
    except Exception as error:  # shown below its page's title, which needs the language
        failure = error
    page = st.navigation(page_table(), position="top")
    with notices.error_boundary(page.title):
        if chosen is None:
            raise failure or AssertionError
        _draw(page, chosen, told)
    if chosen is None:
        _look_again()


@st.fragment(run_every=RETRY_SECONDS)
def _look_again() -> None:
    """Draw the page anew after a while when nothing could be read for it: a wall has no hand to reload it."""
    now = time.monotonic()
    if now - st.session_state.setdefault("suluh_failed_at", now) >= RETRY_SECONDS / 2:
        del st.session_state["suluh_failed_at"]
        st.rerun()


def _draw(page: st.Page, chosen: Selection, told: list[str]) -> None:
    """Tools, notices, the page, and its foot."""
    if page.url_path != WALL:
        _header(chosen)
    notices.show_notices(told)
    outage = data.outage()
    if outage is None:
        with notices.error_boundary():
            page.run()
    else:
        _draw_last_good(page, outage)
    with notices.error_boundary():
        _footer()


def _draw_last_good(page: st.Page, outage: Serving) -> None:
    """The page from what was read before the warehouse stopped to answer; its title alone when that is not enough."""
    zone = settings().timezone
    since = formats.moment(outage.since, zone) if outage.since else formats.missing()
    notices.show_outage(since, formats.moment(outage.generation.built_at, zone))
    place = st.empty()
    try:
        with place.container():
            page.run()
    except WarehouseError as error:
        with place.container(), notices.error_boundary(page.title):
            raise error
    except Exception:
        with notices.error_boundary():
            raise


def page_table() -> dict[str, list[st.Page]]:
    """Every page by section of the menu: file, title, address. A new page is one line here."""
    return {
        "": [
            st.Page("overview.py", title=_("Beranda"), default=True),
            st.Page("indicator.py", title=_("Indikator"), url_path="indikator"),
            st.Page("digital.py", title=_("Penetrasi digital"), url_path="penetrasi-digital"),
            st.Page("clusters.py", title=_("Klaster UMKM"), url_path="klaster-umkm"),
            st.Page("comparison.py", title=_("Banding"), url_path="banding"),
            st.Page("profile.py", title=_("Profil"), url_path="profil"),
        ],
        _("Keputusan"): [
            st.Page("wall.py", title=_("Layar"), url_path="layar"),
            st.Page("attention.py", title=_("Perlu perhatian"), url_path="perhatian"),
            st.Page("targets.py", title=_("Target kinerja"), url_path="target"),
            st.Page("meeting.py", title=_("Rapat"), url_path="rapat"),
        ],
        _("Belajar"): [
            st.Page("tour.py", title=_("Studi tiru"), url_path="studi-tiru"),
            st.Page("adoptions.py", title=_("Saling adopsi"), url_path="saling-adopsi"),
            st.Page("claims.py", title=_("Klaim"), url_path="klaim"),
            st.Page("tour_notes.py", title=_("Catatan penyaji"), url_path="studi-tiru-catatan", visibility="hidden"),
            st.Page("tour_pack.py", title=_("Paket studi tiru"), url_path="studi-tiru-paket", visibility="hidden"),
        ],
        _("Rujukan"): [
            st.Page("catalogue.py", title=_("Satu Data"), url_path="satu-data"),
            st.Page("about.py", title=_("Tentang"), url_path="tentang"),
        ],
    }


def _first_language() -> str:
    """The language before the address could be read: theirs if we have it, else the installation's."""
    known = st.session_state.get("suluh_language", settings().language)
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    return selection.wanted_language(address, known if known in i18n.LANGUAGES else i18n.SOURCE)


def _is_starting() -> bool:
    """Whether the warehouse is still being built; then this run says how far it is, and looks again."""
    progress = data.startup.wait(PATIENCE_SECONDS)
    if progress.is_done:
        return False
    _starting()
    return True


@st.fragment(run_every=1)
def _starting() -> None:
    i18n.use(_first_language())
    progress = data.startup.progress
    if progress.is_done:
        st.rerun()
    st.title(_("Suluh sedang disiapkan"), anchor=False)
    if progress.problem is None:
        st.info(_("Gudang data sedang dibangun dari angka yang dibawa; biasanya kurang dari satu menit."))
    else:
        st.error(_("Penyiapan gagal. Pengelola dapat membaca sebabnya pada catatan server."))


def _reader() -> Reader:
    return Reader(
        data.all_regions(), data.catalogue(), lambda indicator_id: [p for p, _n in data.periods(indicator_id)]
    )


def _default_selection() -> Selection:
    """What the installation chose, for an address without parameters."""
    chosen = settings()
    regions = data.all_regions()
    home = regions.resolve(chosen.home_region).region_code
    compared = tuple(regions.resolve(code).region_code for code in chosen.comparison_regions)
    return Selection(home, tuple(code for code in compared if code != home), FIRST_INDICATOR, None, i18n.current())


def _header(chosen: Selection) -> None:
    with st.container(key="shell_tools", horizontal=True, vertical_alignment="center", gap="small"):
        controls.region_picker(chosen, data.all_regions())
        controls.language_switch(chosen)


def _footer() -> None:
    generation = data.generation()
    with st.container(key="footer"):
        st.caption(
            _(
                "Data dimuat {moment}; {n} angka terbitan. Batas wilayah: BPS (2020) melalui OCHA/HDX COD-AB, "
                "CC BY 3.0 IGO; disederhanakan dan disesuaikan dengan kode Kemendagri 2025. Bukan rujukan resmi "
                "batas daerah.",
                moment=formats.moment(generation.built_at, settings().timezone),
                n=formats.count(generation.n_observations),
            )
        )


main()
