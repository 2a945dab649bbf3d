"""Runs `tfkeyed bench` once for each model and batch size, and writes growth.md and growth.svg.

Arguments: the program, the folder of models, seconds for each batch size, the folder to write to, the command, the models."""
import datetime
import json
import math
import os
import pathlib
import subprocess
import sys

program, folder, seconds, output, command, models = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4]), sys.argv[5], sys.argv[6:]
SIZES = [4**i for i in range(9)]
COLOURS = ("#0b6", "#06b", "#b50", "#808", "#b00", "#555", "#880")


def measure(model, size):
    argv = [program, "bench", str(folder / model), "--engines", "embedded", "--batch-sizes", str(size), "--seconds", seconds, "--json"]
    child = subprocess.Popen(argv, stdout=subprocess.PIPE)
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(argv)} failed with {child.returncode}")
    batch = json.loads(printed)["engines"][0]["batches"][0]
    return {"size": size, "row_us": batch["p50_us"] / size, "call_us": batch["p50_us"], "peak_mib": usage.ru_maxrss / 1024}


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def panel(left, title, value, figures):
    """One plot with logarithmic axes: a line for each model."""
    width, height, top = 380, 260, 40
    values = [p[value] for points in figures.values() for p in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    x = lambda size: left + width * math.log2(size) / math.log2(SIZES[-1])
    y = lambda v: top + height * (high - math.log10(v)) / max(high - low, 1)
    parts = [f'<text x="{left}" y="{top - 16}" font-weight="bold">{title}</text>']
    for decade in range(low, high + 1):
        parts.append(f'<path d="M{left} {y(10**decade):.1f}h{width}" stroke="#ccc"/><text x="{left - 8}" y="{y(10**decade) + 4:.1f}" text-anchor="end">{10**decade:g}</text>')
    for size in SIZES[::2]:
        parts.append(f'<text x="{x(size):.1f}" y="{top + height + 18}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 36}" text-anchor="middle">rows in a call</text>')
    labels = []
    for colour, (model, points) in zip(COLOURS, figures.items()):
        line = " ".join(f"{x(p['size']):.1f},{y(p[value]):.1f}" for p in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        labels.append((y(points[-1][value]) + 4, colour, model))
    lowest = 0.0
    for place, colour, model in sorted(labels):
        # Lines that end at the same height must not have their names on top of each other.
        lowest = max(place, lowest + 14)
        parts.append(f'<text x="{left + width + 6}" y="{lowest:.1f}" fill="{colour}">{model}</text>')
    return parts


figures = {}
for model in models:
    print(f"== {model}", file=sys.stderr)
    figures[model] = [measure(model, size) for size in SIZES]

svg = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1180 350" font-family="sans-serif" font-size="12">', '<rect width="1180" height="350" fill="#fff"/>']
svg += panel(60, "microseconds per row (p50)", "row_us", figures) + panel(650, "peak memory of the process, MiB", "peak_mib", figures) + ["</svg>", ""]
(output / "growth.svg").write_text("\n".join(svg))

lines = ["# Growth", "", f"Written by `{command}` on {datetime.date.today()}, {os.cpu_count()} processors, embedded engine; each line is a process of its own.", "",
         "![Time per row and memory by batch size](growth.svg)", "", "| model | rows in a call | call, p50 us | us per row | peak memory, MiB |", "|---|---:|---:|---:|---:|"]
for model, points in figures.items():
    lines += [f"| {model} | {p['size']:,} | {number(p['call_us'])} | {number(p['row_us'])} | {number(p['peak_mib'])} |" for p in points]
lines += ["", "Peak memory is the process's: the program itself, the model, the inputs and answers of a call, and what the engine keeps for the next call.", ""]
(output / "growth.md").write_text("\n".join(lines))
print("\n".join(lines))
