"""The reporting verbs and nouns and what each takes, read from `reporting.toml` in this folder."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tui.model.errors import DataError

FRAMES = frozenset({"clause", "inf", "object", "name", "hearer", "quote", "noun"})
"""What a verb may take besides prepositions and particles; `reporting.toml` says what each one means."""

Lexicon = Mapping[str, frozenset[str]]
"""Verb (with its particle, if any) or noun → frames and prepositions."""


@cache
def reporting_verbs() -> Lexicon:
    """The verbs that ship with inquit."""
    return parse_lexicon(_shipped(), "reporting.toml")


@cache
def reporting_nouns() -> Lexicon:
    """The nouns that ship with inquit."""
    return parse_lexicon(_shipped(), "reporting.toml", table="nouns")


def _shipped() -> str:
    return files("tui.nlp").joinpath("reporting.toml").read_text("utf-8")


def parse_lexicon(source: str, path: str, *, table: str = "verbs") -> Lexicon:
    """Read one table of a lexicon in TOML; raises `DataError` naming the place that is wrong."""
    try:
        words = tomllib.loads(source).get(table, {})
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not valid TOML: {error}", path=path) from None
    for word, takes in words.items():
        if not isinstance(takes, str):
            raise DataError('must be a string like "clause quote"', path=path, field=f"{table}.{word}")
    return {word: frozenset(takes.split()) for word, takes in words.items()}
