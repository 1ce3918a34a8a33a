"""A message as a draft in a file, for mail programs to open and send.

``X-Unsent: 1`` is what Outlook, Thunderbird and others take a draft by.
"""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from passalong.domain.message import Addressee, Letter
from passalong.errors import Trouble


def write_draft(letter: Letter, path: Path) -> None:
    """Write a letter into an ``.eml`` file.

    Raises:
        Trouble: The file could not be written.
    """
    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    if addresses := [found for to in letter.addressees if (found := _address(to))]:
        draft["To"] = addresses
    draft["Subject"] = letter.subject
    draft.set_content(letter.text)
    try:
        path.write_bytes(draft.as_bytes())
    except OSError as error:
        raise Trouble(
            f"The draft could not be written: {error.strerror or error}.",
            "Copy the message instead.",
        ) from error


def _address(to: Addressee) -> Address | None:
    """Return whom it goes to; nobody where the address is none that mail knows."""
    try:
        return (
            Address(to.name, addr_spec=to.address) if to.address.isascii() and to.address else None
        )
    except (ValueError, IndexError, MessageError):  # all of these for odd addresses
        return None
