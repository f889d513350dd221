"""The errors of the data layer; each says in one line what was wrong and what to do next.

SuluhError
├── SettingsError            a key of suluh.toml or of the environment (exit code 2)
├── CatalogueError           a YAML file of data_access/catalog
├── LoadError                files that cannot become a generation (offenders named)
├── BoundaryError            a boundary file that cannot be drawn
├── UnknownCodeError         a region, indicator or period nobody issued
├── JournalError             what people write could not be kept or read back
└── WarehouseError           the warehouse could not answer
    ├── WarehouseMissingError    no file or server at the configured URL
    ├── WarehouseUnfitError      damaged, or of another schema version
    ├── WarehouseBusyError       another process writes, or the pool is empty
    ├── QueryLimitError          more rows or seconds than a screen may ask for
    └── GenerationChangedError   new figures were published while they were read
"""


class SuluhError(Exception):
    """Root of all errors that this project raises on purpose."""


class SettingsError(SuluhError):
    """A setting is unknown, of the wrong type, or points nowhere."""


class CatalogueError(SuluhError):
    """An entry of the catalogue does not keep its contract."""


class LoadError(SuluhError):
    """The given files cannot become a generation; nothing was published."""


class BoundaryError(SuluhError):
    """A boundary file is missing, or not what it must be."""


class UnknownCodeError(SuluhError):
    """No region, indicator or period has this code."""


class JournalError(SuluhError):
    """The journal refused a text, or could not be opened, read or written."""


class WarehouseError(SuluhError):
    """The warehouse could not answer."""


class WarehouseMissingError(WarehouseError):
    """Nothing is found at the configured URL."""


class WarehouseUnfitError(WarehouseError):
    """The file is damaged or belongs to another version of Suluh."""


class WarehouseBusyError(WarehouseError):
    """Someone else holds the warehouse, or every connection is taken."""


class QueryLimitError(WarehouseError):
    """A query asked for more rows or seconds than allowed."""


class GenerationChangedError(WarehouseError):
    """New figures were published between two questions; asking again gives figures of one generation."""
