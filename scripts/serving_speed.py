"""Measures servers beside each other; scripts/serving-speed.sh prepares what it needs. Prints a page of tables."""
import argparse, atexit, contextlib, http.server, json, os, re, shutil, socket, subprocess, sys, threading, time, urllib.request

arguments = argparse.ArgumentParser()
for name in ("server", "load", "work", "shared", "golden"):
    arguments.add_argument("--" + name, required=True)
arguments.add_argument("--seconds", type=int, default=5)
a = arguments.parse_args()
ROUNDS = 3
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A process that answers on two ports."""

    def __init__(self, command, rest, grpc=None, path="m"):
        self.rest, self.grpc, self.path = rest, grpc, path
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # However this ends, nothing of it goes on.
        atexit.register(self.process.kill)

    def until_answers(self, body, patience=120):
        started = time.monotonic()
        while time.monotonic() - started < patience:
            with contextlib.suppress(OSError):
                request = urllib.request.Request(self.url, data=body, headers={"Content-Type": "application/json"})
                return urllib.request.urlopen(request, timeout=30).read()
            if self.process.poll() is not None:
                raise SystemExit("a server ended: " + str(self.process.args))
            time.sleep(0.02)
        raise SystemExit("a server never answered: " + str(self.process.args))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.rest}/v1/models/{self.path}:predict"

    def cpu(self):
        """Processor time so far, in seconds: the program's own, and the machine's for it."""
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return int(fields[11]) / TICKS, int(fields[12]) / TICKS

    def metric(self, name):
        page = urllib.request.urlopen(f"http://127.0.0.1:{self.rest}/monitoring/prometheus/metrics").read().decode()
        return float(re.search(rf"^{name}(?:{{}})? (\S+)$", page, re.M)[1])

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


def ours(model, *flags):
    rest, grpc = free_port(), free_port()
    return Server([a.server, f"--rest_api_port={rest}", f"--port={grpc}", "--model_name=m", f"--model_base_path={a.work}/{model}",
                   f"--verdict-cache={a.work}/verdicts", *flags], rest, grpc)


def wrk(server, body, clients, seconds=None):
    """Requests a second, and the times of the middle one and of 99 in 100, in microseconds."""
    script = f"{a.work}/post.lua"
    with open(script, "w") as f:
        f.write('wrk.method="POST"; wrk.headers["Content-Type"]="application/json"; wrk.body=[==[' + body + ']==]\n'
                'done=function(s,l,r) io.write(string.format("RESULT %f %f %f %d\\n", s.requests/s.duration*1e6, l:percentile(50), l:percentile(99),'
                ' s.errors.status+s.errors.read+s.errors.write+s.errors.timeout+s.errors.connect)) end\n')
    out = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds or a.seconds}s", "-s", script, server.url], capture_output=True, text=True).stdout
    rate, median, p99, errors = map(float, re.search(r"RESULT (\S+) (\S+) (\S+) (\S+)", out).groups())
    if errors:
        print(f"warning: {errors:.0f} errors at {server.url}", file=sys.stderr)
    return rate, median, p99


def grpc(server, clients, rows):
    out = subprocess.run([a.load, "grpc", f"http://127.0.0.1:{server.grpc}", "m", str(clients), str(rows), str(a.seconds)], capture_output=True, text=True)
    got = json.loads(out.stdout)
    return got["RequestsPerSecond"], got["MedianMicroseconds"], got["P99Microseconds"]


def rounds(measures):
    """Each measure in turn, several times: the median by rate of each, so that a noisy moment meets all alike."""
    results = [[] for _ in measures]
    for _ in range(ROUNDS):
        for i, measure in enumerate(measures):
            results[i].append(measure())
    return [sorted(r)[len(r) // 2] for r in results]


def row(n=1):
    rows = [{"is_male": "True", "mother_age": 20 + i % 20, "plurality": "Single(1)", "gestation_weeks": 39, "key": f"c/{i + 1}"} for i in range(n)]
    return json.dumps({"instances": rows}, separators=(",", ":"))


def digits():
    case = json.load(open(a.golden))["cases"][0]["inputs"]
    (name, tensor), = [(n, t) for n, t in case.items() if n != "key"]
    values = iter(tensor["data"])
    image = [[[next(values)] for _ in range(28)] for _ in range(28)]
    return json.dumps({"instances": [{name: image, "key": "c/1"}]}, separators=(",", ":"))


def table(head, lines):
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print()


def peer():
    program, python = f"{a.shared}/peer/server.py", f"{a.shared}/tensorflow/python"
    if not os.path.exists(program):
        return None
    rest, grpc_port = free_port(), free_port()
    return Server([python, program, f"{a.work}/babyweight/1", "--rest", str(rest), "--grpc", str(grpc_port)], rest, grpc_port)


def against_others():
    servers = {"tfkeyed-server": ours("babyweight"), "bare Kestrel, echo": None, "Python: FastAPI, grpcio, TensorFlow": peer()}
    port = free_port()
    servers["bare Kestrel, echo"] = Server([a.load, "echo", str(port)], port)
    if os.environ.get("TFKEYED_TENSORFLOW"):
        servers["tfkeyed-server, TensorFlow's engine"] = ours("babyweight", "--engine=tensorflow")
    servers = {n: s for n, s in servers.items() if s}
    for s in servers.values():
        s.until_answers(row().encode())
        wrk(s, row(), 32, 2)
    for title, n in (("one row a request", 1), ("32 rows a request", 32)):
        body = row(n)
        results = dict(zip(servers, rounds([lambda s=s: wrk(s, body, 32) for s in servers.values()])))
        print(f"### REST, {title}, 32 connections\n")
        write(results, n)
    with_grpc = {n: s for n, s in servers.items() if s.grpc}
    for title, n in (("one row a request", 1), ("32 rows a request", 32)):
        results = dict(zip(with_grpc, rounds([lambda s=s: grpc(s, 32, n) for s in with_grpc.values()])))
        print(f"### gRPC, {title}, 32 clients\n")
        write(results, n)
    print("The client of gRPC, ours, runs on the same cores and takes most of them: what it can ask for bounds the fast servers.\n")
    costs(servers["tfkeyed-server"], servers["bare Kestrel, echo"])
    for s in servers.values():
        s.stop()


def write(results, n):
    mine = results["tfkeyed-server"][0]
    table(["server", "requests/s", "rows/s", "p50, µs", "p99, µs", "ours is"], [
        [name, f"{rate:,.0f}", f"{rate * n:,.0f}", f"{median:,.0f}", f"{p99:,.0f}", "" if name == "tfkeyed-server" else f"{mine / rate:.2f} times as fast"]
        for name, (rate, median, p99) in results.items()])


def costs(server, bare):
    def spent(s):
        before, counted = s.cpu(), time.monotonic()
        rate, _, _ = wrk(s, row(), 32)
        took = time.monotonic() - counted
        after = s.cpu()
        return [(b - x) / (rate * took) * 1e6 for x, b in zip(before, after)]
    mine, echo = spent(server), spent(bare)
    before = server.metric("tfkeyed_process_allocated_bytes_total")
    rate, _, _ = wrk(server, row(), 32)
    per_request = (server.metric("tfkeyed_process_allocated_bytes_total") - before) / (rate * a.seconds)
    stages = subprocess.run([a.load, "stages", f"{a.work}/babyweight/1", "1"], capture_output=True, text=True).stdout.splitlines()
    lines = [[what, f"{float(micros):.2f}"] for micros, what in (l.split(" ", 1) for l in stages)]
    inside = sum(float(l[1]) for l in lines)
    print("### Where the microseconds of a request go, one row\n")
    table(["step", "processor time, µs"], [
        *lines, ["together", f"{inside:.2f}"],
        ["all of the program's own: these, the web server, the runtime", f"{mine[0]:.2f}"],
        ["the machine's for it: sockets, threads", f"{mine[1]:.2f}"],
        ["bare Kestrel's own", f"{echo[0]:.2f}"], ["the machine's for bare Kestrel", f"{echo[1]:.2f}"]])
    print(f"Managed memory allocated for a request: {per_request:,.0f} bytes.\n")


def batching():
    parameters = f"{a.work}/batching.txt"
    with open(parameters, "w") as f:
        f.write("max_batch_size { value: 64 }\nbatch_timeout_micros { value: 1000 }\nmax_enqueued_batches { value: 1000 }\nnum_batch_threads { value: 2 }\n")
    on = ["--enable_batching=true", f"--batching_parameters_file={parameters}"]
    engines = ["embedded"] + (["tensorflow"] if os.environ.get("TFKEYED_TENSORFLOW") else [])
    lines = []
    for engine in engines:
        for model, body in (("babyweight", row()), ("mnist", digits())):
            off, batched = ours(model, f"--engine={engine}"), ours(model, f"--engine={engine}", *on)
            for s in (off, batched):
                s.until_answers(body.encode())
                wrk(s, body, 8, 2)
            for clients in (1, 32, 256):
                (r0, m0, p0), (r1, m1, p1) = rounds([lambda s=s: wrk(s, body, clients) for s in (off, batched)])
                lines.append([engine, model, str(clients), f"{r0:,.0f}", f"{r1:,.0f}", f"{r1 / r0:.2f}", f"{m0:,.0f}", f"{m1:,.0f}", f"{m1 / m0:.2f}",
                              f"{p0:,.0f}", f"{p1:,.0f}"])
            off.stop()
            batched.stop()
    print("### Batching, REST, one row a request\n")
    table(["engine", "model", "clients", "off, requests/s", "on", "on / off", "off, p50 µs", "on", "on / off", "off, p99 µs", "on"], lines)
    print("Batches of up to 64 rows, kept open for up to 1,000 µs, two threads.\n")


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes what is sent, and throws it away."""
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def seen():
    collector = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    traces = f"--otlp-endpoint=http://127.0.0.1:{collector.server_port}/v1/traces"
    logs, access = f"{a.work}/logs", f"{a.work}/access.log"
    kinds = {
        "nothing": [],
        "access log": [f"--access-log={access}"],
        "request log, JSON lines": [f"--request-log={logs}"],
        "request log, Parquet": [f"--request-log={logs}", "--log-format=parquet"],
        "request log, JSON lines, 1 row in 100": [f"--request-log={logs}", "--log-rate=0.01"],
        "traces, 1 call in 100": [traces, "--trace-rate=0.01"],
        "access log, request log of JSON lines and traces, 1 in 100 of each row and call": [
            f"--access-log={access}", f"--request-log={logs}", "--log-rate=0.01", traces, "--trace-rate=0.01"],
    }

    def measure(flags):
        s = ours("babyweight", *flags)
        s.until_answers(row().encode())
        wrk(s, row(), 32, 1)
        rate, median, p99 = wrk(s, row(), 32)
        # Without an access log there is no such metric.
        dropped = s.metric("tfkeyed_access_log_dropped_total") if any(f.startswith("--access-log=") for f in flags) else 0
        s.stop()
        shutil.rmtree(logs, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.remove(access)
        return rate, median, p99, dropped

    results = rounds([lambda flags=flags: measure(flags) for flags in kinds.values()])
    collector.shutdown()
    plain = results[0][0]
    lines = [[kind, f"{rate:,.0f}", f"{rate / plain:.2f}", f"{median:,.0f}", f"{p99:,.0f}", f"{dropped:,.0f}" if "access" in kind else ""]
             for kind, (rate, median, p99, dropped) in zip(kinds, results)]
    print("### What it costs to be seen, REST, one row a request, 32 connections\n")
    table(["what is on", "requests/s", "of nothing's", "p50, µs", "p99, µs", "lines of the access log dropped"], lines)


def start():
    times = []
    for _ in range(11):
        started = time.perf_counter()
        s = ours("babyweight", "--enable_batching=true")
        while True:
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(f"http://127.0.0.1:{s.rest}/readyz", timeout=5).status == 200:
                    break
            time.sleep(0.0005)
        times.append((time.perf_counter() - started) * 1000)
        s.stop()
    times = sorted(times[1:])
    print("### Start\n")
    print(f"From the start of the process to `/readyz`, embedded engine, keyed babyweight, batching on, verdict cached: median {times[len(times) // 2]:.0f} ms"
          f" (of {len(times)}: {times[0]:.0f} to {times[-1]:.0f}).\n")


print("# How fast the server is\n")
print(f"Made by `scripts/serving-speed.sh {a.seconds}`: {os.cpu_count()} cores that servers and clients share; wrk 4 with one thread makes REST's load, `tests/TfKeyedExport.Load`")
print(f"that of gRPC. The median of {ROUNDS} rounds of {a.seconds} s, servers in turn. Keyed babyweight (five inputs, 31 variables) unless another model is named; batching is off")
print(f"unless it is said. The server is the program that `tfkeyed serve` continues in on this machine (`{os.path.basename(a.server)}`). Absolute numbers mean little on another machine; what stands beside them in the same run does.\n")
against_others()
batching()
seen()
start()
