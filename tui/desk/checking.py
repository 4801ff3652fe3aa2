"""The rules of the guideline over a whole desk."""

from tui.desk.checks import check_layer
from tui.desk.desk import Desk


def breaches(desk: Desk) -> list[str]:
    """Every breach of the guideline's rules among decided annotations, a sentence each, articles in order."""
    found = []
    for id in desk.article_ids():
        layer = desk.repository.layer(id)
        for finding in check_layer(desk.article(id), layer, desk.settings.scheme):
            found.append(f"{id}, {finding.annotation}: {finding.message} ({finding.rule})")
    return found
