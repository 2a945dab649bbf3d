#!/usr/bin/env bash
# A server at full rate for a long time: one keyed row a request by REST from 32 connections, and by gRPC from 8 clients, batching on. Prints how much memory it
# holds, minute by minute, and fails if that leaves what it was after two minutes (a fifth of a shorter run) by more than 5%, or if a request fails.
#   scripts/soak.sh [SECONDS] [--server PROGRAM] [-- FLAG...]       600 s by default; flags are the server's own
# Needs wrk. Nothing else should run on the machine meanwhile.
source "$(dirname "$0")/common.sh"
server_run "$@"
command -v wrk > /dev/null || { echo "wrk makes the load: install it (apt-get install wrk)" >&2; exit 5; }
tfkeyed=$(build_program)
dotnet build "$root/tests/TfKeyedExport.Load" -c Release -v q >&2
"$tfkeyed" export "$root/models/babyweight_keras2" "$work/model/1" --output babyweight > /dev/null

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
rest=$(free_port) grpc=$(free_port)
printf 'max_batch_size { value: 64 }\nbatch_timeout_micros { value: 1000 }\nmax_enqueued_batches { value: 1000 }\nnum_batch_threads { value: 2 }\n' > "$work/batching"
"$server" --model_name=m "--model_base_path=$work/model" "--rest_api_port=$rest" "--port=$grpc" --enable_batching "--batching_parameters_file=$work/batching" \
  "--verdict-cache=$work/verdicts" "${flags[@]}" 2> "$work/server.log" &
pid=$!
trap 'kill $pid 2> /dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 200); do
  curl -sf "http://127.0.0.1:$rest/readyz" > /dev/null && break
  kill -0 "$pid" 2> /dev/null || { cat "$work/server.log" >&2; exit 1; }
  sleep 0.05
done

cat > "$work/post.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"instances":[{"is_male":"True","mother_age":30,"plurality":"Single(1)","gestation_weeks":39,"key":"soak/1"}]}'
done = function(s) io.write(string.format("%d %d\n", s.requests, s.errors.status + s.errors.read + s.errors.write + s.errors.timeout + s.errors.connect)) end
LUA
wrk -t1 -c32 "-d${seconds}s" -s "$work/post.lua" "http://127.0.0.1:$rest/v1/models/m:predict" > "$work/rest.log" &
load=$!
"$root/artifacts/bin/TfKeyedExport.Load/release/TfKeyedExport.Load" grpc "http://127.0.0.1:$grpc" m 8 1 "$seconds" > "$work/grpc.log" &
other=$!

started=$SECONDS told=-1
while [ $((SECONDS - started)) -lt "$seconds" ]; do
  sleep $((seconds < 60 ? 1 : 10))
  after=$((SECONDS - started)) kib=$(awk '/^VmRSS/ {print $2}' "/proc/$pid/status")
  echo "$after $kib" >> "$work/memory"
  [ $((after / 60)) -eq "$told" ] || printf 'after %4d s: %d MiB\n' "$after" $((kib / 1024))
  told=$((after / 60))
done
status=0
wait "$other" || { echo "failed: gRPC: $(cat "$work/grpc.log")"; status=1; }
wait "$load" || status=1
read -r requests errors < <(tail -1 "$work/rest.log")
echo "$requests requests by REST, $errors errors; by gRPC: $(cat "$work/grpc.log")"
[ "$errors" -eq 0 ] || status=1
grep -E ' (warning|error) ' "$work/server.log" | head -5 || true
awk -v from=$((seconds >= 600 ? 120 : seconds / 5)) '
  $1 >= from && !base {base = $2}
  base {d = ($2 - base) / base * 100; if (d < 0 ? -d > far : d > far) {far = d < 0 ? -d : d; where = $1; what = $2}}
  END {printf "resident memory: %.1f MiB after %d s, then within %.1f%% of it (%.1f MiB after %d s)\n", base / 1024, from, far, what / 1024, where; exit !(base && far <= 5)}
' "$work/memory" || status=1
exit "$status"
