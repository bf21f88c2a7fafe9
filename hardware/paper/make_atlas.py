#!/usr/bin/env python3
"""Makes an atlas of bitmap letters from a font whose letters are half a cell or a whole cell wide.

    pip install freetype-py
    python3 make_atlas.py D2Coding.ttc dorocoding24.bin 24 20
    python3 make_atlas.py GalmuriMono11.bdf dorosmall12.bin 12 11

The numbers are the cell's height and the row on which letters stand. The fonts are D2Coding (OFL-1.1, Debian package
fonts-naver-d2coding) and GalmuriMono11 (OFL-1.1, npm package galmuri). The derived files have names of their own:
D2Coding's is reserved, and neither is what its makers published.

What is written is one raw deflate stream of:

    u32 LE  number of narrow letters N      N x u32 LE  their code points, ascending
    u32 LE  number of wide letters W        W x u32 LE  their code points, ascending
    N letters, then W letters: rows from the top, each in whole bytes, leftmost dot highest

The script fails when a Hangul syllable would be blank, and names those that look the same as another: none in 24 rows.
"""
import struct
import sys
import zlib

import freetype

RANGES = [
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x370, 0x3FF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x22FF),
    (0x2460, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x30FF), (0x3131, 0x3163), (0x3165, 0x318E),
    (0x3200, 0x33FF), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]


def rows_of(face, code, height, baseline):
    """The rows of a letter as integers, leftmost dot highest, and its width in dots."""
    face.load_char(chr(code), freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO)
    glyph, bitmap = face.glyph, face.glyph.bitmap
    width = glyph.advance.x // 64
    rows, lost = [0] * height, 0
    for y in range(bitmap.rows):
        row = baseline - glyph.bitmap_top + y
        for x in range(bitmap.width):
            if bitmap.buffer[y * bitmap.pitch + x // 8] >> (7 - x % 8) & 1:
                column = glyph.bitmap_left + x
                if 0 <= row < height and 0 <= column < width:
                    rows[row] |= 1 << (width - 1 - column)
                else:
                    lost += 1
    if chr(code) == "|":
        # D2Coding draws it broken, as it does ¦: somebody who types it off a page would take one for the other.
        inked = [row for row, dots in enumerate(rows) if dots]
        rows[inked[0] : inked[-1] + 1] = [rows[inked[0]]] * (inked[-1] + 1 - inked[0])
    return rows, width, lost


def main(font, out, height, baseline):
    face = freetype.Face(font)
    if face.is_scalable:
        face.set_pixel_sizes(0, height)
    else:
        face.select_size(0)
    letters, clipped, seen, twins, syllables = {height // 2: {}, height: {}}, [], {}, [], 0
    for first, last in RANGES:
        for code in range(first, last + 1):
            if not face.get_char_index(code):
                continue
            rows, width, lost = rows_of(face, code, height, baseline)
            if width not in letters:
                continue
            if lost:
                clipped.append(chr(code))
            if 0xAC00 <= code <= 0xD7A3:
                if not any(rows):
                    sys.exit(f"{chr(code)} is blank")
                syllables += 1
                if tuple(rows) in seen:
                    twins.append(seen[tuple(rows)] + chr(code))
                seen[tuple(rows)] = chr(code)
            letters[width][code] = rows
    if syllables != 11172:
        sys.exit(f"only {syllables} of 11172 syllables in {font}")
    raw = b""
    for of_width in letters.values():
        raw += struct.pack("<I", len(of_width)) + b"".join(struct.pack("<I", c) for c in sorted(of_width))
    for width, of_width in letters.items():
        size = (width + 7) // 8
        raw += b"".join((r << 8 * size - width).to_bytes(size, "big") for c in sorted(of_width) for r in of_width[c])
    best = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    deflated = best.compress(raw) + best.flush()
    with open(out, "wb") as file:
        file.write(deflated)
    counts = [len(of_width) for of_width in letters.values()]
    print(f"{counts[0]} narrow, {counts[1]} wide, {len(raw)} bytes, {len(deflated)} deflated")
    print(f"{len(twins)} syllables look like another: {' '.join(twins)[:200]}")
    print(f"{len(clipped)} letters touch the cell's edge: {''.join(clipped)[:200]}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
