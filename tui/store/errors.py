"""What can go wrong with the desk file; each message names the file and the way out."""

from tui.model.errors import DeskError


class NotADesk(DeskError):
    """The file is not a TinyDB file, or one whose tables are not a desk's."""


class NewerDesk(DeskError):
    """The file was written by a newer inquit."""


class DeskReadOnly(DeskError):
    """The desk was opened for reading only: another process has it, or the file or folder cannot be written."""


class SaveFailed(DeskError):
    """Nothing of this save is on disk (full disk, broken medium); what was saved before is as it was."""


class DeskChanged(SaveFailed):
    """Another program wrote the file while it was open here; nothing was saved, nothing overwritten."""


class DeskGone(SaveFailed):
    """The file was deleted or moved while it was open here; nothing was saved."""


class StaleEdit(DeskError):
    """An edit says that a record was something else than it is: it was made from an outdated layer."""


class DamagedDesk(DeskError):
    """What is stored cannot be read or does not fit together."""
