"""What an installation may choose: read from suluh.toml and SULUH_* variables, checked once, refused in one line."""

import datetime as dt
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from data_access.errors import SettingsError

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FILE = PROJECT_ROOT / "suluh.toml"
DEFAULT_WAREHOUSE_URL = "duckdb:///var/warehouse"
ENV_PREFIX = "SULUH_"
CONFIG_VARIABLE = "SULUH_CONFIG"
MAX_FILE_BYTES = 64 * 1024  # a real file has 2 KiB; a wrong path (a log, /dev/zero) must not fill the memory
POSTGRESQL = "postgresql+psycopg"
POSTGRESQL_EXAMPLE = f'"{POSTGRESQL}://user:password@host/database" (an @ in the password is written %40)'
SECRET_WORDS = re.compile(r"pass|pwd|secret|token|key|credential", re.IGNORECASE)


def parse_url(text: str) -> URL:
    """Read a database URL; ValueError when it is none, or when an @ in the password hides where the host begins."""
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or (url.password is not None and text.count("@") > 1):
        raise ValueError("not a database URL")  # without the text: it may hold a password
    return url


def masked_url(url: str) -> str:
    """Return the URL as it may be logged: every password and secret option as ***."""
    try:
        parsed = parse_url(url)
    except ValueError:
        scheme, separator, _ = url.partition("://")
        return f"{scheme}://***" if separator and re.fullmatch(r"[a-z0-9+]+", scheme) else "***"
    secrets = {key: "***" for key in parsed.query if SECRET_WORDS.search(key)}
    shown = parsed.update_query_dict(secrets).render_as_string(hide_password=True)
    return shown.replace("%2A%2A%2A", "***")


def resolve_url(text: str) -> str:
    """Anchor a relative DuckDB or SQLite path at the project root; other URLs pass unchanged."""
    url = parse_url(text)
    if url.drivername == POSTGRESQL or url.database == ":memory:":
        return text
    if not url.database:
        raise ValueError("no path")
    return url.set(database=(PROJECT_ROOT / url.database).as_posix()).render_as_string(hide_password=False)


def _check_driver(*drivers: str) -> AfterValidator:
    def check(text: str) -> str:
        if parse_url(text).drivername not in drivers:
            raise ValueError("another driver")
        return resolve_url(text)

    return AfterValidator(check)


def _check_timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError) as error:  # an unknown name; a folder of the time zone database
        raise ValueError("unknown time zone") from error


def _resolve_path(text: str) -> str:
    """Anchor a relative path at the project root."""
    if not text or "\0" in text:
        raise ValueError("no path")
    return (PROJECT_ROOT / text).as_posix()


def _freeze_list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _key(default: object, expected: str, **limits: Any) -> Any:
    return Field(default, description=expected, **limits)


HOST_NAME = r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
RegionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}([0-9]{2})?$")]
HostName = Annotated[str, StringConstraints(pattern=f"^{HOST_NAME}$")]
TimeZoneName = Annotated[str, AfterValidator(_check_timezone)]
FilePath = Annotated[str, AfterValidator(_resolve_path)]
WarehouseUrl = Annotated[str, _check_driver("duckdb", POSTGRESQL)]
JournalUrl = Annotated[str, _check_driver("sqlite", POSTGRESQL)]


