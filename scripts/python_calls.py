"""Calls signatures through both of TensorFlow's loaders and compares, importing TensorFlow once.

    python python_calls.py FOLDER...

Each FOLDER is a SavedModel with a signature serving_default. It is called by name, as Python does after tf.saved_model.load, and as servers do, with
values that differ from input to input. Prints a line a folder: `same` if both give the same answers, `other` and the outputs that differ, or `error` and what Python
said when it loaded or called the model.
"""
import os, sys
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf
from absl import logging
from tensorflow.core.protobuf import saved_model_pb2

logging.set_verbosity(logging.ERROR)


def values(signature):
    """Two rows an input, none of them the same as another input's."""
    made = {}
    for number, name in enumerate(sorted(signature.inputs)):
        dtype = tf.as_dtype(signature.inputs[name].dtype)
        rows = [f"value {number} {row}".encode() for row in range(2)] if dtype == tf.string else [10 * number + row for row in range(2)]
        made[name] = np.array(rows, dtype=object) if dtype == tf.string else np.array(rows, dtype=dtype.as_numpy_dtype)
    return made


def as_servers_do(folder, signature, inputs):
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        tf.compat.v1.saved_model.loader.load(session, ["serve"], folder)
        return session.run({k: v.name for k, v in signature.outputs.items()}, {signature.inputs[k].name: v for k, v in inputs.items()})


def as_python_does(folder, signature, inputs):
    function = tf.saved_model.load(folder).signatures["serving_default"]
    answers = function(**{k: tf.constant(v.tolist() if v.dtype == object else v, dtype=signature.inputs[k].dtype) for k, v in inputs.items()})
    return {k: v.numpy() for k, v in answers.items()}


def judge(folder):
    model = saved_model_pb2.SavedModel()
    with open(os.path.join(folder, "saved_model.pb"), "rb") as file:
        model.ParseFromString(file.read())
    signature = model.meta_graphs[0].signature_def["serving_default"]
    inputs = values(signature)
    expected = as_servers_do(folder, signature, inputs)
    try:
        got = as_python_does(folder, signature, inputs)
    except Exception as e:
        return "error\t" + f"{type(e).__name__}: {e}".replace("\n", " ")[:200]
    wrong = sorted(k for k in expected if k not in got or expected[k].tolist() != got[k].tolist())
    return "other\t" + ", ".join(wrong) if wrong or len(got) != len(expected) else "same\t"


sys.stdout.reconfigure(encoding="utf-8")
for folder in sys.argv[1:]:
    print(judge(folder), flush=True)
