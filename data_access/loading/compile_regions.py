"""Regions, the bridge between their codes, and dated groups of regions, from the gathered boundary files."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from shapely import union_all
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

NATION = "ID"
BPS_RENUMBERED_FROM = "2023"
PROVINCE_SHORT_NAMES = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}
NEW_PROVINCES = dict.fromkeys(("92", "95", "96", "97"), "2022")  # 91 and 94 existed, within older borders

PRESS = "suarasurabaya.net, 29 Juli 2016"
UNCONFIRMED = "Daftar anggota belum dikonfirmasi"
BAKORWIL_FROM = "2016"
BAKORWIL = {  # office -> (regencies, source, is_confirmed)
    "Pamekasan": [("3526 3527 3528 3529", PRESS, True)],
    "Bojonegoro": [("3522 3523 3524 3525 3518 3517 3516 3576", "jurnaba.co tentang EJSC", True)],
    "Jember": [("3509 3508 3511 3512 3510 3513 3574", UNCONFIRMED, False)],
    "Malang": [("3578 3515", PRESS, True), ("3507 3573 3579 3514 3575 3505 3572", UNCONFIRMED, False)],
    "Madiun": [("3519 3577 3520 3521 3502 3501 3503 3504 3506 3571", UNCONFIRMED, False)],
}


def read_provinces(boundaries: Path) -> list[dict]:
    """The features of adm1: code of both issuers, name and shape."""
    features = json.loads((boundaries / "adm1_indonesia.geojson").read_text(encoding="utf-8"))["features"]
    return [f["properties"] | {"shape": shape(f["geometry"])} for f in features]


def read_regencies(boundaries: Path) -> pd.DataFrame:
    """adm2_reference as text, with `parent_code` in BPS digits instead of Kemendagri's."""
    frame = pd.read_csv(boundaries / "adm2_reference.csv", dtype=str, keep_default_na=False)
    frame = frame.apply(lambda column: column.str.strip())
    to_bps = {p["kemendagri_code"]: p["bps_code"] for p in read_provinces(boundaries)}
    return frame.assign(parent_code=frame["province_code"].map(to_bps))


def province_short_name(code: str, name: str) -> str:
    return PROVINCE_SHORT_NAMES.get(code, name)


def build_regions(boundaries: Path, crosswalk: Path, areas: dict[str, str]) -> pd.DataFrame:
    """All regions of the three levels, sorted by code; `areas` are the published areas by region code."""
    provinces, regencies = read_provinces(boundaries), read_regencies(boundaries)
    papua = pd.read_csv(crosswalk, dtype=str)
    codes_2023 = dict(zip(papua["region_code"], papua["bps_code_2023"], strict=True))
    districts = regencies["n_kecamatan"].astype(int).groupby(regencies["parent_code"]).sum()
    rows = [_nation(provinces, int(districts.sum()), areas)]
    rows += [_province(p, int(districts[p["bps_code"]]), areas) for p in provinces]
    rows += [_regency(r, codes_2023, areas) for r in regencies.to_dict("records")]
    return pd.DataFrame(rows).sort_values("region_code", ignore_index=True)


def build_region_codes(regions: pd.DataFrame) -> pd.DataFrame:
    """The written bridge: every code an issuer gave a region, unique per issuer."""
    rows = [("bps_province_4", "0000", NATION, "")]
    for r in regions.to_dict("records"):
        code, latest = r["region_code"], r["region_code_bps_2023"]
        rows.append(("bps", code, code, r["valid_from"]))
        if r["region_code_kemendagri"]:
            rows.append(("kemendagri", r["region_code_kemendagri"], code, r["valid_from"]))
        if latest != code:
            rows.append(("bps_2023", latest, code, BPS_RENUMBERED_FROM))
        if r["level"] == "province":
            rows.append(("bps_province_4", f"{code}00", code, r["valid_from"]))
    return pd.DataFrame(sorted(rows), columns=["issuer", "code", "region_code", "valid_from"])


def build_region_groups() -> pd.DataFrame:
    """The five Bakorwil of Jawa Timur as dated rows."""
    rows = []
    for office, parts in BAKORWIL.items():
        names = {
            "group_id": f"bakorwil_{office.lower()}",
            "name_id": f"Bakorwil {office}",
            "name_en": f"{office} coordination area (Bakorwil)",
        }
        for codes, source, is_confirmed in parts:
            dated = {"valid_from": BAKORWIL_FROM, "valid_to": "", "is_confirmed": str(is_confirmed).lower()}
            rows += [names | {"region_code": code} | dated | {"source": source} for code in codes.split()]
    return pd.DataFrame(rows).sort_values(["group_id", "region_code"], ignore_index=True)


def _row(code: str, **fields: object) -> dict[str, object]:
    order = (
        "region_code_kemendagri region_code_bps_2023 level type name short_name parent_code area_km2 n_districts "
        "label_lon label_lat valid_from valid_to"
    )
    return {"region_code": code} | {name: fields.get(name, "") for name in order.split()}


def _nation(provinces: list[dict], n_districts: int, areas: dict[str, str]) -> dict[str, object]:
    lon, lat = _label(union_all([p["shape"] for p in provinces]))
    area = sum(float(areas[p["bps_code"]]) for p in provinces)
    return _row(
        NATION,
        region_code_bps_2023=NATION,
        level="nation",
        type="Negara",
        name="Indonesia",
        short_name="Indonesia",
        area_km2=f"{area:.3f}",
        n_districts=n_districts,
        label_lon=lon,
        label_lat=lat,
    )


def _province(p: dict, n_districts: int, areas: dict[str, str]) -> dict[str, object]:
    code = p["bps_code"]
    lon, lat = _label(p["shape"])
    return _row(
        code,
        region_code_kemendagri=p["kemendagri_code"],
        region_code_bps_2023=code,
        level="province",
        type="Provinsi",
        name=f"Provinsi {p['name']}",
        short_name=province_short_name(code, p["name"]),
        parent_code=NATION,
        area_km2=areas[code],
        n_districts=n_districts,
        label_lon=lon,
        label_lat=lat,
        valid_from=NEW_PROVINCES.get(code, ""),
    )


def _regency(r: dict, codes_2023: dict[str, str], areas: dict[str, str]) -> dict[str, object]:
    code = r["bps_code"]
    return _row(
        code,
        region_code_kemendagri=r["kemendagri_code"],
        region_code_bps_2023=codes_2023.get(code, code),
        level="regency",
        type=r["type"],
        name=r["name"],
        short_name=r["short_name"],
        parent_code=r["parent_code"],
        area_km2=areas.get(code, ""),
        n_districts=r["n_kecamatan"],
        label_lon=r["label_lon"],
        label_lat=r["label_lat"],
    )


def _label(geometry: BaseGeometry) -> tuple[str, str]:
    point = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area).representative_point()
    return f"{point.x:.4f}", f"{point.y:.4f}"
