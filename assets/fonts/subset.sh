#!/bin/sh
# Makes the fonts in this folder from the full fonts. Not part of the build: run it only to take a newer font.
#   ./subset.sh NOTO_DIR NOTO_MONO_DIR DEJAVU_DIR       (needs Python's fonttools)
set -eu
here=$(dirname "$0")
text="U+0020-007E,U+00A0-00AC,U+00AE-052F,U+1C80-1C88,U+1D00-1FFF,U+2000-200A,U+2010-2027,U+2030-205E,U+2070-209F"
text="$text,U+20A0-20CF,U+2100-218F,U+25CC,U+2C60-2C7F,U+2DE0-2DFF,U+A640-A69F,U+A700-A7FF,U+AB30-AB6F,U+FB00-FB06,U+FFFD"
signs="U+2116,U+2126,U+2150-218F,U+2190-23FF,U+2460-24FF,U+25A0-27BF,U+2900-297F,U+2A00-2AFF,U+2B00-2B4C"
make() {
    python3 -m fontTools.subset "$1" --unicodes="$2" --output-file="$here/$(basename "$1")" \
        --no-hinting --layout-features= --notdef-outline --name-IDs='*' --no-recalc-timestamp
}
make "$1/NotoSans-Regular.ttf" "$text"
make "$1/NotoSans-Bold.ttf" "$text"
make "$2/NotoSansMono-Regular.ttf" "$text"
make "$3/DejaVuSans.ttf" "$signs"
