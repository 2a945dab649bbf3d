"""Writes docs/benchmarks.md from the figures of one run of scripts/bench-all.sh.

Arguments: the folder with MODEL.json (what `tfkeyed bench --json` printed) and onnx.txt (what the ONNX peer printed), the command, the models."""
import datetime
import json
import pathlib
import re
import sys

folder, command, models = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
SIZES = (1, 32, 1024)
# The ratios to aim for, against libtensorflow, by batch size; against ONNX Runtime they are ONNX_GOALS.
BABYWEIGHT, OTHERS, ONNX_GOALS, LOAD_GOAL = (10, 5, 1.5), (5, 1, 1), (2, 1, 1), 20
# Which model each of the peer's ONNX files stands for: babyweight's takes a key too.
ONNX_NAMES = {"babyweight": "babyweight_keyed_reference", "mnist_cnn": "mnist_cnn", "tiny_transformer": "tiny_transformer"}


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def ratio(value, goal):
    return f"{number(value)}" if value >= goal else f"{number(value)} (below {goal})"


def processor():
    text = pathlib.Path("/proc/cpuinfo").read_text() if pathlib.Path("/proc/cpuinfo").exists() else ""
    name = re.search(r"model name\s*: (.*)", text)
    flags = re.search(r"flags\s*: (.*)", text)
    wanted = [f for f in ("avx2", "fma", "avx512f", "avx512vl", "avx512_vnni", "avx512_bf16") if flags and f in flags[1].split()]
    return f"{text.count('processor')} × {name[1] if name else 'unknown'} ({', '.join(wanted) or 'features unknown'})"


def peer():
    file = folder / "onnx.txt"
    times = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        for size, time in re.findall(r"b(\d+) p50 ([\d.]+) us", line):
            times[ONNX_NAMES[line.split()[0]], int(size)] = float(time)
    return times


reports = {m: json.loads((folder / f"{m}.json").read_text()) for m in models}
onnx = peer()
engines = {m: {e["engine"]: e for e in r["engines"]} for m, r in reports.items()}
versions = sorted({e["description"] for by_name in engines.values() for e in by_name.values()})

print("# Benchmarks\n")
print(f"Written by `{command}` on {datetime.date.today()}, all figures in one run. {processor()}.")
print(f"Engines: {'; '.join(versions)}{'; ONNX Runtime with as many threads as processors' if onnx else ''}.\n")
print("Times are p50 in microseconds, from the caller's side, in one process; engines take turns. A ratio is the other's time by the embedded engine's;")
print("what misses its goal says so. The ONNX column is the same model as ONNX, timed by a program of its own in the same run; babyweight's has an integer")
print("formula in place of the crossed column's hash, which ONNX lacks.\n")
print("| model | batch | embedded | p99 | TensorFlow | ratio | ONNX Runtime | ratio | rows/s | bytes/call | answers |")
print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
for model in models:
    own = {b["batch_size"]: b for b in engines[model].get("embedded", {"batches": []})["batches"]}
    other = {b["batch_size"]: b for b in engines[model].get("tensorflow", {"batches": []})["batches"]}
    for place, size in enumerate(SIZES):
        if size not in own:
            continue
        b, goals = own[size], BABYWEIGHT if model.startswith("babyweight") else OTHERS
        tensorflow = (number(other[size]["p50_us"]), ratio(other[size]["p50_us"] / b["p50_us"], goals[place])) if size in other else ("", "")
        peers = onnx.get((model, size))
        against = (number(peers), ratio(peers / b["p50_us"], ONNX_GOALS[place])) if peers else ("", "")
        cells = [model, size, number(b["p50_us"]), number(b["p99_us"]), *tensorflow, *against, f"{b['rows_per_second']:,.0f}", f"{b['allocated_bytes']:,}", f"{b['answer_bytes']:,}"]
        print("| " + " | ".join(map(str, cells)) + " |")
print("\nbytes/call is the managed memory that a call allocates, answers included; answers are the bytes of their elements, without the objects around them.\n")
print("## Loading\n\nThe model's folder read, opened and its signature prepared; the median of 5 to 25 loads after the first, as many as fit into the time, so without an engine's own start.\n")
print("| model | embedded | TensorFlow | ratio | embedded, first | TensorFlow, first |")
print("|---|---:|---:|---:|---:|---:|")
for model in models:
    own, other = engines[model].get("embedded"), engines[model].get("tensorflow")
    if own is None:
        continue
    cells = [model, f"{number(own['load_ms'])} ms"]
    cells += [f"{number(other['load_ms'])} ms", ratio(other["load_ms"] / own["load_ms"], LOAD_GOAL)] if other else ["", ""]
    cells += [f"{number(own['first_load_ms'])} ms", f"{number(other['first_load_ms'])} ms" if other else ""]
    print("| " + " | ".join(cells) + " |")
