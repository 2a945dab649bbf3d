"""Builds small SavedModels whose truth is known, safe and unsafe, and shows by TensorFlow itself that each is what it is said to be.

    python truth-models.py OUT [NAME...]

Run it with a Python that has TensorFlow 2.21, Keras 3 and tf_keras. Writes OUT/NAME for each model (or those that are named) and
OUT/verdicts.json: the verdict, the reason for each unsafe output, why, and what TensorFlow answered. A model whose truth is not shown ends
with code 1 and is not written. The same rows and calls each time; the same bytes, too, if all are made (TensorFlow numbers functions in the order
in which a process traces them)."""
import json
import os
import pathlib
import shutil
import sys
import time

if os.environ.get("PYTHONHASHSEED") != "0":
    # TensorFlow writes some control inputs in the order of a set.
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
import tensorflow as tf

tf.get_logger().setLevel("ERROR")
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

from truth import safe_control, safe_networks, safe_rows, safe_text  # noqa: F401  (each declares its models)
from truth import unsafe_batch, unsafe_hidden, unsafe_near_safe, unsafe_order, unsafe_state  # noqa: F401
from truth import conditions  # noqa: F401
from truth.definition import MODELS
from truth.saving import Loaded, save
from truth.showing import show_safe, show_unsafe

out, chosen = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
out.mkdir(parents=True, exist_ok=True)
listed = out / "verdicts.json"
verdicts = json.loads(listed.read_text()) if chosen and listed.exists() else {}
failed = 0
for model in MODELS:
    if chosen and model.name not in chosen:
        continue
    begun = time.time()
    folder = out / model.name
    try:
        save(model, folder)
        call = Loaded(folder)
        witness = show_unsafe(model, call, lambda: Loaded(folder)) if model.unsafe else show_safe(model, call)
    except Exception as e:
        print(f"NOT SHOWN {model.name}: {type(e).__name__}: {e}", file=sys.stderr, flush=True)
        verdicts.pop(model.name, None)
        failed += 1
        continue
    entry = {"verdict": "unsafe", "unsafe": model.unsafe} if model.unsafe else {"verdict": "safe"}
    if model.scalar:
        entry["scalar"] = sorted(model.scalar)
    verdicts[model.name] = {**entry, "why": model.why, "witness": witness}
    print(f"{model.name}: {witness} ({time.time() - begun:.1f} s)", flush=True)
order = [m.name for m in MODELS]
verdicts = {name: verdicts[name] for name in sorted(verdicts, key=lambda n: order.index(n) if n in order else -1)}
# A model that is no longer declared, or whose truth was not shown, does not stay behind.
for model in out.glob("[su]_*/saved_model.pb"):
    if model.parent.name not in verdicts:
        shutil.rmtree(model.parent)
listed.write_text(json.dumps(verdicts, indent=1, ensure_ascii=True) + "\n")
kinds = [v["verdict"] for v in verdicts.values()]
print(f"{kinds.count('unsafe')} unsafe and {kinds.count('safe')} safe models; {failed} not shown")
sys.exit(1 if failed else 0)
