#!/usr/bin/env bash
# What the server does in a second, beside a bare web server and what a Python user would write, in one run; writes docs/serving-speed.md.
#   scripts/serving-speed.sh [SECONDS-A-ROUND] [OUTPUT]      defaults: 5 docs/serving-speed.md
# Needs wrk; Python's columns need the peer programs (TFKEYED_SHARED), TensorFlow's TFKEYED_TENSORFLOW. What is not there stays empty.
# Nothing else should run on the machine meanwhile.
source "$(dirname "$0")/common.sh"
seconds=${1:-5} output=${2:-$root/docs/serving-speed.md}
command -v wrk > /dev/null || { echo "wrk makes the load: install it (apt-get install wrk)" >&2; exit 5; }
if [ -z "${TFKEYED_TENSORFLOW:-}" ] && [ -x "$shared/tensorflow/unpack" ]; then
  TFKEYED_TENSORFLOW=$("$shared/tensorflow/unpack")
  export TFKEYED_TENSORFLOW
fi
tfkeyed=$(build_program)
server=$(build_server)
dotnet build "$root/tests/TfKeyedExport.Load" -c Release -v q >&2
load=$root/artifacts/bin/TfKeyedExport.Load/release/TfKeyedExport.Load
"$tfkeyed" export "$root/models/babyweight_keras2" "$work/babyweight/1" --output babyweight > /dev/null
"$tfkeyed" export "$root/models/mnist_cnn" "$work/mnist/1" > /dev/null
python3 "$root/scripts/serving_speed.py" --server "$server" --load "$load" --work "$work" --seconds "$seconds" --shared "$shared" \
  --golden "$root/models/mnist_cnn.golden.json" > "$work/serving-speed.md"
cp "$work/serving-speed.md" "$output"
cat "$output"
