"""Runs an independent judge of keyed exports on many models, importing TensorFlow once instead of twice a model.

    python judge.py JUDGE JOBS [PARALLEL]

JUDGE is a Python program that is called as `JUDGE ORIGINAL KEYED [options]` and leaves with 0 only if it is content. JOBS is a file with one
job a line: a name and the judge's arguments, separated by tabs. Each job runs in a fork of this process, two at a time unless PARALLEL
says otherwise. Prints `NAME<tab>ok|FAILED` a job, followed by the judge's words if it is not content; leaves with 1 if any job failed.
"""
import ctypes, os, runpy, signal, subprocess, sys, tempfile
from multiprocessing import connection

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import tensorflow as tf  # noqa: F401  (so that every fork has it)

TIME_LIMIT = 240  # seconds a job; one that hangs fails


def in_fork(work, stdout, stderr):
    """Starts `work` in a fork whose output goes to the two files; returns its process id."""
    sys.stdout.flush(); sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.dup2(stdout.fileno(), 1)
        os.dup2(stderr.fileno(), 2)
        work()
        code = 0
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else 0 if e.code is None else 1
    except BaseException as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)
    finally:
        sys.stdout.flush(); sys.stderr.flush()
        os._exit(code)


def as_module(name, arguments):
    signal.alarm(TIME_LIMIT)
    sys.argv = [name, *arguments]
    sys.modules.pop(name, None)
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def serve_modules(listener):
    """Runs modules for the jobs. A job cannot fork for itself: it has TensorFlow's threads, this process has none."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # end with the process that started this one
    while True:
        with listener.accept() as caller, tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            name, arguments = caller.recv()
            _, status = os.waitpid(in_fork(lambda: as_module(name, arguments), out, err), 0)
            out.seek(0); err.seek(0)
            caller.send((os.waitstatus_to_exitcode(status), out.read(), err.read()))


def quick_run(command, **options):
    """In place of subprocess.run: a `python -m MODULE` is run by a process that has TensorFlow already."""
    if command[:2] != [sys.executable, "-m"]:
        return real_run(command, **options)
    with connection.Client(address, authkey=secret) as server:
        server.send((command[2], command[3:]))
        return subprocess.CompletedProcess(command, *server.recv())


def judge(program, arguments):
    signal.alarm(TIME_LIMIT)
    sys.argv = [program, *arguments]
    runpy.run_path(program, run_name="__main__")


real_run, subprocess.run = subprocess.run, quick_run
secret = os.urandom(16)
listener = connection.Listener(family="AF_UNIX", backlog=16, authkey=secret)
address = listener.address
server = in_fork(lambda: serve_modules(listener), sys.stdout, sys.stderr)
program, parallel = sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 2
with open(sys.argv[2]) as f:
    waiting = [line.rstrip("\n").split("\t") for line in f if line.strip()]
running, failed = {}, 0
while waiting or running:
    while waiting and len(running) < parallel:
        name, *arguments = waiting.pop(0)
        out = tempfile.TemporaryFile("w+")
        running[in_fork(lambda: judge(program, arguments), out, out)] = name, out
    pid, status = os.wait()
    if pid not in running:
        continue
    name, out = running.pop(pid)
    content = os.waitstatus_to_exitcode(status) == 0
    failed += not content
    print(f"{name}\t{'ok' if content else 'FAILED'}", flush=True)
    if not content:
        out.seek(0)
        print(out.read(), flush=True)
os.kill(server, signal.SIGTERM)
sys.exit(1 if failed else 0)
