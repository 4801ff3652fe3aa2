"""brat's `annotation.conf`: the types, relations and attributes of a project."""

from collections.abc import Iterable

from tui.model.annotation import STATUSES
from tui.model.scheme import Scheme


def annotation_conf(scheme: Scheme, entities: Iterable[str]) -> str:
    """The configuration for a scheme, with the entity labels that there are."""
    kinds = list(dict.fromkeys([*scheme.names("quote"), *scheme.names("claim")]))
    attributes: dict[str, tuple[str, list[str]]] = {
        "Kind": ("Quote|Claim", sorted(kinds)),
        "Checkworthy": ("Claim", ["yes", "no"]),
        "Polarity": ("Stance", [label.name for label in scheme.stance]),
        "Intensity": ("Stance", [label.name for label in scheme.intensity]),
        "Status": ("<ENTITY>", list(STATUSES)),
    }
    relations = (
        "Cue Arg1:Quote, Arg2:Cue",
        "Source Arg1:Quote, Arg2:Source",
        "Claimant Arg1:Claim, Arg2:<ENTITY>",
        "Holder Arg1:Stance, Arg2:<ENTITY>",
        "Target Arg1:Stance, Arg2:<ENTITY>",
        "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
    )
    lines = [
        "[entities]",
        *entities,
        "Quote",
        "Cue",
        "Source",
        "Claim",
        "Stance",
        "Target",
        "",
        "[relations]",
        *relations,
    ]
    lines += ["", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:{arg}, Value:{'|'.join(values)}" for name, (arg, values) in attributes.items()]
    return "\n".join(lines) + "\n"
