"""The reporting verbs and what each takes, read from `reporting.toml` in this folder."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tui.model.errors import DataError

FRAMES = frozenset({"clause", "inf", "object", "name", "hearer", "quote"})
"""What a verb may take besides prepositions and particles; `reporting.toml` says what each one means."""

Lexicon = Mapping[str, frozenset[str]]
"""Verb (with its particle, if any) → frames and prepositions."""


@cache
def reporting_verbs() -> Lexicon:
    """The lexicon that ships with inquit."""
    return parse_lexicon(files("tui.nlp").joinpath("reporting.toml").read_text("utf-8"), "reporting.toml")


def parse_lexicon(source: str, path: str) -> Lexicon:
    """Read a lexicon in TOML; raises `DataError` naming the place that is wrong."""
    try:
        verbs = tomllib.loads(source).get("verbs", {})
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not valid TOML: {error}", path=path) from None
    for verb, takes in verbs.items():
        if not isinstance(takes, str):
            raise DataError('must be a string like "clause quote"', path=path, field=f"verbs.{verb}")
    return {verb: frozenset(takes.split()) for verb, takes in verbs.items()}
