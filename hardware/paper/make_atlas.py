#!/usr/bin/env python3
"""Makes the paper's bitmap letters (dorocoding24.bin) from an outline font with 12/24-dot advances at 24 px.

    pip install freetype-py
    python3 make_atlas.py FONT.ttc dorocoding24.bin

The font is D2Coding (OFL-1.1, Debian package fonts-naver-d2coding). Its name is reserved, so the derived file has another.

What is written is one raw deflate stream of:

    u32 LE  number of narrow letters N      N x u32 LE  their code points, ascending
    u32 LE  number of wide letters W        W x u32 LE  their code points, ascending
    N x 48 bytes   24 rows of 16 bits, big endian, leftmost dot highest, 12 used
    W x 72 bytes   24 rows of 24 bits, leftmost dot highest

The script fails when a Hangul syllable would be blank or look the same as another.
"""
import struct
import sys
import zlib

import freetype

HEIGHT = 24
BASELINE = 20
RANGES = [
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x370, 0x3FF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x22FF),
    (0x2460, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x30FF), (0x3131, 0x3163), (0x3165, 0x318E),
    (0x3200, 0x33FF), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]


def rows_of(face, code):
    """The 24 rows of a letter as integers, leftmost dot highest, and its width in dots."""
    face.load_char(chr(code), freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO)
    glyph, bitmap = face.glyph, face.glyph.bitmap
    width = glyph.advance.x // 64
    rows, lost = [0] * HEIGHT, 0
    for y in range(bitmap.rows):
        row = BASELINE - glyph.bitmap_top + y
        for x in range(bitmap.width):
            if bitmap.buffer[y * bitmap.pitch + x // 8] >> (7 - x % 8) & 1:
                column = glyph.bitmap_left + x
                if 0 <= row < HEIGHT and 0 <= column < width:
                    rows[row] |= 1 << (width - 1 - column)
                else:
                    lost += 1
    return rows, width, lost


def main(font, out):
    face = freetype.Face(font)
    face.set_pixel_sizes(0, HEIGHT)
    letters, clipped, seen = {12: {}, 24: {}}, [], {}
    for first, last in RANGES:
        for code in range(first, last + 1):
            if not face.get_char_index(code):
                continue
            rows, width, lost = rows_of(face, code)
            if width not in letters:
                continue
            if lost:
                clipped.append(chr(code))
            if 0xAC00 <= code <= 0xD7A3:
                if not any(rows):
                    sys.exit(f"{chr(code)} is blank")
                if tuple(rows) in seen:
                    sys.exit(f"{chr(code)} looks like {seen[tuple(rows)]}")
                seen[tuple(rows)] = chr(code)
            letters[width][code] = rows
    if len(seen) != 11172:
        sys.exit(f"only {len(seen)} of 11172 syllables in {font}")
    raw = b""
    for width in (12, 24):
        codes = sorted(letters[width])
        raw += struct.pack("<I", len(codes)) + b"".join(struct.pack("<I", c) for c in codes)
    raw += b"".join(struct.pack(">H", r << 4) for c in sorted(letters[12]) for r in letters[12][c])
    raw += b"".join(r.to_bytes(3, "big") for c in sorted(letters[24]) for r in letters[24][c])
    best = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    deflated = best.compress(raw) + best.flush()
    with open(out, "wb") as file:
        file.write(deflated)
    print(f"{len(letters[12])} narrow, {len(letters[24])} wide, {len(raw)} bytes, {len(deflated)} deflated")
    print(f"{len(clipped)} letters touch the cell's edge: {''.join(clipped)[:200]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
