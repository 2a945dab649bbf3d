#!/usr/bin/env python3
"""Holds the verdicts of `tfkeyed check` against what is true, model by model, seed by seed, engine by engine.

    scripts/verdicts.py [FOLDER...] [--program TFKEYED] [--engines embedded,tensorflow] [--seeds 20] [--first 1] [--table FILE] [--jobs 2]

A FOLDER holds models and a verdicts.json that says of each what is true: {"NAME": {"verdict": "safe"}} or {"verdict": "unsafe", "unsafe":
{"OUTPUT": "REASON"}}, with "scalar" for outputs that belong to no row, "from" for the function or signature to export, "refuse" for what
export refuses unless a key's name is given, and "check" for more options of check. Without FOLDER: models/, the project's own truth models,
and, where the shared folder is there, adversary/ and what scripts/verdicts-of-cases.json says of field/ and third/.

Every model is keyed first. An unsafe model has to be found out by every seed, in a process of its own; a safe one is given all seeds at once,
of which the worst counts. Prints what is wrong, a line a folder and engine, and leaves with 1 if anything is wrong. --table writes a page
with the embedded engine's verdict, proof and times of each model (a process each, three times, the median; the proof alone is what the report
says of it); nothing else should run on the machine meanwhile.
"""
import argparse, concurrent.futures, json, os, pathlib, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TFKEYED_SHARED", ROOT.parent / "shared"))
TRUTH = ROOT / "tests" / "TfKeyedExport.Checking.Tests" / "Truth"
TIME_LIMIT = 1800  # seconds a process; one that hangs is wrong


def folders(named):
    """The name of each folder, where its models are, and what is true of them."""
    if named:
        for folder in map(pathlib.Path, named):
            yield folder.name, folder, json.loads((folder / "verdicts.json").read_text())
        return
    for folder in (ROOT / "models", TRUTH, SHARED / "adversary"):
        if (folder / "verdicts.json").exists():
            yield folder.name, folder, json.loads((folder / "verdicts.json").read_text())
    for name, truth in json.loads((ROOT / "scripts" / "verdicts-of-cases.json").read_text()).items():
        if name != "about" and (SHARED / name).exists():
            yield name, SHARED / name, truth


def export(program, model, keyed, truth):
    """Keys a model; None, or why that failed."""
    if truth.get("as-it-is"):
        os.symlink(model, keyed)
        return None
    command = [program, "export", model, keyed]
    if "from" in truth:
        command += ["--from", truth["from"]]
    if "refuse" in truth or "key" in truth:
        command += ["--key", truth.get("key", "client_key")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT)
    return None if done.returncode == 0 else f"export ends with {done.returncode}: {done.stderr.strip()[:200]}"


def check(program, keyed, truth, engine, seed, seeds):
    """The report of a check, with the process's time, or what went wrong."""
    command = [program, "check", keyed, "--engine", engine, "--seed", str(seed), "--seeds", str(seeds), "--seconds", str(300 * seeds), "--json", *truth.get("check", [])]
    start = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return None, f"no verdict in {TIME_LIMIT} s"
    elapsed = time.perf_counter() - start
    if done.returncode not in (0, 1, 7):
        return None, f"exit code {done.returncode}: {' '.join(done.stderr.split())[:200]}"
    report = json.loads(done.stdout)
    report["processSeconds"] = elapsed
    return report, None


def said(report):
    """What a report says, in the words of verdicts.json."""
    outputs = report["outputs"].items()
    return (report["verdict"], {name: o["reason"] for name, o in outputs if o["verdict"] == "unsafe"},
            sorted(name for name, o in outputs if o["scalar"]))


def culprits(report):
    """Where the proof of each output that is not proved ended."""
    return "; ".join(f"{name}: {o['culprit']['op'] if o.get('culprit') else '-'}" for name, o in report["outputs"].items() if o["proof"] != "proved")


def right(truth):
    return truth["verdict"], truth.get("unsafe", {}), sorted(truth.get("scalar", []))


def agrees(report, truth):
    if truth["verdict"] == "not safe":
        return report["verdict"] != "safe"
    if "scalar" not in truth and truth["verdict"] == "unsafe" or "as-it-is" in truth:
        return said(report)[:2] == right(truth)[:2]
    return said(report) == right(truth)


def judge(program, keyed, truth, engine, first, seeds):
    """The first report and everything that is wrong, over all seeds."""
    together = truth["verdict"] == "safe"
    wrong, shown = [], None
    for seed in [first] if together else range(first, first + seeds):
        report, failure = check(program, keyed, truth, engine, seed, seeds if together else 1)
        expected = truth.get("exit", {}).get(engine)
        if expected is not None and failure is not None and failure.startswith(f"exit code {expected}:"):
            continue
        shown = shown or report
        if failure is not None or not agrees(report, truth):
            wrong.append(f"seed {seed}: {failure or said(report)}")
    return shown, wrong


