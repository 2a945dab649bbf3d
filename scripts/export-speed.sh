#!/usr/bin/env bash
# Whole-process time and peak memory of `tfkeyed export`, against the recipe in Python (load, wrap in a tf.function, save), in one run.
# Usage: scripts/export-speed.sh [MODEL] [RUNS-OF-OURS] [RUNS-OF-PYTHON]; MODEL defaults to models/babyweight_keras2.
source "$(dirname "$0")/common.sh"
need_shared
model=${1:-$root/models/babyweight_keras2}
program=$(build_program)
"$program" export "$model" "$work/warm-up" > /dev/null
ours=$(measure "tfkeyed export" "${2:-50}" "$program" export "$model" "$work/ours-{}")
theirs=$(measure "Python's recipe" "${3:-3}" "$shared/tensorflow/python" "$shared/peer/reexport.py" "$model" "$work/python-{}")
echo "export of $(basename "$model"), whole process, $(nproc) cores"
compare "$ours" "$theirs"
