"""The dataset card: what is in a dataset, where it comes from and how to load it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import yaml  # type: ignore[import-untyped]

from tui import __version__
from tui.formats.module import WriteOptions
from tui.model.annotation import type_of, value_of
from tui.model.scheme import FACETS
from tui.model.suggestion import AnnotatedArticle

_PLURAL = {"entity": "Entities", "quote": "Quotes", "claim": "Claims", "stance": "Stances"}


class Statistics:
    """Counts of a dataset, gathered while it is written."""

    def __init__(self) -> None:
        self.splits: dict[str, int] = {}
        self.labels: dict[str, Counter[str]] = {type: Counter() for type in _PLURAL}
        self.statuses: Counter[str] = Counter()
        self.origins: Counter[str] = Counter()
        self.models: Counter[str] = Counter()
        self.annotators: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.characters = 0

    def add(self, split: str, annotated: AnnotatedArticle) -> None:
        """Count one article."""
        self.splits[split] = self.splits.get(split, 0) + 1
        self.characters += len(annotated.article.text)
        self.languages[annotated.article.language or "en"] += 1
        for annotation in annotated.annotations:
            self.labels[type_of(annotation)][value_of(annotation)] += 1
            self.statuses[annotation.status] += 1
            self.origins[annotation.origin] += 1
            self.annotators[annotation.annotator or "(not named)"] += 1
            if annotation.model:
                self.models[annotation.model] += 1


def card(statistics: Statistics, features: Any, options: WriteOptions) -> str:
    """The text of `README.md`; `features` are the `datasets.Features` of a row."""
    head = yaml.safe_dump(_metadata(statistics, features, options), sort_keys=False, allow_unicode=True)
    return f"---\n{head}---\n\n" + "\n".join(_body(statistics, options)) + "\n"


def _metadata(statistics: Statistics, features: Any, options: WriteOptions) -> dict[str, Any]:
    files = [{"split": name, "path": f"data/{name}-*.parquet"} for name in statistics.splits]
    humans, machine = statistics.origins["human"], statistics.origins["model"]
    return {
        "pretty_name": options.name,
        **({"license": options.licence} if options.licence else {}),
        "language": sorted({language.split("-")[0] for language in statistics.languages}) or ["en"],
        "task_categories": ["token-classification"],
        "annotations_creators": [
            *(["expert-generated"] if humans else []),
            *(["machine-generated"] if machine else []),
        ],
        "tags": ["news", "quotations", "claims", "stance", "named-entities", "inquit"],
        "configs": [{"config_name": "default", "data_files": files}],
        "dataset_info": {"features": features._to_yaml_list()},
    }


def _body(statistics: Statistics, options: WriteOptions) -> Iterator[str]:
    yield f"# {options.name}\n"
    yield f"News articles with annotations, exported by inquit {__version__} (format `inquit/1`, one row an article).\n"
    yield from _table("Parts", ("part", "articles"), statistics.splits.items())
    yield f"{sum(statistics.splits.values()):,} articles, {statistics.characters:,} characters.\n"
    yield "## Labels\n"
    for type, counts in statistics.labels.items():
        yield from _table(_PLURAL[type], ("label", "annotations"), counts.most_common())
    yield "## Scheme\n"
    for facet in FACETS:
        rows = ((label.name, label.definition) for label in options.scheme.labels(facet))
        yield from _table(facet.capitalize(), ("label", "definition"), rows)
    yield "## Where the annotations come from\n"
    yield from _table("Status", ("status", "annotations"), statistics.statuses.most_common())
    yield from _table("Made by", ("origin", "annotations"), statistics.origins.most_common())
    yield from _table("Models", ("model", "annotations"), statistics.models.most_common())
    yield from _table("Annotators", ("annotator", "annotations"), statistics.annotators.most_common())
    yield "## Agreement\n"
    yield "\n".join(options.agreement) + "\n" if options.agreement else "Not measured for this export.\n"
    yield "## Licence\n"
    yield f"{options.licence}\n" if options.licence else "Not stated: add one before you publish.\n"
    yield "## How to load it\n"
    yield '```python\nfrom datasets import load_dataset\n\ndataset = load_dataset("FOLDER")\n'
    yield 'article = dataset["train"][0]\nfor quote in article["quotes"]:'
    yield '    print([article["text"][start:end] for start, end in quote["spans"]])\n```\n'
    yield "Offsets count Unicode code points of `text`, from 0, end exclusive: plain Python slices."


def _table(title: str, heads: tuple[str, str], rows: Iterable[tuple[str, Any]]) -> Iterator[str]:
    lines = [f"| {_cell(name)} | {_cell(value)} |" for name, value in rows]
    if lines:
        yield "\n".join([f"### {title}\n", f"| {heads[0]} | {heads[1]} |", "|---|---|", *lines]) + "\n"


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else " ".join(str(value).replace("|", "\\|").split())
