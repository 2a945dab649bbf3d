#!/usr/bin/env bash
# Writes the tables of docs/serving-flags.md anew, from the table by which flags are parsed. Look at the change before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
TFKEYED_APPROVE=1 dotnet run --project tests/TfKeyedExport.Server.Tests -- -class TfKeyedExport.Server.Tests.Flags.FlagsDocumentTests
git --no-pager diff --stat -- docs/serving-flags.md
