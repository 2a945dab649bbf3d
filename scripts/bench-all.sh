#!/usr/bin/env bash
# Times the models of docs/benchmarks.md on the embedded engine, on libtensorflow and on ONNX Runtime, in one run, and writes that file.
# Usage: scripts/bench-all.sh [SECONDS-FOR-EACH-BATCH-SIZE] [OUTPUT]      defaults: 3 docs/benchmarks.md
# TFKEYED_TENSORFLOW names libtensorflow; TFKEYED_PROGRAM a published tfkeyed, to save publishing one.
# Columns whose engine is not there stay empty. Nothing else should run on the machine meanwhile.
source "$(dirname "$0")/common.sh"
seconds=${1:-3}
output=${2:-$root/docs/benchmarks.md}
models=(babyweight_keras2 babyweight_keras3 babyweight_keyed_reference text_lstm gru_keras3 asset_vocabulary tiny_transformer mnist_cnn)
if [ -z "${TFKEYED_TENSORFLOW:-}" ] && [ -x "$shared/tensorflow/unpack" ]; then
  TFKEYED_TENSORFLOW=$("$shared/tensorflow/unpack")
  export TFKEYED_TENSORFLOW
fi
program=$(build_program)

for model in "${models[@]}"; do
  echo "== $model" >&2
  "$program" bench "$root/models/$model" --batch-sizes 1,32,1024 --seconds "$seconds" --json > "$work/$model.json"
done

# The peer's own program, built outside this repository. Its package has to be restorable; without it its column stays empty.
if [ -d "$shared/peer/onnx/bench" ]; then
  echo "== ONNX Runtime" >&2
  cp -r "$shared/peer/onnx/bench" "$work/onnx"
  if dotnet build "$work/onnx" -c Release -v q -o "$work/onnx/out" > "$work/onnx.log" 2>&1; then
    (cd "$work/onnx" && dotnet out/bench.dll "$shared/peer/onnx" "$(nproc)") > "$work/onnx.txt"
  else
    tail -3 "$work/onnx.log" >&2
  fi
fi

python3 "$root/scripts/benchmark-tables.py" "$work" "scripts/bench-all.sh $seconds" "${models[@]}" > "$work/benchmarks.md"
cp "$work/benchmarks.md" "$output"
cat "$output"
