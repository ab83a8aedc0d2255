#!/bin/sh
# Lets LibreOffice write the contents of the openpyxl files again: sh make_libreoffice.sh
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
out=$(mktemp -d)
trap 'rm -rf "$profile" "$out"' EXIT
"${BAOCAO_SOFFICE:-soffice}" "-env:UserInstallation=file://$profile" --headless --convert-to xlsx --outdir "$out" openpyxl-*.xlsx
for file in "$out"/openpyxl-*.xlsx; do
    mv "$file" "libreoffice-$(basename "$file" | cut -d- -f2-)"
done
