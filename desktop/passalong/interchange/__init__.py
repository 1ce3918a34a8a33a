"""Files of other programs: address books in, address books out."""
