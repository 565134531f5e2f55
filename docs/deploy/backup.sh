#!/bin/sh
# Back up the database and the files into a new folder below $1, with checksums. See docs/backup.md.
#
# PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE name the database (libpq's own variables), MEDIA_ROOT the
# files. Under docker compose set IN_DB="docker compose exec -T postgres" and
# IN_WEB="docker compose exec -T web", PGUSER=portal PGDATABASE=portal MEDIA_ROOT=/srv/media.
set -eu
umask 077

: "${1:?usage: backup.sh FOLDER}" "${PGUSER:?}" "${PGDATABASE:?}" "${MEDIA_ROOT:?}"
name=portal-$(date +%Y%m%d-%H%M%S)
work=$1/.$name.part
mkdir -p "$1"
mkdir "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The database first: every file that its rows name then exists when the files are read.
# shellcheck disable=SC2086
${IN_DB:-} pg_dump -U "$PGUSER" -d "$PGDATABASE" -Fc --no-owner --no-privileges > "$work/database.dump"
# shellcheck disable=SC2086
${IN_WEB:-} tar -C "$MEDIA_ROOT" -cf - . > "$work/media.tar"
(cd "$work" && sha256sum database.dump media.tar > SHA256SUMS)

# The name appears only when everything is written.
mv "$work" "$1/$name"
trap - EXIT
echo "$1/$name"
