#!/usr/bin/env bash
# Runs a folder of conformance cases against a real server over real sockets: a line for each case that fails, and last "N of M".
#   scripts/conformance.sh [DIR] [--server PROGRAM] [--only PART]
# Without DIR: the project's own cases, tests/Conformance, whose models are there already. Those of another folder are made by the real TensorFlow:
# TFKEYED_PYTHON names a Python that has it; else the shared one is taken. Without --server the server is published.
source "$(dirname "$0")/common.sh"

own=$root/tests/Conformance cases='' server='' only=()
while [ $# -gt 0 ]; do
  case $1 in
    --server) server=$2; shift 2 ;;
    --only) only=(--only "$2"); shift 2 ;;
    *) cases=$1; shift ;;
  esac
done
cases=$(realpath "${cases:-$own}")

if [ "$cases" = "$(realpath "$own")" ]; then
  models=$own/models
else
  python=${TFKEYED_PYTHON:-$shared/tensorflow/python}
  if ! command -v "$python" > /dev/null; then
    echo "models of other cases are made by TensorFlow: set TFKEYED_PYTHON to a Python that has it" >&2
    exit 5
  fi
  models=$work/models
  if ! "$python" "$own/make_models.py" "$models" "$cases" > "$work/models.log" 2>&1; then
    tail -20 "$work/models.log" >&2
    exit 3
  fi
fi

if [ -z "$server" ]; then
  server=$(build_server -p:SingleInstructionSet=true)
fi
dotnet build "$root/tests/TfKeyedExport.Conformance" -c Release -v q >&2
# Not exec: what was made is taken away at the end.
"$root/artifacts/bin/TfKeyedExport.Conformance/release/TfKeyedExport.Conformance" --server "$server" --models "$models" "${only[@]}" "$cases"
