"""The cases of quality: their short names, and for those that no test shows, the reason. `tests/report.py` writes them.

L = load and speed, K = kiosk and long runs, F = fault, I = bad input, G = guard.
"""

CASES = {
    "L1": "cold browser, warm server, one page",
    "L2": "warm browser, one page",
    "L3": "year change, all parts",
    "L4": "bytes of a year change",
    "L5": "bytes of a first visit through the shipped proxy configuration",
    "L6": "1, 10 and 25 sessions without thinking time",
    "L7": "25 sessions with five seconds of thinking time",
    "L8": "memory with 25 open sessions",
    "L9": "first visitor after a start",
    "L10": "514 regencies, 60 indicators, 15 years",
    "L11": "what the default page imports",
    "L12": "four users change the year in the same second",
    "K1": "one session, 500 reruns",
    "K2": "200 sessions opened and closed",
    "K3": "an open page while the server is stopped for 30 s and started",
    "K4": "new figures are published under an open page",
    "K5": "the warehouse is down under an open page",
    "F1": "one of two replicas behind the shipped proxy is killed, ten sessions open",
    "F2": "a signal to stop in the middle of work",
    "F3": "the connection is cut for five seconds",
    "F4": "the database refuses connections at start",
    "F5": "the database drops during use",
    "F6": "a query runs longer than the limit",
    "F7": "the pool has no connection left",
    "F8": "the warehouse is replaced while it is read",
    "F9": "a second process opens the file for writing",
    "F10": "the file is cut off, garbage or too new",
    "F11": "the disk is full",
    "F12": "boundaries missing, in another system, without geometry, doubled",
    "F13": "only this machine can be reached",
    "F14": "a machine without internet starts the server",
    "F15": "a wrong clock, another time zone",
    "F16": "an exception inside one page",
    "I1": "NULL, NaN, infinities, text in a column of numbers",
    "I2": "missing years, one point, all equal, all missing",
    "I3": "the same key twice",
    "I4": "codes written in other ways",
    "I5": "numbers in Indonesian and other writing",
    "I6": "CSV in other encodings and shapes",
    "I7": "hostile XLSX",
    "I8": "hostile boundary files",
    "I9": "KML and GPX with entities",
    "I10": "zipped shapefile with names that lead out",
    "I11": "a file that is not what its name says",
    "I12": "an upload over the limit",
    "I13": "bad parameters in the address",
    "I14": "bad configuration files",
    "G1": "hostile text in every field, on every page, tooltip and export",
    "G2": "gate against raw HTML, innerHTML and SQL in text",
    "G3": "identifiers from configuration or address",
    "G4": "the connection to the warehouse only reads",
    "G5": "cells that a spreadsheet would run",
    "G6": "foreign Origin, foreign Host, no Origin",
    "G7": "security headers, and the page works under them",
    "G8": "sign-in on: pages, files and exports without a session",
    "G9": "a role limited to one regency asks for another",
    "G10": "changed, stale and copied cookies",
    "G11": "no secret on the page, in the log, in health",
    "G12": "paths that lead out",
    "G13": "what is served as files",
    "G14": "floods, huge messages, slow senders",
    "G15": "audit of dependencies",
    "G16": "interfaces for programs and numbers are closed",
}

IMPORT = (
    "comes with the import of files by visitors; no page takes a file yet, and the upload address refuses all (I12)"
)
SIGN_IN = "comes with sign-in and roles; until then the proxy asks for a password where not everyone may see the pages"
BENCH = "measured by bench/, not by a test"

WITHOUT_TEST = {
    **dict.fromkeys(("I5", "I6", "I7", "I9", "I10", "I11"), IMPORT),
    **dict.fromkeys(("G8", "G9", "G10"), SIGN_IN),
    **dict.fromkeys((*(f"L{n}" for n in (1, 2, 3, 6, 7, 8, 9, 10)), "K1"), BENCH),
    "G15": "`deploy/audit` asks the public list of weaknesses, which needs the internet; run it before a release",
}

# What a passed test does not show of its case.
LIMITS = {
    "L4": "on `/indikator`, counted by a relay as it is compressed; `make bench` counts the other pages",
    "L11": "what is imported; how long it takes is measured by `make bench`",
    "K3": "an ordinary page; it loads itself anew when another server process answers",
    "K4": "by a rerun as a wall's rotation makes it; the end of a day changes nothing, since moments come with the data",
    "K5": "an outage of seconds, not of ten minutes; figures stay a day, or until 512 newer ones push them out",
    "F2": "exports are made in memory; what is written to the journal is one transaction a write",
    "F6": "whether others are slowed down is not measured",
    "F15": "the clock of the machine itself is not set back; ages are counted by a clock that nobody sets",
    "I12": "the address of uploads is asked directly",
    "I13": "a NUL written as %00 in the path is refused by the web server (400)",
    "G3": "the product takes no identifier from configuration or address; hostile values are shown to match nothing",
    "G5": "checked with openpyxl and by reading the CSV again; LibreOffice checks too where it is installed",
    "G6": "a connection without Origin is accepted: nothing rests on the origin, and there is no sign-in yet",
    "G14": "with nginx: 400 openings from one address, a message of 60 MB, 50 slow senders",
}
