"""Cuts the three fonts out of Noto Sans CJK SC; called by make.sh.

Regular: what people may be called. GBK, the 8,105 characters of the standard
table of 2013 (Unihan kTGH) and those that the register of residents added
(Unihan kIRG_GSource GIDC...), as far as the font has them.
Bold: what the program itself says. The 3,755 characters of the first level of
GB 2312, and every character of the translations and of the sources.
Print: for paper. GB 2312, the standard table of 2013 and what the program says,
with outlines of the kind that PDF libraries take (TrueType), within a thousandth
of the originals.

Regular and Bold also have what guests read in other languages: kana and Cyrillic,
the letters of Vietnamese, Thai, and of Hangul all of KS X 1001 (Regular) or what
the translations say (Bold). Noto Sans CJK has no Thai, so its glyphs come from
Noto Sans Thai, with the rules that place vowels and tones. They are in the same
file because Fyne looks in one font before it asks the system's.
"""

import bz2
import pathlib
import sys

from fontTools import subset
from fontTools.merge import layout  # adds mapLookups and mapFeatures to the tables
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

SIMPLIFIED = 2  # the SC face of the collection: JP, KR, SC, TC, HK, ...
LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
PUNCTUATION = set(map(ord, "‐–—‘’“”•…‰′″※€№℃→←↑↓②③①✓")) | set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {0xFFE5}
GUESTS = set(range(0x400, 0x460)) | set(range(0x3041, 0x3100)) | set(range(0x1EA0, 0x1EFA)) | {0x1A0, 0x1A1, 0x1AF, 0x1B0}
THAI = set(range(0xE01, 0xE3B)) | set(range(0xE3F, 0xE5C))
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


def said(root, translations="assets/translations/*.json"):
    """The characters of the translations and of the program's sources."""
    files = [*root.glob(translations), *root.glob("**/*.go")]
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


def graft(target, other):
    """Adds Thai from another font: outlines, widths and the rules of its layout."""
    options = subset.Options()
    options.layout_features, options.hinting = ["ccmp", "liga", "mark", "mkmk", "kern"], False
    donor = subset.load_font(str(other), options)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=THAI)
    tool.subset(donor)
    small = target.with_suffix(".thai")
    subset.save_font(donor, str(small), options)
    font, donor = TTFont(target), TTFont(small)
    small.unlink()
    taken = set(font.getGlyphOrder())
    free = [name for name in ("cid%05d" % number for number in range(65534, 0, -1)) if name not in taken]
    names = [".notdef"] + free[: donor["maxp"].numGlyphs - 1]
    donor.setGlyphOrder(names)  # before anything that names glyphs is read
    draw(font, donor, names[1:])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(donor.getBestCmap())
    for tag in ("GSUB", "GPOS"):
        join(font[tag].table, donor[tag].table)
    font["GDEF"] = donor["GDEF"]
    font.save(target)


def draw(font, donor, names):
    """Draws glyphs of a TrueType font into a CFF font with numbered glyphs."""
    font.setGlyphOrder(font.getGlyphOrder() + names)
    top, glyphs = font["CFF "].cff.topDictIndex[0], donor.getGlyphSet()
    strings, private = top.CharStrings, top.FDArray[0].Private
    for name in names:
        width = donor["hmtx"][name][0]
        pen = T2CharStringPen(width - private.nominalWidthX, glyphs)
        glyphs[name].draw(pen)
        strings.charStrings[name] = len(strings.charStringsIndex)
        strings.charStringsIndex.append(pen.getCharString(private, font["CFF "].cff.GlobalSubrs))
        top.FDSelect.gidArray.append(0)
        font["hmtx"][name] = donor["hmtx"][name]
        top.charset.append(name)


def join(table, other):
    """Appends the lookups, the features and the Thai script of another table."""
    if table.LookupList is None:
        table.LookupList, table.FeatureList = other.LookupList, other.FeatureList
        table.ScriptList = other.ScriptList
        return
    lookups, features = len(table.LookupList.Lookup), len(table.FeatureList.FeatureRecord)
    moved = {i: i + lookups for i in range(len(other.LookupList.Lookup))}
    other.LookupList.mapLookups(moved)
    other.FeatureList.mapLookups(moved)
    other.ScriptList.mapFeatures({i: i + features for i in range(len(other.FeatureList.FeatureRecord))})
    table.LookupList.Lookup += other.LookupList.Lookup
    table.FeatureList.FeatureRecord += other.FeatureList.FeatureRecord
    thai = [s for s in other.ScriptList.ScriptRecord if s.ScriptTag == "thai"]
    table.ScriptList.ScriptRecord = sorted(table.ScriptList.ScriptRecord + thai, key=lambda s: s.ScriptTag)


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
    noto, thai = share / "fonts" / "opentype" / "noto", share / "fonts" / "truetype" / "noto"
    standard = unihan(share, "Unihan_OtherMappings.txt.bz2", lambda k, v: k == "kTGH")
    register = unihan(share, "Unihan_IRGSources.txt.bz2", lambda k, v: k == "kIRG_GSource" and v.startswith("GIDC"))
    names = double_byte("gbk", range(0x81, 0xFF)) | standard | register | RARE
    everything = said(root) | said(root, "assets/translations/guest/*.json")
    words = double_byte("gb2312", range(0xB0, 0xD8)) | everything | GUESTS
    hangul = double_byte("euc_kr", range(0xB0, 0xC9))
    cut(noto / "NotoSansCJK-Regular.ttc", LATIN | PUNCTUATION | names | words | hangul, fonts / "regular.otf")
    cut(noto / "NotoSansCJK-Regular.ttc", LATIN | PUNCTUATION | double_byte("gb2312", range(0xB0, 0xF8)) | standard | said(root), fonts / "print.ttf", True)
    cut(noto / "NotoSansCJK-Bold.ttc", LATIN | PUNCTUATION | words, fonts / "bold.otf")
    graft(fonts / "regular.otf", thai / "NotoSansThai-Regular.ttf")
    graft(fonts / "bold.otf", thai / "NotoSansThai-Bold.ttf")


main(*sys.argv[1:])
