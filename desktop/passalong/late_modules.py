"""Modules that PySide loads at every start and a program rarely needs: loaded when asked for.

PySide compiles them from their source each time it is imported, which takes a third of
its import.  They say what a function's arguments are, in its documentation and in the
message of a wrong call.  PySide only fetches them when it starts; whatever asks one for
something gets it then.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, SupportsIndex

if TYPE_CHECKING:  # importing these takes a part of what is won
    from importlib.abc import Loader

    from _typeshed.importlib import MetaPathFinderProtocol
else:
    Loader = object

_SELDOM = {
    f"shibokensupport.signature.{name}"
    for name in ("layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
}


class _LateFinder:
    """Finds the seldom modules where the others would, and has them loaded later."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in _SELDOM:
            return None
        for finder in sys.meta_path:
            if finder is not self and (spec := finder.find_spec(fullname, path, target)):
                return ModuleSpec(fullname, _LateLoader(spec))
        return None


class _LateLoader(Loader):
    """Runs a module when something in it is asked for (PEP 562)."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._spec = spec

    def create_module(self, _spec: ModuleSpec) -> None:
        return None  # an ordinary module

    def exec_module(self, module: ModuleType) -> None:
        real = self._spec.loader

        def load(attribute: str) -> object:
            if real is None or attribute.startswith("__"):  # Python's own curiosity
                raise AttributeError(attribute)
            del vars(module)["__getattr__"]
            published, module.__spec__ = module.__spec__, self._spec
            real.exec_module(module)
            module.__spec__ = published  # PySide has given it another name meanwhile
            return getattr(module, attribute)

        vars(module)["__getattr__"] = load


class _WithUsFirst(list["MetaPathFinderProtocol"]):
    """The finders of modules; who wants to be the first becomes the second."""

    def insert(self, index: SupportsIndex, finder: "MetaPathFinderProtocol") -> None:
        super().insert(int(index) or 1, finder)


@contextmanager
def loaded_late() -> Iterator[None]:
    """Import PySide within this; outside of it imports are as ever."""
    usual = sys.meta_path
    sys.meta_path = _WithUsFirst([_LateFinder(), *usual])
    try:
        yield
    finally:
        sys.meta_path = usual