class Settings(BaseSettings):
    """All settings, checked; the description of a field says what is expected of it.

    Paths of embedded databases are absolute here. Only `load_settings` reads the file and the environment, because it
    knows where each value came from and can name that place when it refuses one.
    """

    model_config = SettingsConfigDict(
        frozen=True, strict=True, extra="forbid", validate_default=True, hide_input_in_errors=True
    )

    home_region: RegionCode = _key("3211", 'a BPS code of 2 or 4 digits, as text, such as "3211"')
    comparison_regions: Annotated[tuple[RegionCode, ...], BeforeValidator(_freeze_list)] = _key(
        ("3214",), 'a list of BPS codes of 2 or 4 digits, as text, such as ["3214"]'
    )
    language: str = _key("id", 'a language code of two small letters, such as "id" or "en"', pattern="^[a-z]{2}$")
    timezone: TimeZoneName = _key("Asia/Jakarta", 'a time zone by name, such as "Asia/Jakarta"')
    warehouse_url: WarehouseUrl = _key(
        DEFAULT_WAREHOUSE_URL,
        f'"duckdb:///folder" or {POSTGRESQL_EXAMPLE}',
    )
    journal_url: JournalUrl = _key(
        "sqlite:///var/journal.sqlite3",
        f'"sqlite:///file" or {POSTGRESQL_EXAMPLE}',
    )
    targets_folder: Annotated[str, StringConstraints(min_length=1)] = _key(
        "var/targets", 'a folder, such as "var/targets"; relative ones start at the project folder'
    )
    hosts: Annotated[tuple[HostName, ...], BeforeValidator(_freeze_list)] = _key(
        (), 'a list of host names without ports, such as ["suluh.example.go.id"]'
    )
    log_format: str = _key("text", '"text" or "json"', pattern="^(text|json)$")
    wall_width_m: float = _key(2.44, "the width of the wall screen in metres, 0.3 to 30, such as 2.44", ge=0.3, le=30)
    wall_distance_m: float = _key(
        8.0, "metres from the wall screen to the furthest seat, 1 to 60, such as 8", ge=1, le=60
    )
    wall_theme: str = _key("auto", '"auto", "dark" or "light"', pattern="^(auto|dark|light)$")
    wall_scenes: FilePath = _key(
        "assets/wall/scenes.yaml", 'the path of a scenes file, such as "assets/wall/scenes.yaml"'
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load_settings` hands over."""
        return (init_settings,)

    def today(self) -> dt.date:
        """The day on the clock of the installation."""
        return dt.datetime.now(ZoneInfo(self.timezone)).date()

    @property
    def is_default_warehouse(self) -> bool:
        """Whether nobody chose a warehouse, so that an example may be built at the usual place."""
        return self.warehouse_url == resolve_url(DEFAULT_WAREHOUSE_URL)

    @property
    def targets_path(self) -> Path:
        """The folder of targets of one's own, absolute; it need not exist."""
        return PROJECT_ROOT / self.targets_folder

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Show every setting; URLs without their secrets."""
        for name, value in super().__repr_args__():
            yield name, masked_url(value) if name and name.endswith("_url") else value


VARIABLES = {ENV_PREFIX + key.upper(): key for key in Settings.model_fields}


def load_settings(path: Path | str | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read suluh.toml (or `path`, or what SULUH_CONFIG names), then the environment, which wins."""
    environ = os.environ if environ is None else environ
    chosen = path or environ.get(CONFIG_VARIABLE)
    file = Path(chosen) if chosen else DEFAULT_FILE
    from_file = _read_file(file) if chosen or file.exists() else {}
    from_environment = _read_environment(environ)
    try:
        return Settings(**{**from_file, **from_environment})
    except ValidationError as error:
        key = str(error.errors(include_input=False, include_context=False)[0]["loc"][0])
    place = ENV_PREFIX + key.upper() if key in from_environment else _shown_path(file)
    raise SettingsError(f"{place}: {key}: expected {Settings.model_fields[key].description}")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process; they hold until it ends."""
    return load_settings()


def _read_file(file: Path) -> dict[str, Any]:
    values = _parse_toml(_read_text(file), file)
    for key in values:
        if key not in Settings.model_fields:
            known = ", ".join(Settings.model_fields)
            raise SettingsError(f"{_shown_path(file)}: unknown key {_shown(key)}; valid keys: {known}")
    return values


def _read_text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = getattr(error, "strerror", None) or "not a path"
        raise SettingsError(
            f"{_shown_path(file)}: cannot be read ({reason}); correct {CONFIG_VARIABLE} or the file's permissions"
        ) from None
    if len(raw) > MAX_FILE_BYTES:
        raise SettingsError(f"{_shown_path(file)}: larger than {MAX_FILE_BYTES // 1024} KiB; is this the right file?")
    try:
        return raw.decode("utf-8-sig")  # Windows' Notepad writes a byte order mark
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{_shown_path(file)}: line {line}: not UTF-8 text; save the file as UTF-8") from None


def _parse_toml(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = f'line {line}: not TOML; each line is: key = value, text in "quotes"'
    except (RecursionError, ValueError):  # brackets nested by the thousand; a number of thousands of digits
        what = "nested too deeply or with a number too long; keep to the keys of docs/settings.md"
    raise SettingsError(f"{_shown_path(file)}: {what}")


def _read_environment(environ: Mapping[str, str]) -> dict[str, object]:
    names = [name for name in environ if name.startswith(ENV_PREFIX) and name != CONFIG_VARIABLE]
    for name in names:
        if name not in VARIABLES:
            known = ", ".join([*VARIABLES, CONFIG_VARIABLE])
            raise SettingsError(f"{_shown(name)}: unknown variable; valid variables: {known}")
    return {VARIABLES[name]: _typed(VARIABLES[name], environ[name]) for name in names}


def _typed(key: str, text: str) -> object:
    """Give a variable's text the type of its key; what does not fit stays text and is refused later."""
    default = Settings.model_fields[key].default
    if isinstance(default, tuple):
        return [item.strip() for item in text.split(",")] if text.strip() else []
    if isinstance(default, float):
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _shown(text: str) -> str:
    """Quote foreign text so that it stays short and on one line."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _shown_path(file: Path) -> str:
    shown = file.relative_to(PROJECT_ROOT) if file.is_relative_to(PROJECT_ROOT) else file
    return str(shown) if str(shown).isprintable() else _shown(str(shown))
