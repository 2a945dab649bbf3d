#!/usr/bin/env bash
# Calls a model on libtensorflow many times (default: a million) and prints the process's memory before and after.
# Usage: scripts/leak-test.sh [CALLS]        TFKEYED_TENSORFLOW names the library, a file or a folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export TFKEYED_LEAK_CALLS=${1:-1000000}
dotnet run -c Release --project tests/TfKeyedExport.Engines.Tests -- \
  -class TfKeyedExport.Engines.Tests.TensorFlow.LeakTests -showliveoutput -noColor
