#!/usr/bin/env bash
# The same as export-speed.sh on a large model: one embedding table of MIB MiB (default 1024). Needs about four times that on the disk.
# Usage: scripts/large-model.sh [MIB] [auto|copy|reflink|hardlink]
source "$(dirname "$0")/common.sh"
need_shared
mib=${1:-1024}
method=${2:-auto}
program=$(build_program)
"$shared/tensorflow/python" "$shared/peer/make_large.py" "$work/large" "$mib" > /dev/null 2>&1
report=$("$program" export "$work/large" "$work/ours" --variables "$method" --json)
ours=$(measure "tfkeyed export" 3 "$program" export "$work/large" "$work/ours" --variables "$method" --overwrite)
theirs=$(measure "Python's recipe" 1 "$shared/tensorflow/python" "$shared/peer/reexport.py" "$work/large" "$work/python")
echo "export of a model of $mib MiB, whole process, $(nproc) cores, file system $(stat -f -c %T "$work")"
echo "variables: $(python3 -c 'import json, sys; print(json.loads(sys.argv[1])["variables"])' "$report")"
compare "$ours" "$theirs"
