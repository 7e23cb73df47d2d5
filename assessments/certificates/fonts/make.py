"""Make the certificate's TrueType files from the variable fonts of their makers. Run once, by hand: see README.md.

Needs fonttools and brotli, which the service does not. Called as ``python make.py <folder of the variable fonts>``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent

ASCII = set(range(0x20, 0x7F))
LETTERS = (
    ASCII
    | set(
        range(0xA0, 0x2B0)
    )  # Latin-1, Latin Extended-A and -B, and the letters that West African names borrow from IPA
    | set(range(0x2B9, 0x2BD))  # the apostrophes and turned commas that are letters
    | set(range(0x370, 0x530))  # Greek, Cyrillic and its supplement
    | set(range(0x1E00, 0x2000))  # Welsh and Vietnamese letters, polytonic Greek
    | set(range(0x2010, 0x2034))  # dashes, quotation marks, ellipsis, per mille, primes
    | {0x20AC, 0x2116, 0x2122}
)

# name of the file: (variable font, its axes, what stands behind it: variable font, its axes)
# The second font draws only letters that the first one lacks, at a weight chosen to match by eye.
FACES = {
    "SerifLight": ("SourceSerif4[opsz,wght]", {"wght": 300, "opsz": 60}, "NotoSerif[wdth,wght]", {"wght": 150}),
    "SerifMedium": ("SourceSerif4[opsz,wght]", {"wght": 500, "opsz": 25}, "NotoSerif[wdth,wght]", {"wght": 440}),
    "SansRegular": ("SourceSans3[wght]", {"wght": 400}, "NotoSans[wdth,wght]", {"wght": 380}),
    "SansSemibold": ("SourceSans3[wght]", {"wght": 600}, "NotoSans[wdth,wght]", {"wght": 570}),
}
# fixed words of a certificate, its number, and the accounts of a printed portfolio, behind which stands the file of
# the medium weight
ALONE = {
    "SerifText": ("SourceSerif4[opsz,wght]", {"wght": 400, "opsz": 11}, LETTERS),
    "SerifItalic": ("SourceSerif4-Italic[opsz,wght]", {"wght": 400, "opsz": 18}, LETTERS),
    "Number": ("atkinson-hyperlegible-next-latin-wght-normal", {"wght": 500}, ASCII),
}
MADE_ON = 3786912000  # 1 January 2024 in seconds since 1904: with one fixed date, the same source gives the same file


def reduced(font: TTFont, codes: set[int], name: str) -> TTFont:
    """The font with these letters only, under a name of our own: the makers reserve theirs (OFL, clause 3)."""
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6):
            text = f"Setwright{name}" if record.nameID == 6 else f"Setwright {name}"
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
    return font


def save(font: TTFont, name: str) -> None:
    font.flavor = None  # plain TrueType, also from a woff2
    font["head"].created = font["head"].modified = MADE_ON
    font.recalcTimestamp = False
    font.save(HERE / f"{name}.ttf")


def instance(folder: Path, source: str, axes: Mapping[str, float]) -> TTFont:
    """One static weight of a variable font; axes that are not named keep their default."""
    [path] = folder.rglob(f"{source.replace('[', '[[]')}.*")
    font = TTFont(path)
    fixed = {axis.axisTag: axes.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
    return instantiateVariableFont(font, fixed)


def make(folder: Path) -> None:
    """Write every file of the table beside this script; takes about two minutes."""
    for name, (source, axes, behind, behind_axes) in FACES.items():
        font = instance(folder, source, axes)
        missing = LETTERS - set(font.getBestCmap())
        save(reduced(font, LETTERS, name), name)
        save(reduced(instance(folder, behind, behind_axes), missing, f"{name}Behind"), f"{name}Behind")
    for name, (source, axes, codes) in ALONE.items():
        save(reduced(instance(folder, source, axes), codes, name), name)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
