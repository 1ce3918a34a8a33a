"""The floors of the house: imports go down, and every library has its place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
ROOT = PROJECT / "desktop" / "passalong"

GROUND = {"collecting", "errors", "settings", "resources", "memory", "local_time", "progress"}
MAY_IMPORT = {
    "domain": {"domain", "errors"},
    "store": {"store", "domain", "errors", "progress"},
    "interchange": {"interchange", "domain", "errors"},
    "matching": {"matching", "domain", "errors", "progress"},
    "services": {
        *("services", "store", "interchange", "matching", "domain"),
        *("collecting", "errors", "progress"),
    },
    "operations": {"store", "services", "domain", "collecting", "errors", "memory"},
    "words": {"words", "domain", "errors"},
    "ui": {"ui", "operations", "services", "domain", "words"} | GROUND,
    **{name: {"errors"} for name in GROUND},
}
OPERATIONS_MAY_IMPORT = {
    "passalong.collecting",
    "passalong.store.database",
    "passalong.services.outcome",
    "passalong.domain.action",
    "passalong.errors",
    "passalong.memory",
}
ONLY_THERE = {
    "PySide6": {"ui", "operations", "application", "quick_start", "resources"},
    "shiboken6": {"ui", "operations", "application"},
    "sqlalchemy": {"cli", "operations", "services", "store"},
    "alembic": {"store"},
    "sqlite3": {"services", "store"},
    "vobject": {"interchange"},
    "numpy": {"matching"},
    "qtawesome": {"packaging"},
    "jeepney": {"ui"},
}
DOMAIN_IS_WITHOUT = {"http", "os", "pathlib", "shutil", "socket", "sqlite3", "threading", "time"}
DOMAIN_MAY_USE = {"passalong", "anyascii"}  # one table of letters, for folding names
CLOCKS = {"now", "today", "utcnow"}
WITHOUT_ZONE = {"datetime.now()", "datetime.today()", "datetime.utcnow()"}

AT_THE_TOP = {
    *(".ci", ".gitignore", "LICENSE", "README.md", "pyproject.toml"),
    *("desktop", "packaging", "resources", "tests"),
}
MOST_LINES = 400


def source_files() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def imported_names(path: Path) -> Iterator[str]:
    """Yield every imported module, inside functions too; for ``from x import y`` also x.y."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{named(path)} imports relatively"
            assert node.module is not None
            yield from (
                f"{node.module}.{alias.name}" if node.module in PACKAGES else node.module
                for alias in node.names
            )


PACKAGES = {
    ".".join(path.parent.relative_to(ROOT.parent).parts) for path in ROOT.rglob("__init__.py")
}


def floor_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


@pytest.mark.parametrize("path", source_files(), ids=named)
def test_imports_go_down(path: Path) -> None:
    floor = floor_of(path)
    for name in imported_names(path):
        top, _, rest = name.partition(".")
        if top == "passalong" and rest not in ("", "__version__") and floor in MAY_IMPORT:
            assert rest.split(".")[0] in MAY_IMPORT[floor], f"{named(path)} imports {name}"
        assert floor in ONLY_THERE.get(top, {floor}), f"{named(path)} imports {name}"


@pytest.mark.parametrize("path", sorted((ROOT / "domain").glob("*.py")), ids=named)
def test_the_domain_needs_only_the_standard_library_and_no_world(path: Path) -> None:
    for name in imported_names(path):
        top = name.partition(".")[0]
        assert top in sys.stdlib_module_names | DOMAIN_MAY_USE, f"{named(path)} imports {name}"
        assert top not in DOMAIN_IS_WITHOUT, f"{named(path)} imports {name}"


@pytest.mark.parametrize(
    "path", [path for path in source_files() if floor_of(path) in ("domain", "services")], ids=named
)
def test_rules_and_services_take_the_time_from_their_callers(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asks_the_clock = node.func.attr in CLOCKS and isinstance(node.func.value, ast.Name)
            assert not asks_the_clock, f"{named(path)}:{node.lineno} asks the clock"
            commits = floor_of(path) == "services" and node.func.attr == "commit"
            assert not commits, f"{named(path)}:{node.lineno} commits"


@pytest.mark.parametrize(
    "path", [path for path in source_files() if floor_of(path) != "local_time"], ids=named
)
def test_the_users_own_time_is_asked_of_local_time(path: Path) -> None:
    """``datetime.now().astimezone()`` would freeze the distance from UTC that holds now."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node)
            assert asked not in WITHOUT_ZONE, f"{named(path)}:{node.lineno} knows no zone"
            freezes = node.func.attr == "astimezone" and not node.args
            is_now = ast.unparse(node.func.value).startswith("datetime.now(")
            assert not (freezes and is_now), f"{named(path)}:{node.lineno} freezes the zone"


def test_the_door_knows_the_database_and_outcomes_only() -> None:
    ours = {name for name in imported_names(ROOT / "operations.py") if name.startswith("passalong")}
    assert ours <= OPERATIONS_MAY_IMPORT


@pytest.mark.parametrize(
    "path", [path for path in source_files() if len(path.relative_to(ROOT).parts) == 3], ids=named
)
def test_a_page_does_not_know_another_page(path: Path) -> None:
    floor, folder, _ = path.relative_to(ROOT).parts
    if floor != "ui":
        return
    pages = {child.name for child in (ROOT / "ui").iterdir() if child.is_dir()}
    for name in imported_names(path):
        other = name.removeprefix("passalong.ui.").split(".")[0]
        if name.startswith("passalong.ui.") and other in pages:
            assert other in (folder, "people"), f"{named(path)} imports {name}"


def test_the_command_line_needs_no_qt() -> None:
    assert not loaded_by("passalong.cli") & {"PySide6", "shiboken6"}


def test_the_first_picture_needs_no_sqlalchemy() -> None:
    late = {"sqlalchemy", "alembic", "vobject", "qtawesome", "numpy"}
    assert not loaded_by("passalong.ui.main_window") & late


def loaded_by(module: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after one import."""
    program = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(ROOT.parent), "PATH": "", "SYSTEMROOT": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("desktop", "packaging", "tests")
        for path in sorted((PROJECT / folder).rglob("*.py"))
    ],
    ids=named,
)
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES, f"{named(path)} has {lines} lines"


def test_the_top_of_the_project_stays_tidy() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= AT_THE_TOP
