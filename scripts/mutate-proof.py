#!/usr/bin/env python3
"""Makes the proof of rows wrong in one place after the other, and tells whether a test says so.

    scripts/mutate-proof.py --list                          # all mutants
    scripts/mutate-proof.py --sample 150 [--seed 1]         # some, of every rule
    scripts/mutate-proof.py --only 3,17,200-240             # these
    scripts/mutate-proof.py [--kind L] [--file ViewRows]    # all, or those of a kind, or of files that are called so

All mutants are compiled into one library, in a copy of the working tree; what does not compile is left out and not counted. A test program tries
one after the other on all small graphs (MutantTests), and slower classes of tests try those that are left, a process for each. One that makes
tests run longer than their limit, or end their process, is killed, as is one that makes a test fail. Leaves with 1 if any survived.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is left behind in scripts/
import proof_mutants  # noqa: E402
import proof_schemata  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORE = "src/TfKeyedExport"
FOLDERS = [f"{CORE}/Analyses/Rows", f"{CORE}/Operations/Rows"]
OTHERS = {"NodeSources.cs"}  # what says where a check looks, and nothing is proved by
QUICK = ("TfKeyedExport.Engines.Tests", "*.MutantTests")
# For what it leaves, quickest first, and those that kill most.
TESTS = [
    ("TfKeyedExport.Checking.Tests", "*.ModelProofTests"),
    ("TfKeyedExport.Engines.Tests", "*.RandomGraphTests"),
    ("TfKeyedExport.Engines.Tests", "*.RowRuleTests"),
    ("TfKeyedExport.Checking.Tests", "*.TruthTests"),
]
LIMIT = 120  # seconds a test program
PLAIN = ["-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false"]
MEMORY = "0xC0000000"  # of a test program: a mutant may want any


def run(command, limit=None, **options):
    """Its exit code, and what it said; no code if it ran too long."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **options)
    try:
        said, _ = child.communicate(timeout=limit)
        return child.returncode, said
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return None, ""


class Copy:
    """A copy of the working tree whose core is compiled with all mutants."""

    def __init__(self, folder, tests):
        self.root = pathlib.Path(folder).resolve()
        self.tests = tests
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in listed.splitlines():
            source, target = ROOT / name, self.root / name
            if source.is_file() and not (target.is_file() and target.read_bytes() == source.read_bytes()):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        (self.root / CORE / f"{proof_schemata.NAME}.cs").write_text(proof_schemata.SWITCH)
        self.environment = {k: v for k, v in os.environ.items() if k != "TFKEYED_TENSORFLOW"} | {"DOTNET_GCHeapHardLimit": MEMORY}
        for project in self.projects():
            self.require(["dotnet", "build", f"tests/{project}", "-v", "q", *PLAIN])
        told = self.require(["dotnet", "msbuild", f"{CORE}/TfKeyedExport.csproj", "-t:PrepareResources;Compile", *PLAIN, "-p:BuildProjectReferences=false",
                             "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:NonExistentFile=never", "-getItem:CscCommandLineArgs"])
        arguments = [a["Identity"] for a in json.loads(told)["Items"]["CscCommandLineArgs"]]
        self.library = self.root / "mutant" / "TfKeyedExport.dll"
        self.library.parent.mkdir(exist_ok=True)
        kept = [a for a in arguments if not a.startswith(("/out:", "/refout:", "/doc:", "/noconfig", "/warnaserror"))]
        answers = self.root / "mutant" / "arguments.rsp"
        answers.write_text("\n".join(f'"{a}"' if " " in a and '"' not in a else a for a in [*kept, f"/out:{self.library}"]))
        version = self.require(["dotnet", "--version"]).strip()
        sdk = next(line for line in self.require(["dotnet", "--list-sdks"]).splitlines() if line.startswith(version + " "))
        compiler = pathlib.Path(sdk.split("[")[1].rstrip("]")) / version / "Roslyn" / "bincore" / "csc.dll"
        self.compiler = ["dotnet", "exec", str(compiler), "/shared", "/noconfig", "/nologo", f"@{answers}"]

    def projects(self):
        return dict.fromkeys(project for project, _ in [QUICK, *self.tests])

    def require(self, command):
        code, said = run(command, cwd=self.root, env={k: v for k, v in self.environment.items() if k != "DOTNET_GCHeapHardLimit"})
        if code != 0:
            sys.exit(f"{' '.join(command)} failed:\n{said}")
        return said

    def compile(self, sources, mutants):
        """Compiles mutants together; gives those that do, and those that must be chosen before a program begins."""
        while True:
            made = {path: proof_schemata.Schemata(path, source, [m for m in mutants if m.path == path]) for path, source in sources.items()}
            for path, schemata in made.items():
                (self.root / path).write_text(schemata.text)
            unable = {m.number for schemata in made.values() for m in schemata.left}
            code, said = run(self.compiler, cwd=self.root / CORE)
            if code == 0:
                break
            places = [((self.root / CORE / name).resolve(), int(line)) for name, line in re.findall(r"^(\S+\.cs)\((\d+),\d+\): error", said, re.M)]
            broken = {mutant.number for path, schemata in made.items() for file, line in places
                      if file == self.root / path and (mutant := schemata.broken(line)) is not None}
            if not broken:
                sys.exit(f"what is no mutant does not compile:\n{said}")
            unable |= broken
            mutants = [m for m in mutants if m.number not in unable]
        self.member = {number: member for schemata in made.values() for number, member in schemata.member.items()}
        for project in self.projects():
            shutil.copy2(self.library, self.root / "artifacts" / "bin" / project / "debug" / self.library.name)
        return [m for m in mutants if m.number not in unable], set().union(*(schemata.at_start for schemata in made.values()))

    def start(self, project, tests, *options, **variables):
        program = self.root / "artifacts" / "bin" / project / "debug" / project
        return [program, "-noColor", "-class", tests, *options], {"cwd": self.root, "env": self.environment | variables}

    def quick(self, mutants):
        """What killed each, of those that are: all in one process, which is begun again behind one that ends it."""
        killers, number = {}, id(mutants)
        listed, told = self.library.parent / f"{number}.txt", self.library.parent / f"{number}.said"
        while mutants:
            listed.write_text("\n".join(f"{m.number} {self.member[m.number]}" for m in mutants))
            told.write_text("")
            command, options = self.start(*QUICK, TFKEYED_MUTANTS=str(listed), TFKEYED_MUTANTS_SAID=str(told),
                                          **{proof_schemata.VARIABLE: str(mutants[0].number if len(mutants) == 1 else -1)})
            _, said = run(command, **options)
            words = [line.split(" ", 2) for line in told.read_text().splitlines()]
            killers |= {int(w[0]): w[2] for w in words if w[1] == "killed"}
            done = len({w[0] for w in words})
            if done == 0:
                killers[mutants[0].number] = "the test program does not begin"
                done = 1
            elif words[-1][1] == "begun":
                killers[int(words[-1][0])] = "ran too long, or ended the process"
            mutants = mutants[done:]
        return killers

    def killer(self, mutant):
        """The first class of tests that fails, and what it said; nothing if none does."""
        for project, tests in self.tests:
            command, options = self.start(project, tests, "-stopOnFail", **{proof_schemata.VARIABLE: str(mutant.number if mutant else -1)})
            code, said = run(command, LIMIT, **options)
            if code != 0:
                failed = [line.strip() for line in said.splitlines() if "[FAIL]" in line]
                return f"{tests}: " + ("ran too long" if code is None else (failed or said.splitlines()[-1:] or ["?"])[0])
        return None


