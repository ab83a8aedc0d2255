#!/bin/sh
# Lets LibreOffice write the contents of the openpyxl files again, in its other formats too: sh make_libreoffice.sh
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
out=$(mktemp -d)
trap 'rm -rf "$profile" "$out"' EXIT
for format in xlsx ods xls; do
    "${BAOCAO_SOFFICE:-soffice}" "-env:UserInstallation=file://$profile" --headless --convert-to "$format" --outdir "$out" openpyxl-*.xlsx
done
for file in "$out"/openpyxl-*; do
    mv "$file" "libreoffice-$(basename "$file" | cut -d- -f2-)"
done
