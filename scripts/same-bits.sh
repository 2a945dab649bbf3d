#!/usr/bin/env bash
# Holds the promise that batching never changes an answer against whole models: their rows in random batches against the same rows alone, bit for bit,
# at one and at all threads, on the embedded engine.
#   scripts/same-bits.sh [FOLDER OF MODELS...]
# Without folders: those of this repository and, where they are there, the shared ones. Names what differs and what mixes rows by itself, and ends with "same bits: N of M".
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
shared=${TFKEYED_SHARED:-$root/../shared}
folders=("$@")
if [ ${#folders[@]} -eq 0 ]; then
  folders=("$root/models")
  for more in models third field adversary; do
    [ -d "$shared/$more" ] && folders+=("$shared/$more")
  done
fi
dotnet build "$root/tests/TfKeyedExport.Fuzzing" -c Release -v q >&2
IFS=:
exec "$root/artifacts/bin/TfKeyedExport.Fuzzing/release/TfKeyedExport.Fuzzing" bits --models "${folders[*]}"
