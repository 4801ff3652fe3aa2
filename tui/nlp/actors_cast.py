"""The cast of an article: the clusters of mentions that become actors, and the order in which they come up."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Mention(NamedTuple):
    """The tokens `[first, end)` and the head among them."""

    first: int
    end: int
    head: int


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one actor. `gender` is "m", "f" or ""; `titles` are the lower-case nouns that describe it.

    `forms` are the names it goes by, each a tuple of lower-case words; `plural` is a group. `human` tells whether
    "he" or "she" may mean it: persons, and nouns for people.
    """

    name: str
    label: str | None
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    human: bool = False
    titles: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    forms: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """All clusters in the order of their first mention, and look-ups that keep every step short."""

    clusters: list[Cluster] = field(default_factory=list)
    by_word: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, Cluster] = field(default_factory=dict)
    at: dict[int, Cluster] = field(default_factory=dict)
    timeline: list[int] = field(default_factory=list)
    names: set[int] = field(default_factory=set)

    def add(self, cluster: Cluster, mention: Mention) -> None:
        """Count `mention` to `cluster`; the first mention of a head token wins."""
        if not cluster.mentions:
            self.clusters.append(cluster)
        if mention not in cluster.mentions[-3:]:
            cluster.mentions.append(mention)
        if mention.head not in self.at:
            self.at[mention.head] = cluster
            insort(self.timeline, mention.head)

    def is_name(self, head: int) -> bool:
        """Whether the mention at this head is a proper name."""
        return head in self.names

    def before(self, position: int) -> Iterator[tuple[int, Cluster]]:
        """Heads of mentions before a token and their clusters, the nearest first."""
        for k in range(bisect_left(self.timeline, position) - 1, -1, -1):
            head = self.timeline[k]
            yield head, self.at[head]

    def after(self, position: int) -> Iterator[tuple[int, Cluster]]:
        """Heads of mentions from a token on and their clusters, the nearest first."""
        for k in range(bisect_left(self.timeline, position), len(self.timeline)):
            head = self.timeline[k]
            yield head, self.at[head]
