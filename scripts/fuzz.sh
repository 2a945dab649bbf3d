#!/usr/bin/env bash
# Fuzzes for as long as you like: operations in process, damaged models through the published program, damaged requests, and proofs of random graphs, a quarter of the time each.
#   scripts/fuzz.sh [HOURS] [SEED]
# Models of faults and the summaries (text and JSON) go to fuzz-faults/. Ends with 1 if anything went wrong. FUZZ_MODELS=FOLDER damages the models there as well.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
hours=${1:-1} seed=${2:-$(date +%s)}
seconds=$(awk "BEGIN { print int($hours * 900) }")
program=$(mktemp -d "${TMPDIR:-/tmp}/tfkeyed-fuzz.XXXXXX")
trap 'rm -rf "$program"' EXIT
dotnet publish src/TfKeyedExport.Cli -c Release -o "$program" -p:SingleInstructionSet=true -v q || exit 1
dotnet build tests/TfKeyedExport.Fuzzing -c Release -v q || exit 1
fuzz=artifacts/bin/TfKeyedExport.Fuzzing/release/TfKeyedExport.Fuzzing
mkdir -p fuzz-faults
status=0
"$fuzz" ops --seed "$seed" --seconds "$seconds" --json fuzz-faults/ops.json | tee fuzz-faults/ops.txt || status=1
"$fuzz" models --program "$program/tfkeyed" --seed "$seed" --seconds "$seconds" --json fuzz-faults/models.json ${FUZZ_MODELS:+--models "$FUZZ_MODELS"} | tee fuzz-faults/models.txt || status=1
"$fuzz" requests --seed "$seed" --seconds "$seconds" --json fuzz-faults/requests.json | tee fuzz-faults/requests.txt || status=1
"$fuzz" proofs --seed "$seed" --seconds "$seconds" | tee fuzz-faults/proofs.txt || status=1
exit $status
