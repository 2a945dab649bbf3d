#!/usr/bin/env bash
# How time per row and memory grow with the batch, from 1 to 65,536 rows, on the embedded engine: writes docs/growth.md and docs/growth.svg.
# Each batch size is a process of its own, so that its peak memory is its own.
# Usage: scripts/growth.sh [SECONDS-FOR-EACH-BATCH-SIZE] [MODEL...]      defaults: 1 babyweight_keras2 text_lstm mnist_cnn
# TFKEYED_PROGRAM names a published tfkeyed, to save publishing one; TFKEYED_DOCS another folder to write to.
source "$(dirname "$0")/common.sh"
seconds=${1:-1}
shift || true
models=("$@")
[ ${#models[@]} -gt 0 ] || models=(babyweight_keras2 text_lstm mnist_cnn)
program=$(build_program)
python3 "$root/scripts/growth.py" "$program" "$root/models" "$seconds" "${TFKEYED_DOCS:-$root/docs}" "scripts/growth.sh $seconds ${models[*]}" "${models[@]}"
