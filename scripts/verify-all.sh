#!/usr/bin/env bash
# Exports every model of models/ that verdicts.json does not refuse, and has each judged by a program that took no part in making it:
# both of TensorFlow's loaders, saved again from Python, nothing else changed. Those to be refused must be refused with exit code 4.
# Usage: scripts/verify-all.sh [TFKEYED]; without the program's path it is built.
source "$(dirname "$0")/common.sh"
need_shared
program=${1:-$(build_program)}
failed=0

while IFS=$'\t' read -r name from refuse; do
  source=()
  [ "$from" = - ] || source=(--from "$from")
  code=0
  "$program" export "$root/models/$name" "$work/keyed/$name" "${source[@]}" > "$work/log" 2>&1 || code=$?
  if [ "$refuse" != - ]; then
    if [ "$code" -eq 4 ]; then echo "$name: refused, as it should be"; else echo "$name: exit code $code, not 4"; failed=1; fi
  elif [ "$code" -ne 0 ]; then
    echo "$name: export failed with $code"; cat "$work/log"; failed=1
  else
    judged=(--deep)
    [ "$from" = - ] || judged+=(--source "$from")
    (IFS=$'\t'; printf '%s\n' "$name"$'\t'"$root/models/$name"$'\t'"$work/keyed/$name"$'\t'"${judged[*]}") >> "$work/jobs"
  fi
done < <(python3 - "$root/models/verdicts.json" <<'PYTHON'
import json, sys
for name, verdict in json.load(open(sys.argv[1])).items():
    if name != "about":
        print(name, verdict.get("from", "-"), "refuse" if "refuse" in verdict else "-", sep="\t")
PYTHON
)

"$shared/tensorflow/python" "$root/scripts/judge.py" "$shared/peer/verify.py" "$work/jobs" 2> "$work/judge.log" | tee "$work/verdicts" || failed=1
echo "$(grep -c $'\tok$' "$work/verdicts") of $(wc -l < "$work/jobs") models are ok"
exit "$failed"
