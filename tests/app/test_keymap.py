import pytest

from tui.app.actions import ACTIONS, BY_ID
from tui.app.keymap import PRESETS, fault_of, load_keymap
from tui.model.errors import UsageError


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_valid(preset):
    """A preset names known actions, possible keys, and no key twice in one context."""
    keymap = load_keymap({"preset": preset})
    assert set(keymap.keys) == set(BY_ID)
    assert not [key for keys in keymap.keys.values() for key in keys if fault_of(key)]


def test_a_key_can_be_remapped_in_both_ways_of_toml():
    """A dotted and a quoted action id mean the same."""
    assert load_keymap({"decide.note": ["M", "f2"]}).keys == load_keymap({"decide": {"note": ["M", "f2"]}}).keys
    assert load_keymap({"decide.note": "M"}).find("M") == "decide.note"
    assert load_keymap({"decide.note": "M"}).find("m") is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"move.word_rigth": "w"}, "move.word_right"),
        ({"decide.note": "CTRL+N"}, "'ctrl+n'"),
        ({"decide.note": "ctrl+A"}, "'ctrl+shift+a'"),
        ({"decide.note": "shift+a"}, "'A'"),
        ({"decide.note": "ctrl+i"}, "'tab'"),
        ({"decide.note": ""}, "empty"),
        ({"decide.note": " "}, '"space"'),
        ({"decide.note": "ctrl+1"}, "ctrl+1"),
        ({"decide.note": "pgup"}, "pageup"),
        ({"decide.note": 5}, "5"),
        ({"decide.note": "a"}, "decide.accept"),
        ({"decide.note": "ctrl+q"}, "desk.quit"),
        ({"desk.quit": []}, "desk.quit"),
        ({"preset": "emacs"}, "prodigy"),
    ],
)
def test_a_wrong_key_is_named_with_the_remedy(settings, said):
    """Unknown ids, impossible keys and clashes never reach Textual."""
    with pytest.raises(UsageError, match=r"^inquit\.toml, ") as raised:
        load_keymap(settings)
    assert said in str(raised.value)


def test_the_same_key_may_mean_two_things_in_two_contexts():
    """`w` opens the actors while reading and is the writer inside the stance chord."""
    keymap = load_keymap()
    assert keymap.find("w") == "link.actors"
    assert keymap.find("w", "stance") == "stance.writer"
    assert keymap.find("ctrl+q", "stance") == "desk.quit"
    assert all(keymap.table(action.context)[key] == action.id for action in ACTIONS for key in action.keys)
