"""Folders for files that other programs are to read, until this one ends."""

import atexit
import shutil
import tempfile
from pathlib import Path

from passalong.errors import Trouble


def temporary_folder() -> Path:
    """Make a folder of its own for one file, off the GUI thread; only its owner can look into it.

    Raises:
        Trouble: The disk is full, or nothing may be written there.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="passalong-"))
    except OSError as error:
        raise Trouble(
            "The file could not be handed to another program.",
            "Make sure that the disk is not full.",
        ) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
