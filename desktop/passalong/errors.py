"""Trouble: what can go wrong although the program is right.

A full disk, a locked file, a card that cannot be read.  Each of these is a
``Trouble``: it can be told to the user in one sentence, with one piece of
advice.  Anything else that is raised is a mistake of ours; it is never caught
on the way and ends in the report of our mistakes.
"""


class Trouble(Exception):
    """A problem that the user can understand and often mend."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what} {self.advice}".strip()


class Damage(Trouble):
    """The data file itself is damaged; one of its backups can take its place."""


class Hindrance(Trouble):
    """The world is in the way just now: the same may go well a little later."""


class Cancelled(Exception):
    """The user asked for the work to stop; what it had done is undone."""
