"""Who published a figure: publishers with their terms, and the patterns that find them in a source text."""

from __future__ import annotations

import re

import pandas as pd

from data_access.errors import LoadError

UNSTATED = (
    "Tidak dinyatakan; dikutip dengan menyebut sumber",
    "Not stated; quoted with the source named",
)
BPS_TERMS = (
    "Boleh dikutip dengan menyebut sumber; penggandaan komersial publikasi dibatasi",
    "May be quoted with the source named; commercial reproduction of its publications is restricted",
)
OPEN_JABAR = (
    "Open Data Jabar: pemakaian ulang dengan menyebut sumber (halaman lisensi belum diperiksa)",
    "Open Data Jabar: re-use with attribution (licence page not checked)",
)
DECREE = (
    "Keputusan pejabat; dikutip dengan menyebut sumber",
    "An official decree; quoted with the source named",
)

# publisher_id | pattern at the start of the source text | Indonesian name | English name | website | terms
# The first pattern that matches wins. A local office stands under its government; the office stays in the title.
PUBLISHERS: list[tuple[str, str, str, str, str, tuple[str, str]]] = [
    ("apjii", r"APJII", "Asosiasi Penyelenggara Jasa Internet Indonesia (APJII)",
     "Indonesian Internet Service Providers Association (APJII)", "https://apjii.or.id", UNSTATED),
    ("bps", r"BPS", "Badan Pusat Statistik (BPS)", "Statistics Indonesia (BPS)", "https://www.bps.go.id", BPS_TERMS),
    ("big", r"BIG|Badan Informasi Geospasial", "Badan Informasi Geospasial (BIG)",
     "Geospatial Information Agency (BIG)", "https://www.big.go.id", UNSTATED),
    ("brin", r"BRIN", "Badan Riset dan Inovasi Nasional (BRIN)", "National Research and Innovation Agency (BRIN)",
     "https://brin.go.id", UNSTATED),
    ("dukcapil", r"Ditjen Dukcapil", "Ditjen Kependudukan dan Pencatatan Sipil, Kementerian Dalam Negeri",
     "Directorate General of Population and Civil Registration, Ministry of Home Affairs",
     "https://dukcapil.kemendagri.go.id", UNSTATED),
    ("kemenkes", r"Kemenkes|Kementerian Kesehatan", "Kementerian Kesehatan", "Ministry of Health",
     "https://www.kemkes.go.id", UNSTATED),
    ("kemkomdigi", r"Kementerian Ko(munikasi dan Digital|mdigi|minfo)|Kom(digi|info)",
     "Kementerian Komunikasi dan Digital (dahulu Kominfo)", "Ministry of Communication and Digital Affairs",
     "https://www.komdigi.go.id", UNSTATED),
    ("kemendikbudristek", r"Kemendikbudristek", "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi",
     "Ministry of Education, Culture, Research and Technology", "", UNSTATED),
    ("kemendes", r"Kementerian Desa PDTT", "Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi",
     "Ministry of Villages, Disadvantaged Regions and Transmigration", "https://data.go.id", UNSTATED),
    ("kemenpanrb", r"Kem(enterian |en)PANRB|Kepmen PANRB",
     "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
     "Ministry of Administrative and Bureaucratic Reform", "https://www.menpan.go.id", UNSTATED),
    ("kemenkop", r"Kementerian Koperasi", "Kementerian Koperasi dan UKM", "Ministry of Cooperatives and SMEs", "",
     UNSTATED),
    ("kemenumkm", r"Kementerian UMKM", "Kementerian UMKM", "Ministry of Micro, Small and Medium Enterprises", "",
     UNSTATED),
    ("dpmd_jabar", r"DPMD Provinsi Jawa Barat|Portal Data Desa Jawa Barat",
     "Dinas Pemberdayaan Masyarakat dan Desa Jawa Barat", "West Java Village Community Empowerment Office",
     "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("dinkes_jabar", r"Dinas Kesehatan Jawa Barat", "Dinas Kesehatan Jawa Barat", "West Java Health Office",
     "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("diskuk_jabar", r"Dinas Koperasi dan Usaha Kecil Jawa Barat", "Dinas Koperasi dan Usaha Kecil Jawa Barat",
     "West Java Cooperatives and Small Business Office", "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("disdukcapil_jabar", r"Disdukcapil Jawa Barat", "Dinas Kependudukan dan Pencatatan Sipil Jawa Barat",
     "West Java Population and Civil Registration Office", "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("diskominfo_jabar", r"Diskominfo Jawa Barat", "Dinas Komunikasi dan Informatika Jawa Barat",
     "West Java Communication and Informatics Office", "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("disnakertrans_jabar", r"Disnakertrans Jawa Barat", "Dinas Tenaga Kerja dan Transmigrasi Jawa Barat",
     "West Java Manpower and Transmigration Office", "https://opendata.jabarprov.go.id", OPEN_JABAR),
    ("dpmptsp_jabar", r"DPMPTSP Jawa Barat",
     "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Jawa Barat", "West Java Investment Office", "", UNSTATED),
    ("dpmptsp_jateng", r"DPMPTSP Jawa Tengah",
     "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Jawa Tengah", "Central Java Investment Office", "",
     UNSTATED),
    ("dpmptsp_jatim", r"DPMPTSP Jawa Timur",
     "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Jawa Timur", "East Java Investment Office", "", UNSTATED),
    ("dinkop_jateng", r"Dinas Koperasi dan UKM Jawa Tengah", "Dinas Koperasi dan UKM Jawa Tengah",
     "Central Java Cooperatives and SME Office", "", UNSTATED),
    ("dinkop_jatim", r"Dinas Koperasi dan UKM (Provinsi )?Jawa Timur", "Dinas Koperasi dan UKM Jawa Timur",
     "East Java Cooperatives and SME Office", "https://opendata.jatimprov.go.id", UNSTATED),
    ("diskominfo_sulsel", r"Diskominfo-SP Sulawesi Selatan", "Diskominfo-SP Sulawesi Selatan",
     "South Sulawesi Communication and Informatics Office", "", UNSTATED),
    ("pemprov_jabar", r"Keputusan Gubernur Jawa Barat", "Gubernur Jawa Barat", "Governor of West Java", "", DECREE),
    ("pemprov_jateng", r"(Keputusan Gubernur|Pemprov) Jawa Tengah", "Pemerintah Provinsi Jawa Tengah",
     "Government of Central Java", "", UNSTATED),
    ("pemprov_jatim", r"(Keputusan Gubernur|Pemprov) Jawa Timur", "Pemerintah Provinsi Jawa Timur",
     "Government of East Java", "", UNSTATED),
]  # fmt: skip

