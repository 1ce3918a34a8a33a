"""Draw the icons: one SVG a meaning, from the glyphs of qtawesome's fonts.

    python packaging/build_icons.py

The program loads these files instead of importing qtawesome, which would cost
it 170 ms at every start.  Run this again after changing ``theme.GLYPHS``.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

import qtawesome  # noqa: E402
from PySide6.QtGui import QGuiApplication, QPainterPath, QRawFont, QTransform  # noqa: E402

from passalong.ui.theme import GLYPHS  # noqa: E402

FONTS = Path(qtawesome.__file__).parent / "fonts"
SIZE = 24.0


def glyph(name: str) -> QPainterPath:
    """Return the outline of a glyph named as qtawesome names it, such as ``mdi6.plus``."""
    prefix, _, glyph_name = name.partition(".")
    if prefix != "mdi6":
        raise ValueError(f"only Material Design Icons 6 are used, not {name}")
    charmap = next(FONTS.glob("materialdesignicons6-webfont-charmap*.json"))
    font_file = next(FONTS.glob("materialdesignicons6-webfont*.ttf"))
    character = chr(int(json.loads(charmap.read_text())[glyph_name], 16))
    font = QRawFont(str(font_file), SIZE)
    (index,) = font.glyphIndexesForString(character)
    outline = font.pathForGlyph(index)
    # The em box is the drawing's box: its top lies one ascent above the base line.
    return QTransform.fromTranslate(0, font.ascent()).map(outline)


def svg(outline: QPainterPath) -> str:
    """Return an outline as a drawing in the colour of the text around it."""
    parts = []
    curve: list[str] = []
    for number in range(outline.elementCount()):
        element = outline.elementAt(number)
        point = f"{element.x:.2f} {element.y:.2f}"
        match element.type:
            case QPainterPath.ElementType.MoveToElement:
                parts.append(f"M{point}")
            case QPainterPath.ElementType.LineToElement:
                parts.append(f"L{point}")
            case QPainterPath.ElementType.CurveToElement:
                curve = [point]
            case QPainterPath.ElementType.CurveToDataElement:
                curve.append(point)
                if len(curve) == 3:
                    parts.append("C" + " ".join(curve))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE:.0f} {SIZE:.0f}">'
        f'<path fill="currentColor" fill-rule="evenodd" d="{"".join(parts)}Z"/></svg>\n'
    )


def main() -> None:
    """Write every icon of the table and remove those that are in it no more."""
    application = QGuiApplication(sys.argv)
    folder = ROOT / "resources" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    for meaning, name in GLYPHS.items():
        (folder / f"{meaning}.svg").write_text(svg(glyph(name)), encoding="utf-8")
    for path in folder.glob("*.svg"):
        if path.stem not in GLYPHS:
            path.unlink()
    print(f"{len(GLYPHS)} icons in {folder}")
    application.quit()


if __name__ == "__main__":
    main()
