"""`inquit.toml`: the project's scheme, keys and preferences, beside the desk file."""

import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tui.model.errors import UsageError
from tui.model.scheme import DEFAULT, Scheme, scheme_from

FILE_NAME = "inquit.toml"
GUIDELINES_NAME = "guidelines.md"


class Settings(Struct, frozen=True, kw_only=True):
    """What a project can set. All of it has a default, so that no file is needed."""

    scheme: Scheme = DEFAULT
    """The labels, kinds, polarities and their hot keys: the table `[scheme]`."""

    keys: Mapping[str, Any] = field(default_factory=dict)
    """Other keys for actions, by action id, and `preset`: the table `[keys]`. The reader checks them."""

    annotator: str | None = None
    """Who annotates here; the login name if nobody is named."""

    model: str | None = None
    """The spaCy pipeline that suggests; None: the small English one."""

    reporting: Mapping[str, str] = field(default_factory=dict)
    """Reporting verbs beside those that ship, and what each takes: the table `[reporting]`."""

    theme: str | None = None
    """The reader's theme by name."""

    advance: bool = True
    """Whether a decision goes on to the next undecided suggestion."""

    guidelines: str | None = None
    """The text of `guidelines.md` beside the desk, shown at the side of the article."""

    desk: Path | None = None
    """The desk file that these settings stand beside; None for a desk that is in memory only."""


def login_name() -> str:
    """The name that the user is logged in with, or "annotator" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"


def load_settings(folder: Path) -> Settings:
    """Read `inquit.toml` and `guidelines.md` in a folder; raises `UsageError` that names the line or field at fault."""
    guidelines = _read(folder / GUIDELINES_NAME)
    written = _read(folder / FILE_NAME)
    if written is None:
        return Settings(guidelines=guidelines)
    import tomllib

    try:
        table = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{folder / FILE_NAME}: {error}; correct this line") from None
    known = {
        "scheme": dict,
        "keys": dict,
        "reporting": dict,
        "annotator": str,
        "model": str,
        "theme": str,
        "advance": bool,
    }
    for name, value in table.items():
        if name not in known:
            raise UsageError(f"{FILE_NAME}: unknown setting {name!r}; use one of {', '.join(known)}")
        if not isinstance(value, known[name]):
            raise UsageError(f"{FILE_NAME}: {name} must be {_word(known[name])}, not {value!r:.40}")
    scheme = scheme_from(table.pop("scheme", {}))
    if "reporting" in table:
        from tui.nlp.reporting import read_verbs

        table["reporting"] = read_verbs(table["reporting"], FILE_NAME)
    return Settings(scheme=scheme, guidelines=guidelines, **table)


def _word(kind: type) -> str:
    return {dict: "a table", bool: "true or false"}.get(kind, "a text")


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); correct or remove it") from None
