#!/usr/bin/env python3
"""Makes the proof of rows wrong in one place after the other, and tells whether a test says so.

    scripts/mutate-proof.py --list                          # all mutants
    scripts/mutate-proof.py --sample 150 [--seed 1]         # some, of every rule
    scripts/mutate-proof.py --only 3,17,200-240             # these
    scripts/mutate-proof.py [--file ViewRows]               # all, or those of files that are called so

A mutant is made in a copy of the working tree, compiled without analyzers, and put where the test programs look for it. What does not compile
is not counted. One that makes tests run longer than their limit is killed, as is one that makes a test fail. Leaves with 1 if any survived.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is left behind in scripts/
import proof_mutants  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORE = "src/TfKeyedExport"
FOLDERS = [f"{CORE}/Analyses/Rows", f"{CORE}/Operations/Rows"]
# Quickest first, and those that kill most.
TESTS = [
    ("TfKeyedExport.Engines.Tests", "*RowGraphTests"),
    ("TfKeyedExport.Checking.Tests", "*.ModelProofTests"),
    ("TfKeyedExport.Engines.Tests", "*.RandomGraphTests"),
    ("TfKeyedExport.Engines.Tests", "*.RowRuleTests"),
    ("TfKeyedExport.Checking.Tests", "*.TruthTests"),
]
LIMIT = 120  # seconds a test program
PLAIN = ["-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false"]


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
    """A copy of the working tree whose core is compiled again and again."""

    def __init__(self, folder, tests):
        self.root = pathlib.Path(folder).resolve()
        self.tests = tests
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in listed.splitlines():
            source, target = ROOT / name, self.root / name
            if source.is_file() and not (target.is_file() and target.read_bytes() == source.read_bytes()):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        self.environment = {k: v for k, v in os.environ.items() if k != "TFKEYED_TENSORFLOW"}
        for project in dict.fromkeys(p for p, _ in tests):
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

    def require(self, command):
        code, said = run(command, cwd=self.root, env=self.environment)
        if code != 0:
            sys.exit(f"{' '.join(command)} failed:\n{said}")
        return said

    def compile(self):
        code, _ = run(self.compiler, cwd=self.root / CORE, env=self.environment)
        if code == 0:
            for project in dict.fromkeys(p for p, _ in self.tests):
                shutil.copy2(self.library, self.root / "artifacts" / "bin" / project / "debug" / self.library.name)
        return code == 0

    def killer(self):
        """The first class of tests that fails, and what it said; nothing if none does."""
        for project, tests in self.tests:
            program = self.root / "artifacts" / "bin" / project / "debug" / project
            code, said = run([program, "-noColor", "-stopOnFail", "-class", tests], LIMIT, cwd=self.root, env=self.environment)
            if code != 0:
                failed = [line.strip() for line in said.splitlines() if "[FAIL]" in line]
                return tests, "ran too long" if code is None else (failed or said.splitlines()[-1:] or ["?"])[0]
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
    parser.add_argument("--quick", action="store_true", help="only the first two classes of tests: what they leave is to be tried with all")
    parser.add_argument("--folder", help="where to copy the working tree to; it is kept, and what was built there is used again")
    arguments = parser.parse_args()
    # So that a copy is taken away also if this is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sources = {str(path.relative_to(ROOT)): path.read_text() for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.cs"))}
    mutants = [mutant for name, source in sources.items() for mutant in proof_mutants.mutants_of(name, source)]
    for number, mutant in enumerate(mutants):
        mutant.number = number
    mutants = chosen(arguments, mutants)
    if arguments.list:
        print("\n".join(map(str, mutants)))
        return 0
    tests = TESTS[:2] if arguments.quick else TESTS
    if arguments.folder:
        return try_all(mutants, sources, Copy(arguments.folder, tests))
    with tempfile.TemporaryDirectory(prefix="tfkeyed-mutants.") as folder:
        return try_all(mutants, sources, Copy(folder, tests))


def try_all(mutants, sources, copy):
    survived, killed, broken = [], 0, 0
    failure = copy.killer() if copy.compile() else "it does not compile"
    if failure:
        sys.exit(f"without a mutant: {failure}")
    for mutant in mutants:
        begun = time.monotonic()
        source = sources[mutant.path]
        (copy.root / mutant.path).write_text(source[:mutant.begin] + mutant.text + source[mutant.end:])
        if not copy.compile():
            broken += 1
            word = "does not compile"
        elif killer := copy.killer():
            killed += 1
            word = f"killed    {killer[0]}: {killer[1]}"
        else:
            survived.append(mutant)
            word = "SURVIVED"
        (copy.root / mutant.path).write_text(source)
        print(f"{mutant}\n    {word} ({time.monotonic() - begun:.0f} s)", flush=True)
    print(f"\n{len(mutants)} mutants, {broken} do not compile, {killed} killed, {len(survived)} survived; score {killed}/{killed + len(survived)}")
    print("\n".join(f"survived: {mutant}" for mutant in survived))
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
