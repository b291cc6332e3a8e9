#!/usr/bin/env bash
# Writes the whole present schema, as all migrations leave it, into the file named: schema.sh FILE
# The order is fixed (tables, then indexes, by name), so that a change shows as a small difference.
set -euo pipefail
cd "$(dirname "$0")/.."

file=${1:?usage: schema.sh FILE}
scripts/prepare.sh test

schema=$(
    {
        cat migrations/*.sql
        echo "SELECT sql || ';' FROM sqlite_schema"
        echo "WHERE sql IS NOT NULL AND name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_%'"
        echo "ORDER BY type DESC, name;"
    } | sqlite3 -bail -list -noheader :memory:
)
printf '%s\n' "$schema" >"$file"
echo "Wrote $file." >&2
