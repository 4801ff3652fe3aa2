import inspect
import pkgutil
import re
from functools import cache
from importlib import import_module

import pytest

import tui.app

MADE = {"_reactives", "_computes", "_decorated_handlers", "_css_type_name", "_css_type_names", "_merged_bindings",
        "_inherit_css", "_inherit_bindings", "_inherit_component_classes", "_abc_impl", "_classvar_cache"}  # fmt: skip
"""What Textual's metaclasses put into every class themselves."""

MODULES = [import_module(found.name) for found in pkgutil.walk_packages(tui.app.__path__, "tui.app.")]
CLASSES = [
    cls
    for module in MODULES
    for cls in vars(module).values()
    if inspect.isclass(cls)
    and cls.__module__ == module.__name__
    and any(base.__module__.startswith("textual.") for base in cls.__mro__)
]


@cache
def names_of(cls):
    """The private methods of a class, and the private attributes that it sets."""
    methods = {name for name in vars(cls) if re.match(r"_[a-z]", name)} - MADE
    return methods | set(re.findall(r"self\.(_[a-z]\w*)\s*(?::[^=\n]+)?=[^=]", inspect.getsource(cls)))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__qualname__)
def test_no_method_is_taken_for_the_handler_of_a_key(cls):
    """Textual calls `key_at` or `_key_at` of a widget for the key `@`, whatever it was meant for."""
    assert not [name for name in vars(cls) if re.match("_?key_", name)]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__qualname__)
def test_no_private_name_of_textual_is_taken(cls):
    """A method or attribute of ours that Textual uses too would break it in silence (`_arrange`, `_context`)."""
    for base in cls.__mro__[1:]:
        if base.__module__.startswith("textual."):
            assert not names_of(cls) & names_of(base), f"{cls.__name__} and Textual's {base.__name__}"
