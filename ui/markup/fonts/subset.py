#!/usr/bin/env python3
"""Makes the fonts of the screens out of Pretendard 1.3.9 (npm package `pretendard`, OFL-1.1).

    pip install fonttools
    subset.py <folder with Pretendard-*.otf> <folder to write to>

Kept: every Hangul syllable and jamo, Latin, digits, punctuation and the few signs that screens use. Digits are
tabular. `Pretendard` and `Source` are reserved font names, so the result is called Doro Sans.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Doro Sans"
WEIGHTS = {"Regular": 400, "Bold": 700}
SIGNS = "₩·…‘’“”–—―•※×÷±−≤≥←↑→↓↔〈〉《》「」『』【】○●△▲▽▼□■◇◆☆★✓℃°©®™½¼¾№㎖㎏㎝㎜㎡　、。～"


def wanted() -> set[int]:
    """Every character that a name, a sentence or a number on a screen may have."""
    ranges = [(0x20, 0x7E), (0xA0, 0x17F), (0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E)]
    points = {point for first, last in ranges for point in range(first, last + 1)}
    return points | {ord(sign) for sign in SIGNS} | {0x200B, 0x2060}


def tabular(font: TTFont) -> None:
    """Points the digits at their tabular shapes: the renderer cannot switch font features."""
    swaps: dict[str, str] = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for cmap in font["cmap"].tables:
        for point in range(ord("0"), ord("9") + 1):
            if point in cmap.cmap:
                cmap.cmap[point] = swaps.get(cmap.cmap[point], cmap.cmap[point])


def rename(font: TTFont, style: str) -> None:
    """No reserved name stays, in any language; the notices of copyright and licence do."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in (0, 5, 13, 14) and name.langID in (0, 0x409)]
    plain = FAMILY.replace(" ", "")
    texts = {1: FAMILY, 2: style, 3: f"{plain}-{style}", 4: f"{FAMILY} {style}", 6: f"{plain}-{style}"}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [f"{plain}-{style}"]
    top.topDictIndex[0].FamilyName = FAMILY
    top.topDictIndex[0].FullName = f"{FAMILY} {style}"


def main(source: Path, target: Path) -> None:
    for style, weight in WEIGHTS.items():
        font = TTFont(source / f"Pretendard-{style}.otf")
        tabular(font)
        options = Options()
        options.layout_features = ["kern", "ccmp", "mark", "mkmk", "ljmo", "vjmo", "tjmo"]
        options.name_IDs = ["*"]
        options.name_languages = ["*"]
        options.notdef_outline = True
        options.desubroutinize = False
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted())
        subsetter.subset(font)
        rename(font, style)
        font["OS/2"].usWeightClass = weight
        font.save(target / f"DoroSans-{style}.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
