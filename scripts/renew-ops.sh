#!/usr/bin/env bash
# Writes docs/ops.md anew, from what the kernels declare and what is tested. Look at the change before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
TFKEYED_APPROVE=1 dotnet run --project tests/TfKeyedExport.Engines.Tests -- -class TfKeyedExport.Engines.Tests.Documents.OperationsDocumentTests
git --no-pager diff --stat -- docs/ops.md
