"""The order of the digital definitions: which series stands for each, and which belong to it. Texts: the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from components.i18n import _
from data_access.catalog import Catalogue

TOPIC = "digital"


@dataclass(frozen=True, slots=True)
class Definition:
    """One way of measuring: the series that stands for it, and the series told with it."""

    lead: str
    parts: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        return (self.lead, *self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    definitions: tuple[Definition, ...]

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(member for definition in self.definitions for member in definition.members)


_ORDER: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (
        ("internet_users_pct", "internet_users_count"),
        ("internet_penetration_apjii",),
        ("households_internet", "households_internet_urban", "households_internet_rural"),
        ("mobile_phone_users_pct", "mobile_phone_users_count", "ict_device_users_pct"),
        ("mobile_phone_owners_pct", "mobile_phone_owners_count"),
    ),
    "indices": (
        ("imdi_score", "imdi_infrastructure_ecosystem", "imdi_digital_skills", "imdi_empowerment", "imdi_jobs"),
        ("idsd_ict_adoption",),
        ("ict_development_index",),
        ("digital_literacy_index",),
        ("spbe_index", "spbe_index_mean_regencies"),
    ),
    "places": (
        (
            "villages_signal_strong_share", "villages_signal_strong", "villages_signal_weak", "villages_signal_none",
            "villages_internet_count", "blank_spot_villages",
        ),
        (
            "villages_4g_share", "villages_4g_count", "villages_3g_share", "villages_very_strong_signal_share",
            "villages_strong_signal_share", "villages_weak_signal_share", "villages_no_signal_share",
        ),
        ("villages_with_bts", "bts_towers"),
        ("schools_internet_senior_secondary",),
        ("public_wifi_points",),
    ),
}  # fmt: skip


def group_label(code: str) -> str:
    return {
        "people": _("Orang dan rumah tangga"),
        "indices": _("Indeks"),
        "places": _("Desa, sekolah, dan sarana"),
        "other": _("Lainnya"),
    }[code]


def read_groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """Every digital series of the catalogue exactly once; one that is new there follows in a group of its own."""
    present = [entry.indicator_id for entry in catalogue.by_topic()[TOPIC]]
    groups = []
    for code, rows in _ORDER.items():
        kept = [tuple(member for member in row if member in present) for row in rows]
        groups.append(Group(code, tuple(Definition(row[0], row[1:]) for row in kept if row)))
    placed = {member for group in groups for member in group.members}
    rest = tuple(Definition(indicator_id) for indicator_id in present if indicator_id not in placed)
    return (*groups, Group("other", rest)) if rest else tuple(groups)