def table(program, jobs, path):
    """A page of verdicts and times, with nothing beside each process."""
    lines = [
        "# Verdicts and times of each model", "",
        "Made by `scripts/verdicts.py --table docs/verdicts.md`, on 2 cores, with the published program and the embedded engine, seed 1: *process* is one `tfkeyed check` from",
        "start to end, *proof* the part of it that reads the graph (medians of three processes); *in a proof's way* is the operation at which it ended.",
    ]
    for folder in dict.fromkeys(j[0] for j in jobs):
        lines += ["", f"## {folder}", "", "| model | verdict | proof | process | calls | in a proof's way |", "|---|---|---:|---:|---:|---|"]
        times, safe, proved = [], 0, 0
        for _, name, keyed, truth in sorted(j for j in jobs if j[0] == folder):
            results = [check(program, keyed, truth, "embedded", 1, 1) for _ in range(3)]
            if results[0][0] is None:
                lines.append(f"| {name} | {results[0][1][:60]} | | | | |")
                continue
            report = results[0][0]
            process = statistics.median(r["processSeconds"] for r, _ in results)
            proof = statistics.median(r["proofSeconds"] for r, _ in results)
            times.append((process, proof))
            safe += report["verdict"] == "safe"
            proved += report["proof"] == "proved"
            verdict, reasons, _ = said(report)
            words = "safe: proved" if report["proof"] == "proved" else ", ".join([verdict, *sorted(set(reasons.values()))])
            culprits = {o["culprit"]["op"] for o in report["outputs"].values() if o.get("culprit")}
            lines.append(f"| {name} | {words} | {proof * 1000:.1f} ms | {process:.2f} s | {report['calls']:,} | {', '.join(sorted(culprits))} |")
        lines += ["", f"{proved} of {safe} safe ones are proved. Longest process {max(t for t, _ in times):.2f} s, median {statistics.median(t for t, _ in times):.2f} s; "
                  f"longest proof {max(p for _, p in times) * 1000:.1f} ms, median {statistics.median(p for _, p in times) * 1000:.1f} ms."]
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--program", default=os.environ.get("TFKEYED_PROGRAM"))
    parser.add_argument("--engines", default="embedded,tensorflow")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--only", help="names of models, separated by commas")
    parser.add_argument("--table")
    parser.add_argument("--unproved", action="store_true", help="name the safe models that are not proved")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tfkeyed.") as work:
        program = options.program
        if program is None:
            subprocess.run(["dotnet", "publish", ROOT / "src/TfKeyedExport.Cli", "-c", "Release", "-o", f"{work}/program", "-v", "q"], check=True, stdout=sys.stderr)
            program = f"{work}/program/tfkeyed"
        jobs, wrong = [], 0
        for folder, place, truths in folders(options.folders):
            for name, truth in truths.items():
                if name == "about" or options.only and name not in options.only.split(","):
                    continue
                keyed = os.path.join(work, folder, name)
                os.makedirs(os.path.dirname(keyed), exist_ok=True)
                failure = export(program, str(place / name), keyed, truth)
                if failure:
                    print(f"{folder}/{name}: {failure}", flush=True)
                    wrong += 1
                else:
                    jobs.append((folder, name, keyed, truth))
        if options.table:
            table(program, jobs, options.table)
            return
        for engine in options.engines.split(","):
            count, bad, proved, safe = {}, {}, {}, {}
            start = time.perf_counter()
            with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
                work_of = {pool.submit(judge, program, keyed, truth, engine, options.first, options.seeds): (folder, name, truth)
                           for folder, name, keyed, truth in jobs}
                for done in concurrent.futures.as_completed(work_of):
                    folder, name, truth = work_of[done]
                    report, faults = done.result()
                    count[folder] = count.get(folder, 0) + 1
                    bad[folder] = bad.get(folder, 0) + bool(faults)
                    safe[folder] = safe.get(folder, 0) + (truth["verdict"] == "safe")
                    proved[folder] = proved.get(folder, 0) + (report is not None and truth["verdict"] == "safe" and report["proof"] == "proved")
                    if options.unproved and report is not None and truth["verdict"] == "safe" and report["proof"] != "proved":
                        print(f"{engine} {folder}/{name}: not proved: {culprits(report)}", flush=True)
                    for fault in faults:
                        print(f"{engine} {folder}/{name}: {fault}; right: {right(truth)}", flush=True)
            for folder in count:
                print(f"{engine} {folder}: {count[folder] - bad[folder]} of {count[folder]} models right with {options.seeds} seeds each, "
                      f"{proved[folder]} of {safe[folder]} safe ones proved", flush=True)
            print(f"{engine}: {time.perf_counter() - start:.0f} s", flush=True)
            wrong += sum(bad.values())
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
