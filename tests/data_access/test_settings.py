"""Settings: defaults, precedence, and one exact line for everything that is refused (I14, G11)."""

import logging
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data_access import settings as module
from data_access.errors import SettingsError
from data_access.settings import DEFAULT_FILE, MAX_FILE_BYTES, PROJECT_ROOT, Settings, load_settings, masked_url

KEYS = (  # in order
    "home_region, comparison_regions, language, timezone, warehouse_url, journal_url, targets_folder, hosts, log_format, "
    "wall_width_m, wall_distance_m, wall_theme, wall_scenes"
)
VARIABLES = ", ".join(f"SULUH_{key.upper()}" for key in KEYS.split(", ")) + ", SULUH_CONFIG"
POSTGRESQL = '"postgresql+psycopg://user:password@host/database" (an @ in the password is written %40)'
EXPECTED = {
    "home_region": 'a BPS code of 2 or 4 digits, as text, such as "3211"',
    "comparison_regions": 'a list of BPS codes of 2 or 4 digits, as text, such as ["3214"]',
    "language": 'a language code of two small letters, such as "id" or "en"',
    "timezone": 'a time zone by name, such as "Asia/Jakarta"',
    "warehouse_url": f'"duckdb:///folder" or {POSTGRESQL}',
    "journal_url": f'"sqlite:///file" or {POSTGRESQL}',
    "targets_folder": 'a folder, such as "var/targets"; relative ones start at the project folder',
    "hosts": 'a list of host names without ports, such as ["suluh.example.go.id"]',
    "log_format": '"text" or "json"',
    "wall_width_m": "the width of the wall screen in metres, 0.3 to 30, such as 2.44",
    "wall_distance_m": "metres from the wall screen to the furthest seat, 1 to 60, such as 8",
    "wall_theme": '"auto", "dark" or "light"',
    "wall_scenes": 'the path of a scenes file, such as "assets/wall/scenes.yaml"',
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "suluh.toml"


def refuse(file: Path | str | None, environ: dict[str, str] | None = None) -> str:
    """Return the one line with which the settings are refused."""
    with pytest.raises(SettingsError) as caught:
        load_settings(file, environ or {})
    line = str(caught.value)
    assert line.isprintable()  # so it is one line
    return line


def test_defaults_hold_without_any_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "DEFAULT_FILE", tmp_path / "absent.toml")
    settings = load_settings(environ={})
    assert settings.model_dump() == {
        "home_region": "3211",
        "comparison_regions": ("3214",),
        "language": "id",
        "timezone": "Asia/Jakarta",
        "warehouse_url": f"duckdb:///{PROJECT_ROOT}/var/warehouse",
        "journal_url": f"sqlite:///{PROJECT_ROOT}/var/journal.sqlite3",
        "targets_folder": "var/targets",
        "hosts": (),
        "log_format": "text",
        "wall_width_m": 2.44,
        "wall_distance_m": 8.0,
        "wall_theme": "auto",
        "wall_scenes": f"{PROJECT_ROOT}/assets/wall/scenes.yaml",
    }
    assert settings.is_default_warehouse


def test_shipped_file_states_the_defaults_and_explains_every_key_twice() -> None:
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    shipped = tomllib.loads(text)
    defaults = {key: field.default for key, field in Settings.model_fields.items()}
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in shipped.items()} == defaults
    lines = text.splitlines()
    for key in shipped:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key} ="))
        assert lines[at - 1].startswith("# ") and lines[at - 2].startswith("# ")  # English under Indonesian


def test_environment_wins_over_file(file: Path) -> None:
    file.write_text('home_region = "3214"\ntimezone = "Asia/Makassar"\nhosts = ["a.go.id"]\n')
    environ = {
        "SULUH_TIMEZONE": "Asia/Jayapura",
        "SULUH_COMPARISON_REGIONS": "3211, 3273,32",
        "SULUH_HOSTS": "",
        "SULUH_LANGUAGE": "en",
        "PATH": "/bin",
    }
    settings = load_settings(file, environ)
    assert (settings.home_region, settings.timezone, settings.language) == ("3214", "Asia/Jayapura", "en")
    assert settings.comparison_regions == ("3211", "3273", "32")
    assert settings.hosts == ()


def test_suluh_config_names_the_file_and_an_explicit_path_beats_it(file: Path, tmp_path: Path) -> None:
    file.write_text('home_region = "3214"')
    other = tmp_path / "other.toml"
    other.write_text('home_region = "3215"')
    assert load_settings(environ={"SULUH_CONFIG": str(file)}).home_region == "3214"
    assert load_settings(other, {"SULUH_CONFIG": str(file)}).home_region == "3215"


