"""The command line: the same services from a shell."""

VERBS = (
    "import",
    "people",
    "show",
    "add",
    "note",
    "tag",
    "export",
    "capture",
    "inbox",
    "suggest",
    "sample",
    "undo",
    "redo",
    "backup",
    "restore",
    "verify",
)
