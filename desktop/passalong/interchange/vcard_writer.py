"""Contacts into vCards."""
from passalong.domain.card import ContactCard

def write_card(card: ContactCard, version: str) -> bytes:
    """x"""
    return b""
