"""Whether what is said about a person has changed since it was read."""

from hashlib import blake2b


def digest_of(*said: str) -> int:
    """Return a number that changes when what is said about a person changes."""
    digest = blake2b(digest_size=8)
    for text in said:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return int.from_bytes(digest.digest(), "little", signed=True)
