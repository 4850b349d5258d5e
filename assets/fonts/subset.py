"""Cuts the three fonts out of Noto Sans CJK SC; called by make.sh.

Regular: what people may be called. GBK, the 8,105 characters of the standard
table of 2013 (Unihan kTGH) and those that the register of residents added
(Unihan kIRG_GSource GIDC...), as far as the font has them.
Bold: what the program itself says. The 3,755 characters of the first level of
GB 2312, and every character of the translations and of the sources.
Print: for paper. GB 2312, the standard table of 2013 and what the program says,
with outlines of the kind that PDF libraries take (TrueType), within a thousandth
of the originals.
"""

import bz2
import pathlib
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

SIMPLIFIED = 2  # the SC face of the collection: JP, KR, SC, TC, HK, ...
LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
PUNCTUATION = set(map(ord, "‐–—‘’“”•…‰′″※€№℃→←↑↓②③①✓")) | set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {0xFFE5}
RARE = set(map(ord, "䶮㛃𬀩𠮷"))


def double_byte(codec, first):
    """The characters of a two-byte code whose first byte lies in a range."""
    found = set()
    for high in first:
        for low in range(0x40, 0xFF):
            try:
                text = bytes([high, low]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def unihan(folder, file, wanted):
    """The characters whose line of a Unihan file is wanted."""
    found = set()
    with bz2.open(folder / "unicode" / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and wanted(fields[1], fields[2]):
                found.add(int(fields[0][2:], 16))
    return found


def said(root):
    """The characters of the translations and of the program's sources."""
    files = [*root.glob("assets/translations/*.json"), *root.glob("**/*.go")]
    return {ord(c) for f in files if not f.name.endswith("_test.go") for c in f.read_text(encoding="utf-8") if ord(c) > 0x2E7F and not 0xE000 <= ord(c) < 0xF900}


def quadratic(font, error=1.0):
    """Turns the outlines of a font with 1000 units into TrueType's."""
    glyphs, order, drawn = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    for name in order:
        drawn[name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(drawn[name], "xMin", 0))
    most = font["maxp"]
    most.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements"):
        setattr(most, field, 1 if field == "maxZones" else 0)
    font["post"].formatType, font.recalcBBoxes = 3.0, True
    for table in ("CFF ", "VORG", "GPOS", "GSUB"):
        if table in font:
            del font[table]
    font.sfntVersion = "\000\001\000\000"


def cut(collection, characters, target, paper=False):
    options = subset.Options()
    options.font_number = SIMPLIFIED
    options.layout_features = ["kern"]
    options.hinting = False  # Fyne does not use it
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.drop_tables += ["BASE", "vhea", "vmtx", "VORG"]
    font = subset.load_font(str(collection), options)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=characters)
    tool.subset(font)
    if paper:
        quadratic(font)
    subset.save_font(font, str(target), options)


def main(share, root, fonts):
    share, root, fonts = pathlib.Path(share), pathlib.Path(root), pathlib.Path(fonts)
    noto = share / "fonts" / "opentype" / "noto"
    standard = unihan(share, "Unihan_OtherMappings.txt.bz2", lambda k, v: k == "kTGH")
    register = unihan(share, "Unihan_IRGSources.txt.bz2", lambda k, v: k == "kIRG_GSource" and v.startswith("GIDC"))
    names = double_byte("gbk", range(0x81, 0xFF)) | standard | register | RARE
    words = double_byte("gb2312", range(0xB0, 0xD8)) | said(root)
    cut(noto / "NotoSansCJK-Regular.ttc", LATIN | PUNCTUATION | names | words, fonts / "regular.otf")
    cut(noto / "NotoSansCJK-Regular.ttc", LATIN | PUNCTUATION | double_byte("gb2312", range(0xB0, 0xF8)) | standard | said(root), fonts / "print.ttf", True)
    cut(noto / "NotoSansCJK-Bold.ttc", LATIN | PUNCTUATION | words, fonts / "bold.otf")


main(*sys.argv[1:])