# Regency governments; their offices carry many names, so the place in the text decides.
GOVERNMENTS = {
    "Kabupaten": "Bandung Barat, Blitar, Bojonegoro, Cianjur, Jepara, Karanganyar, Karawang, Kudus, Lamongan, "
    "Purwakarta, Sumedang, Sumenep, Kabupaten Cirebon",
    "Kota": "Kota Bandung, Kota Cirebon, Kota Depok, Kota Malang",
}
COLUMNS = ["publisher_id", "name_id", "name_en", "website", "licence_id", "licence_en", "attribution"]


def find_publisher(title: str) -> str:
    """The publisher_id of a source text. Raises LoadError where no pattern fits."""
    body = re.sub(r"^dihitung dari ", "", title, flags=re.IGNORECASE)
    for publisher_id, pattern, *_ in PUBLISHERS:
        if re.match(pattern, body):
            return publisher_id
    office = body.split(", dikutip")[0]
    for publisher_id, place, _ in _governments():
        if place in office:
            return publisher_id
    raise LoadError(f"no publisher is known for the source {title!r}; add a pattern to compile_publishers")


def build_publishers(used: set[str]) -> pd.DataFrame:
    """The publishers in use with their names, website, terms and the words to show beside a figure."""
    rows = [(i, name_id, name_en, site, *terms) for i, _, name_id, name_en, site, terms in PUBLISHERS]
    for publisher_id, _, name in _governments():
        kind, place = name.split(" ", 1)
        english = f"Government of {place} {'city' if kind == 'Kota' else 'regency'}"
        rows.append((publisher_id, f"Pemerintah {name} (perangkat daerah)", english, "", *UNSTATED))
    shown = [(*row, f"Sumber: {row[1]}") for row in sorted(rows) if row[0] in used]
    return pd.DataFrame(shown, columns=COLUMNS)


def _governments() -> list[tuple[str, str, str]]:
    """(publisher_id, words looked for, full name); cities first, since a kabupaten may share the name."""
    found = []
    for kind in ("Kota", "Kabupaten"):
        prefix = "pemkot" if kind == "Kota" else "pemkab"
        for words in GOVERNMENTS[kind].split(", "):
            place = words.removeprefix(f"{kind} ")
            found.append((f"{prefix}_{place.lower().replace(' ', '_')}", words, f"{kind} {place}"))
    return found
