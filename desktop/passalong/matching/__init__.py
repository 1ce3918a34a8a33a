"""Whom a text concerns."""

import os

# One thread for numpy's sums: they are short, and with more of them the window and
# other programs wait, each thread has its own memory, and a busy machine is slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
