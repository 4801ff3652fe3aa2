"""Countries, their capitals and peoples: which government a name may stand for.

The tables are `countryinfo`'s, completed by `places.tsv` (which wins).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Places:
    """Lower-case name → the country's usual name, one table for each way of naming it.

    `seats` are buildings and institutions that stand for a government ("the Kremlin").
    """

    names: dict[str, str]
    capitals: dict[str, str]
    seats: dict[str, str]
    demonyms: dict[str, str]

    def country(self, name: str) -> str | None:
        """The country that `name` (any case, without article) is a name or people of; capitals and seats are not."""
        key = name.casefold()
        return self.names.get(key) or self.demonyms.get(key)


@cache
def places() -> Places:
    """The tables, read once for the process (70 ms)."""
    from countryinfo import all_countries

    tables = Places({}, {}, {}, {})
    for info in all_countries():
        row = info.info()
        country = str(row["name"])
        names = [country, *(alt for alt in row.get("altSpellings") or [] if len(alt) > 3 and "," not in alt)]
        _put(tables.names, names, country)
        if isinstance(row.get("capital"), str):
            _put(tables.capitals, [row["capital"]], country)
        demonyms = [
            part for part in (row.get("demonym") or "").split(",") if part and part.casefold() != country.casefold()
        ]
        _put(tables.demonyms, [form for part in demonyms for form in (part, part + "s")], country)
    _complete(tables)
    return tables


def _put(table: dict[str, str], names: list[str], country: str) -> None:
    country = country.removeprefix("The ")
    for name in names:
        key = name.casefold().removeprefix("the ").strip()
        if key:
            table.setdefault(key, country)


def _complete(tables: Places) -> None:
    chosen = {"name": tables.names, "capital": tables.capitals, "seat": tables.seats, "demonym": tables.demonyms}
    for line in files("tui.nlp").joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country, kind = line.split("\t")
            chosen[kind][name.casefold()] = country
