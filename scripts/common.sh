# Shared by the scripts beside it: where things are. Source it; do not run it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${TFKEYED_SHARED:-$root/../shared}
work=$(mktemp -d "${TMPDIR:-/tmp}/tfkeyed.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The Python side of a comparison needs TensorFlow and the peer programs.
need_shared() {
  if [ ! -x "$shared/tensorflow/python" ]; then
    echo "this comparison needs Python TensorFlow and the peer programs in $shared (or where TFKEYED_SHARED says)" >&2
    exit 5
  fi
  "$shared/tensorflow/unpack" > /dev/null
}

# Builds the ahead-of-time compiled program once a run and prints its path. TFKEYED_PROGRAM names one that is published already.
build_program() {
  if [ -n "${TFKEYED_PROGRAM:-}" ]; then
    echo "$TFKEYED_PROGRAM"
    return
  fi
  dotnet publish "$root/src/TfKeyedExport.Cli" -c Release -o "$work/program" -v q >&2
  echo "$work/program/tfkeyed"
}

# build_server [PUBLISH-OPTION...]: the same for the server; TFKEYED_SERVER names one that is published already.
build_server() {
  if [ -n "${TFKEYED_SERVER:-}" ]; then
    echo "$TFKEYED_SERVER"
    return
  fi
  dotnet publish "$root/src/TfKeyedExport.Server" -c Release -o "$work/server" -v q "$@" >&2
  as_served "$work/server/tfkeyed-server"
}

# as_served PROGRAM: the one of the published server's programs in which `tfkeyed serve` continues on this machine (src/TfKeyedExport.Cli/Native).
as_served() {
  local wide=$1-x86-64-v4 flag
  for flag in avx512f avx512bw avx512cd avx512dq avx512vl; do
    grep -qw "$flag" /proc/cpuinfo || { echo "$1"; return; }
  done
  if [ -x "$wide" ]; then echo "$wide"; else echo "$1"; fi
}

# server_run [SECONDS] [--server PROGRAM] [-- FLAG...]: sets seconds (600 by default), server (built if it is not named) and flags.
server_run() {
  seconds=600 server='' flags=()
  while [ $# -gt 0 ]; do
    case $1 in
      --server) server=$2; shift 2 ;;
      --) shift; flags=("$@"); break ;;
      *) seconds=$1; shift ;;
    esac
  done
  [ -n "$server" ] || server=$(build_server)
}

# measure NAME RUNS COMMAND...: runs a command RUNS times, each as a process of its own, and prints one JSON object:
# median, least and most wall time in seconds, and the largest peak memory in MiB. {} in an argument becomes the number of the run.
measure() {
  python3 - "$@" <<'PYTHON'
import json, os, subprocess, sys, time
name, runs, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
walls, peak = [], 0
for run in range(runs):
    argv = [a.replace("{}", str(run)) for a in command]
    start = time.perf_counter()
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    walls.append(time.perf_counter() - start)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{name} failed with {child.returncode}: {error.decode(errors='replace')}")
    peak = max(peak, usage.ru_maxrss / 1024)
walls.sort()
print(json.dumps({"name": name, "runs": runs, "median_s": walls[len(walls) // 2], "least_s": walls[0], "most_s": walls[-1], "peak_mib": peak}))
PYTHON
}

# compare OURS THEIRS: a table of two lines of measure, and their ratio.
compare() {
  python3 - "$1" "$2" <<'PYTHON'
import json, sys
ours, theirs = map(json.loads, sys.argv[1:])
print(f"{'':20} {'runs':>5} {'median':>12} {'least':>12} {'most':>12} {'peak memory':>12}")
for r in (ours, theirs):
    print(f"{r['name']:20} {r['runs']:5} " + " ".join(f"{r[k] * 1000:9.1f} ms" for k in ("median_s", "least_s", "most_s")) + f" {r['peak_mib']:8.1f} MiB")
print(f"ratio of the medians: {theirs['median_s'] / ours['median_s']:.0f}")
PYTHON
}
