#!/usr/bin/env bash
# Microseconds a call takes on the embedded engine and in Python TensorFlow, in one run, on the same model, rows and batch sizes.
# Usage: scripts/latency.sh [MODEL]; MODEL defaults to models/babyweight_keras2.
source "$(dirname "$0")/common.sh"
need_shared
model=${1:-$root/models/babyweight_keras2}
sizes=(1 32 1024)
dotnet build "$root/tests/TfKeyedExport.Benchmarks" -c Release -v q >&2
dotnet run --no-build -c Release --project "$root/tests/TfKeyedExport.Benchmarks" -- latency "$model" "${sizes[@]}" > "$work/ours.json"
"$shared/tensorflow/python" "$shared/peer/latency.py" "$model" "${sizes[@]}" 2> /dev/null | tail -1 > "$work/python.json"
echo "latency of $(basename "$model"), p50 in microseconds, $(nproc) cores"
python3 - "$work/ours.json" "$work/python.json" "${sizes[@]}" <<'PYTHON'
import json, sys
ours, theirs = (json.load(open(path)) for path in sys.argv[1:3])
print(f"{'rows':>6} {'embedded':>10} {'TF session':>12} {'TF function':>12} {'session / embedded':>20}")
for rows in sys.argv[3:]:
    e, s, f = ours[f"b{rows}"]["p50_us"], theirs[f"session b{rows}"]["p50_us"], theirs[f"function b{rows}"]["p50_us"]
    print(f"{rows:>6} {e:10.1f} {s:12.1f} {f:12.1f} {s / e:20.1f}")
PYTHON
