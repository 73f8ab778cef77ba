#!/bin/sh
# Writes the slide of aid as a picture in each mode: sh scripts/sample_slides.sh FOLDER
# It needs LibreOffice (soffice) and poppler (pdftoppm).
set -eu

out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/fonts.conf" <<END
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>$(pwd)/ukjp/drawing/fonts</dir><cachedir>$work/cache</cachedir></fontconfig>
END

for mode in picture native shapes; do
    .venv/bin/ukjp slides data/articles --mode "$mode" --out "$work/$mode.pptx" >/dev/null
    FONTCONFIG_FILE=$work/fonts.conf soffice "-env:UserInstallation=file://$work/profile" \
        --headless --convert-to pdf --outdir "$work" "$work/$mode.pptx" >/dev/null
    pdftoppm -r 96 -f 3 -l 3 -singlefile -png "$work/$mode.pdf" "$out/slide_$mode"
done