@pytest.mark.case("I14")
@pytest.mark.parametrize(
    ("key", "toml"),
    [
        ("home_region", "3211"),
        ("home_region", '"32.11"'),
        ("home_region", '"321"'),
        ("home_region", '"3211 "'),
        ("home_region", '"٣٢١١"'),
        ("comparison_regions", '"3214"'),
        ("comparison_regions", "[3214]"),
        ("comparison_regions", '["3214", "x"]'),
        ("comparison_regions", "{a = 1}"),
        ("language", '"indonesia"'),
        ("language", '"ID"'),
        ("timezone", '"WIB"'),
        ("timezone", '"Asia"'),
        ("timezone", '""'),
        ("timezone", '"../../etc/passwd"'),
        ("timezone", "7"),
        ("warehouse_url", '"var/warehouse"'),
        ("warehouse_url", '"duckdb://"'),
        ("warehouse_url", '"sqlite:///var/x"'),
        ("warehouse_url", '"postgresql://u:geheim@h/db"'),
        ("warehouse_url", '"postgresql+psycopg://u:geheim@h:geheim/db"'),
        ("warehouse_url", '"postgresql+psycopg://u:geh@im@h/db"'),
        ("warehouse_url", "2024-01-01"),
        ("journal_url", '"duckdb:///x"'),
        ("hosts", '["a.go.id:8501"]'),
        ("hosts", '["-a"]'),
        ("hosts", '"a.go.id"'),
    ],
)
def test_wrong_value_in_the_file_is_one_line(file: Path, key: str, toml: str) -> None:
    file.write_text(f"{key} = {toml} # !!python/object\n", encoding="utf-8")
    assert refuse(file) == f"{file}: {key}: expected {EXPECTED[key]}"


@pytest.mark.case("I14")
@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("comparison_regions", "3214,,3211"),
        ("home_region", ""),
        ("timezone", "\udcff"),
        ("journal_url", "postgresql+psycopg://u:geheim@h:geheim/db"),
    ],
)
def test_wrong_value_in_a_variable_names_the_variable(file: Path, key: str, text: str) -> None:
    file.write_text("")
    variable = f"SULUH_{key.upper()}"
    assert refuse(file, {variable: text}) == f"{variable}: {key}: expected {EXPECTED[key]}"


@pytest.mark.case("I14")
def test_unknown_key_lists_the_valid_keys(file: Path) -> None:
    file.write_text("prot = 1")
    assert refuse(file) == f"{file}: unknown key 'prot'; valid keys: {KEYS}"
    file.write_text("[server]\nport = 1")
    assert refuse(file) == f"{file}: unknown key 'server'; valid keys: {KEYS}"
    file.write_text('"a\\nb\\u001b[31m" = 1')
    assert refuse(file) == f"{file}: unknown key 'a\\nb\\x1b[31m'; valid keys: {KEYS}"


@pytest.mark.case("I14")
@pytest.mark.parametrize("name", ["SULUH_PROT", "SULUH_language", "SULUH_"])
def test_unknown_variable_lists_the_valid_variables(file: Path, name: str) -> None:
    file.write_text("")
    assert refuse(file, {name: "1"}) == f"'{name}': unknown variable; valid variables: {VARIABLES}"


@pytest.mark.case("I14")
@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b'port = 8501\n\nlanguage: "id"\n', 'line 3: not TOML; each line is: key = value, text in "quotes"'),
        (b"a: &a [*a, *a]\n", 'line 1: not TOML; each line is: key = value, text in "quotes"'),
        (b"port = 1\nport = 2\n", 'line 2: not TOML; each line is: key = value, text in "quotes"'),
        (b"port = 1\nhosts = [", 'line 2: not TOML; each line is: key = value, text in "quotes"'),
        (b'port = 1\nlanguage = "\xff"', "line 2: not UTF-8 text; save the file as UTF-8"),
        (
            b"hosts = " + b"[" * 30_000,
            "nested too deeply or with a number too long; keep to the keys of docs/settings.md",
        ),
        (
            b"port = " + b"9" * 5_000,
            "nested too deeply or with a number too long; keep to the keys of docs/settings.md",
        ),
        (b"#" * (MAX_FILE_BYTES + 1), "larger than 64 KiB; is this the right file?"),
    ],
)
def test_broken_file_is_one_line_with_its_number(file: Path, raw: bytes, what: str) -> None:
    file.write_bytes(raw)
    assert refuse(file) == f"{file}: {what}"


