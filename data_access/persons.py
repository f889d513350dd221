"""Marks of a person in a text that should name an office: contact details, numbers of a civil servant, titles.

It cannot know every name; it refuses what no office's name holds, so that the field says what it is for.
"""

from __future__ import annotations

import re
from typing import Literal

Mark = Literal["email", "number", "phone", "title"]

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){6,11}(?!\d)")
NUMBER = re.compile(r"(?<!\d)\d(?:[\s.]?\d){15}(?:(?:[\s.]?\d){2})?(?!\d)|\b(?:NIP|NIK|NRP)\b", re.IGNORECASE)
# After a name: S.E., M.Si, S.STP, A.Md. With their points, or after a comma: an office may well be called SE or MM.
DEGREE = re.compile(
    r"(?:^|[\s,])(?:S\.\s?(?:E|H|T|P|Si|Sos|Pd|Ag|IP|STP|Kom|Kep|KM|Psi|Hut)|S\.STP|M\.\s?(?:M|Si|T|H|Kes|Pd|AP|Sc|Kom|Hum)"
    r"|A\.Md|Ph\.D|Sp\.[A-Z]\w*|M\.B\.A)\b\.?|,\s?(?:SE|SH|ST|MM|MT|MH|MBA|SSTP|MAP)\b"
)
ADDRESS = re.compile(
    r"(?:^|[\s,(])(?:Bapak|Bpk\.?|Pak|Bu|Ibu|Sdr\.?|Sdri\.?|Saudara|Saudari|Mr\.?|Mrs\.?|Ms\.?)\s+(?!Dan\b)[A-Z]\w"
)
BEFORE_NAME = re.compile(r"(?:^|[\s,(])(?:Prof\.?|[Dd]r\.|Dra\.|Drs\.|Drg\.|drg\.|Ir\.|H\.|Hj\.|KH\.|R\.)\s*[A-Z]\w")
# Hospitals, parks and the like are often named after somebody.
NAMED_AFTER = re.compile(
    r"^(?:UPTD?\s+)?(?:RSUD|RSU|RS|Rumah Sakit|Puskesmas|Taman|Bandara|Stadion|Museum|Perpustakaan|Terminal|Balai"
    r"|Gedung)\b",
    re.IGNORECASE,
)


def find_person(text: str) -> Mark | None:
    """The first mark of a person, None where there is none."""
    line = " ".join(text.split())
    if EMAIL.search(line):
        return "email"
    if NUMBER.search(line):
        return "number"
    if PHONE.search(line):
        return "phone"
    if DEGREE.search(line) or ADDRESS.search(line):
        return "title"
    return "title" if BEFORE_NAME.search(line) and not NAMED_AFTER.search(line) else None
