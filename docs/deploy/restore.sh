#!/bin/sh
# Restore a backup folder into an EMPTY database and an empty folder of files. See docs/backup.md.
# Same variables as backup.sh. Afterwards: manage.py migrate --check, manage.py verify_audit.
set -eu
umask 077

: "${1:?usage: restore.sh FOLDER}" "${PGUSER:?}" "${PGDATABASE:?}" "${MEDIA_ROOT:?}"
(cd "$1" && sha256sum -c --quiet SHA256SUMS) || { echo "备份文件不完整或被改动，没有恢复。" >&2; exit 1; }

# shellcheck disable=SC2086
tables=$(${IN_DB:-} psql -U "$PGUSER" -d "$PGDATABASE" -Atc \
    "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "数据库 $PGDATABASE 不是空的（$tables 个表），没有恢复。" >&2; exit 1; }
# shellcheck disable=SC2086
files=$(${IN_WEB:-} find "$MEDIA_ROOT" -type f)
[ -z "$files" ] || { echo "附件目录 $MEDIA_ROOT 不是空的，没有恢复。" >&2; exit 1; }

# shellcheck disable=SC2086
${IN_DB:-} pg_restore -U "$PGUSER" -d "$PGDATABASE" --no-owner --no-privileges --exit-on-error \
    --single-transaction < "$1/database.dump"
# shellcheck disable=SC2086
${IN_WEB:-} tar -C "$MEDIA_ROOT" -xf - < "$1/media.tar"
# Figures for the query planner, which a dump does not carry.
# shellcheck disable=SC2086
${IN_DB:-} psql -U "$PGUSER" -d "$PGDATABASE" -qc "ANALYZE"
echo "已恢复 $1。接着运行：manage.py migrate --check，manage.py verify_audit"