def test_byte_order_mark_is_accepted(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbfhome_region = "3214"\r\n')
    assert load_settings(file, {}).home_region == "3214"


@pytest.mark.case("I14")
def test_unreadable_file_is_one_line(file: Path, tmp_path: Path) -> None:
    advice = "correct SULUH_CONFIG or the file's permissions"
    missing = f"{file}: cannot be read (No such file or directory); {advice}"
    assert refuse(file) == missing
    assert refuse(None, {"SULUH_CONFIG": str(file)}) == missing
    assert refuse(tmp_path) == f"{tmp_path}: cannot be read (Is a directory); {advice}"
    assert refuse("a\0b\n") == f"'a\\x00b\\n': cannot be read (not a path); {advice}"


@pytest.mark.case("I14")
def test_forbidden_file_is_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)  # root may read everything, so chmod would prove nothing
    assert refuse(file).startswith(f"{file}: cannot be read (Permission denied); ")


@pytest.mark.case("I14", "G11")
def test_refusal_carries_no_password(file: Path) -> None:
    file.write_text('warehouse_url = "postgres://u:geheim@h/db"')
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {})
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None  # nor does a logged traceback


def test_settings_are_frozen_strict_and_closed() -> None:
    settings = load_settings(environ={})
    with pytest.raises(ValidationError):
        Settings.__setattr__(settings, "home_region", "3214")
    with pytest.raises(ValidationError):
        Settings.model_validate({"prot": 1})
    assert hash(settings) == hash(load_settings(environ={}))


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    module.settings.cache_clear()
    monkeypatch.setenv("SULUH_HOME_REGION", "3214")
    assert module.settings().home_region == "3214"
    monkeypatch.setenv("SULUH_HOME_REGION", "3215")
    assert module.settings().home_region == "3214"
    module.settings.cache_clear()


def test_relative_paths_start_at_the_project_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"SULUH_WAREHOUSE_URL": "duckdb:///data/gudang", "SULUH_JOURNAL_URL": "sqlite:////srv/j.sqlite3"}
    settings = load_settings(environ=environ)
    assert settings.warehouse_url == f"duckdb:///{PROJECT_ROOT}/data/gudang"
    assert settings.journal_url == "sqlite:////srv/j.sqlite3"
    assert not settings.is_default_warehouse
    absolute = {"SULUH_WAREHOUSE_URL": f"duckdb:///{PROJECT_ROOT}/var/warehouse"}
    assert load_settings(environ=absolute).is_default_warehouse


def test_postgresql_urls_pass_unchanged() -> None:
    url = "postgresql+psycopg://u:p%40ss@h:5432/db?sslmode=require"
    settings = load_settings(environ={"SULUH_WAREHOUSE_URL": url, "SULUH_JOURNAL_URL": url})
    assert settings.warehouse_url == settings.journal_url == url
    assert not settings.is_default_warehouse


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://u:geheim@h/db", "postgresql+psycopg://u:***@h/db"),
        ("postgresql+psycopg://u:ge%40heim@h:5432/db", "postgresql+psycopg://u:***@h:5432/db"),
        (
            "postgresql+psycopg:///db?host=h&password=geheim&sslmode=require",
            "postgresql+psycopg:///db?host=h&password=***&sslmode=require",
        ),
        ("postgresql+psycopg:///db?Password=geheim&Password=geheim", "postgresql+psycopg:///db?Password=***"),
        ("duckdb:///x?motherduck_token=geheim", "duckdb:///x?motherduck_token=***"),
        ("postgresql+psycopg://u:x@geheim@h/db", "postgresql+psycopg://***"),
        ("postgresql+psycopg://u:x?geheim@geheim@h/db", "postgresql+psycopg://***"),
        ("postgresql+psycopg://u:p@h:geheim/db", "postgresql+psycopg://***"),
        ("geheim", "***"),
        ("duckdb:////srv/suluh@lab/warehouse", "duckdb:////srv/suluh%40lab/warehouse"),
    ],
)
def test_masked_url_shows_no_secret(url: str, shown: str) -> None:
    assert masked_url(url) == shown


@pytest.mark.case("G11")
@given(st.text(alphabet="abz09:/?#@&=%+ []", min_size=1).map(lambda text: f"Gx{text}xG"))
def test_masked_url_hides_any_password(password: str) -> None:
    shown = masked_url(f"postgresql+psycopg://user:{password}@host/database")
    assert "Gx" not in shown and "xG" not in shown


@pytest.mark.case("G11")
def test_settings_show_no_password_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    url = "postgresql+psycopg://u:geheim@h/db?sslpassword=geheim"
    settings = load_settings(environ={"SULUH_WAREHOUSE_URL": url, "SULUH_JOURNAL_URL": url})
    logging.getLogger("suluh").warning("settings %s %r", settings, settings)
    assert "geheim" not in f"{settings!r} {settings} {caplog.text}"
    assert repr(settings).count("u:***@h/db?sslpassword=***") == 2
