#!/usr/bin/env bash
# A server under everything at once: clients by REST and gRPC, every key and answer of theirs checked; another version every 5 s; clients that vanish;
# bodies that are wrong, too large, slow, or without an end. Says what happened, and ends with "N faults".
#   scripts/chaos.sh [SECONDS] [--server PROGRAM] [-- FLAG...]       600 s by default; flags are the server's own
source "$(dirname "$0")/common.sh"
server_run "$@"
dotnet build "$root/tests/TfKeyedExport.Load" -c Release -v q >&2

# Two models with one signature and other answers: odd versions are the one, even ones the other.
tfkeyed=$(build_program)
"$tfkeyed" export "$root/models/babyweight_keras2" "$work/odd" --output babyweight > /dev/null
"$tfkeyed" export "$root/models/babyweight_keras3" "$work/even" --output babyweight > /dev/null
mkdir "$work/run"
status=0
"$root/artifacts/bin/TfKeyedExport.Load/release/TfKeyedExport.Load" chaos "$server" "$work/odd" "$work/even" "$work/run" "$seconds" "${flags[@]}" || status=$?
# What the server complains of, though nobody was answered wrongly.
grep -E ' (warning|error) ' "$work/run/server.log" | sed -E 's/^[^ ]+ //; s/"[^"]*"//g' | sort | uniq -c | sort -rn | head -10 || true
exit "$status"
