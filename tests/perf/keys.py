"""Keys for a full pass over the seed article, and for reaching a quote by growing: `python -m tests.perf keys`.

The script of keys is computed, not typed: it starts from the suggestions of the pipeline, walks through them with the
keys of the default keymap in a window of 80×24, and ends where the layer is the given result (`keys_labels.txt`).
"""

import argparse
import json

from msgspec.structs import replace

from tests.app.sample import seed_article
from tests.perf.keys_grow import grow_shares
from tests.perf.keys_person import Person
from tests.perf.keys_wanted import wanted_for
from tui.model.annotation import TYPES, type_of
from tui.model.article import Article
from tui.model.suggestion import Suggestions
from tui.nlp.suggester import load_suggester


def main(argv: list[str]) -> None:
    """Print keys an annotation by type, with suggestions and without, then the same as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf keys")
    parser.add_argument("--script", action="store_true", help="print the keys as well")
    chosen = parser.parse_args(argv)
    suggester, article = load_suggester(), seed_article()
    suggestions = suggester.suggest(article)
    people = {
        "with suggestions": label(article, suggestions),
        "without": label(article, replace(suggestions, actors=(), annotations=())),
    }
    words = len(article.text.split())
    figures: dict[str, object] = {"words": words}
    for name, person in people.items():
        figures[name.replace(" ", "_")] = tell(name, person)
        if chosen.script:
            print(" ".join(person.script))
    figures["grow"] = grow_shares(suggester, article)
    print(json.dumps(figures))


def label(article: Article, suggestions: Suggestions) -> Person:
    """A person who has labelled the article; ends the program if the layer is not the given result."""
    person = Person(article, suggestions, wanted_for(article))
    person.label()
    unlike = person.unlike()
    if unlike:
        raise SystemExit("the keys do not lead to the given result:\n" + "\n".join(unlike))
    return person


def tell(name: str, person: Person) -> dict[str, object]:
    """Print the table of one pass; the same as a dictionary."""
    counts = {type: sum(type_of(it) == type for it in person.wanted.annotations) for type in TYPES}
    total = sum(person.keys.values())
    print(f"{name}: {total} keys for {sum(counts.values())} annotations; {dict(person.decisions)}")
    each = {type: round(person.keys[type] / counts[type], 2) for type in TYPES}
    for type in TYPES:
        print(f"  {type:8} {counts[type]:4} annotations {person.keys[type]:5} keys {each[type]:6.2f} each")
    return {
        "keys": total,
        "annotations": sum(counts.values()),
        "keys_each": each,
        "each": round(total / sum(counts.values()), 2),
    }
