#!/bin/sh
# Makes the three fonts of this folder again from Debian's packages, without
# installing any: apt-get download, dpkg -x. Needs python3 and the network.
#
#   assets/fonts/make.sh            from anywhere
#
# Run it when a translation uses a character that the bold face lacks; the test
# of ui/text says so. The same packages give the same bytes.
set -eu

fonts=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$fonts/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

cd "$work"
apt-get download fonts-noto-cjk fonts-noto-core python3-fonttools unicode-data
for package in *.deb; do
	dpkg -x "$package" .
done

PYTHONPATH="$work/usr/lib/python3/dist-packages" python3 "$fonts/subset.py" \
	"$work/usr/share" "$root" "$fonts"
ls -l "$fonts"/*.otf "$fonts"/*.ttf
