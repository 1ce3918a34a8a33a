"""Letters that are too long for an address: as drafts in files, which mail programs open."""

import atexit
import shutil
import tempfile
from pathlib import Path

from passalong.domain.message import Letter
from passalong.errors import Trouble
from passalong.interchange.mail_draft import write_draft

_NAME = "message.eml"


def written(letter: Letter) -> Path:
    """Write a letter into a file that only its owner can read; it goes when the program ends.

    Raises:
        Trouble: The disk would not take it.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="passalong-"))  # only its owner can look into it
    except OSError as error:
        raise Trouble(
            f"The draft could not be written: {error.strerror or error}.",
            "Copy the message instead.",
        ) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / _NAME
    write_draft(letter, path)
    return path
