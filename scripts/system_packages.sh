#!/bin/sh
# Brings the programs that some tests need besides Python packages: as root on Debian and Ubuntu by
# installing them, elsewhere by naming them in one line. Without them those tests are skipped, or
# fail where UKJP_REQUIRE names the part (tests/conftest.py).
#
# To add one, add a line: PART COMMAND PACKAGES. It is wanted when UKJP_REQUIRE names the part or a
# test bears the mark, and installed when the command is missing.
set -eu
unset CDPATH
cd "$(dirname "$0")/.."

programs='
browser chromium chromium fonts-dejavu-core
office soffice libreoffice-impress fonts-dejavu-core
office pdftotext poppler-utils
'

wanted() { # PART
    case ",$(echo "${UKJP_REQUIRE:-}" | tr -d ' ')," in *",$1,"*) return 0 ;; esac
    grep -rqs --include='*.py' "mark\.needs(.*\"$1\"" tests
}

missing=$(
    gap=''
    echo "$programs" | while read -r part command packages; do
        if [ -n "$part" ] && wanted "$part" && ! command -v "$command" >/dev/null; then
            printf '%s%s' "$gap" "$packages"
            gap=' '
        fi
    done
)
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    printf 'ukjp: installing %s\n' "$missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # several packages
    { apt-get update && apt-get install --yes --no-install-recommends $missing; } \
        >/dev/null 2>.venv/apt.log </dev/null ||
        printf 'ukjp: apt-get failed: %s\n' "$(tail -n 1 .venv/apt.log)" >&2
else
    printf 'ukjp: some tests are skipped without these packages: %s\n' "$missing" >&2
fi