def chosen(arguments, mutants):
    if arguments.file:
        mutants = [m for m in mutants if any(f in m.path for f in arguments.file.split(","))]
    if arguments.kind:
        mutants = [m for m in mutants if m.kind == arguments.kind]
    if arguments.only:
        wanted = set()
        for part in arguments.only.split(","):
            first, _, last = part.partition("-")
            wanted.update(range(int(first), int(last or first) + 1))
        mutants = [m for m in mutants if m.number in wanted]
    return proof_mutants.sample(mutants, arguments.sample, arguments.seed) if arguments.sample else mutants


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="only list them")
    parser.add_argument("--only", help="numbers and ranges of numbers, as they are listed")
    parser.add_argument("--file", help="parts of files' names")
    parser.add_argument("--kind", choices="LS", help="L: those that let more pass, S: the others")
    parser.add_argument("--sample", type=int, help="so many of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="only small graphs: what they leave is to be tried with all")
    parser.add_argument("--jobs", type=int, default=2, help="test programs at a time")
    parser.add_argument("--log", help="a file for what killed each")
    parser.add_argument("--folder", help="where to copy the working tree to; it is kept, and what was built there is used again")
    arguments = parser.parse_args()
    # So that a copy is taken away also if this is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sources = {str(path.relative_to(ROOT)): path.read_text() for folder in FOLDERS
               for path in sorted((ROOT / folder).glob("*.cs")) if path.name not in OTHERS}
    mutants = [mutant for name, source in sources.items() for mutant in proof_mutants.mutants_of(name, source)]
    for number, mutant in enumerate(mutants):
        mutant.number = number
    mutants = chosen(arguments, mutants)
    if arguments.list:
        print("\n".join(map(str, mutants)))
        return 0
    tests = [] if arguments.quick else TESTS
    if arguments.folder:
        return try_all(mutants, sources, Copy(arguments.folder, tests), arguments)
    with tempfile.TemporaryDirectory(prefix="tfkeyed-mutants.") as folder:
        return try_all(mutants, sources, Copy(folder, tests), arguments)


def try_all(mutants, sources, copy, arguments):
    jobs = arguments.jobs
    begun = time.monotonic()
    compiled, at_start = copy.compile(sources, mutants)
    if failure := copy.killer(None):
        sys.exit(f"without a mutant: {failure}")
    print(f"{len(mutants)} mutants, {len(compiled)} compile ({time.monotonic() - begun:.0f} s)", flush=True)
    together = [m for m in compiled if m.number not in at_start]
    parts = [*(together[i::jobs] for i in range(jobs)), *([m] for m in compiled if m.number in at_start)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        killers = {number: killer for part in pool.map(copy.quick, parts) for number, killer in part.items()}
        left = [m for m in compiled if m.number not in killers]
        print(f"{len(killers)} killed by small graphs, {len(left)} left ({time.monotonic() - begun:.0f} s)", flush=True)
        for mutant, killer in zip(left, pool.map(copy.killer, left)):
            print(f"{mutant}\n    {killer or 'SURVIVED'}", flush=True)
            if killer:
                killers[mutant.number] = killer
    survived = [m for m in compiled if m.number not in killers]
    for kind in "LS":
        of_kind = [m for m in compiled if m.kind == kind]
        print(f"{kind}: {sum(m.kind == kind for m in mutants)} mutants, {len(of_kind)} compile, {sum(m.number in killers for m in of_kind)} killed")
    print(f"score {len(compiled) - len(survived)}/{len(compiled)} ({time.monotonic() - begun:.0f} s)")
    print("\n".join(f"survived: {mutant}" for mutant in survived))
    if arguments.log:
        pathlib.Path(arguments.log).write_text("\n".join(f"{mutant}\n    {killers.get(mutant.number, 'SURVIVED')}" for mutant in compiled))
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
