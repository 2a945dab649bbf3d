"""Writes a declared model as a SavedModel, and loads it again as TensorFlow's users do."""
import contextlib
import pathlib
import shutil
import tempfile

import keras
import numpy as np
import tensorflow as tf

from truth.columns import Scalar
from truth.definition import Parts

v1 = tf.compat.v1


def save(model, folder):
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as assets, contextlib.chdir(assets):
        parts = Parts(model.name, pathlib.Path(assets), model.tf1)
        keras.utils.set_random_seed(parts._seed % 2**31)
        (_save_graph if model.tf1 else _save_module)(model, parts, str(folder))
    # It holds a random number and nothing that a loader needs.
    (folder / "fingerprint.pb").unlink(missing_ok=True)
    if not any((folder / "assets").glob("*")):
        shutil.rmtree(folder / "assets", ignore_errors=True)


def _type(column):
    return tf.string if column.dtype is bytes else tf.as_dtype(column.dtype)


def _shape(column):
    return () if isinstance(column, Scalar) else (None, *column.shape)


def _named(answer):
    return answer if isinstance(answer, dict) else {"y": answer}


def _save_module(model, parts, folder):
    serve = model.build(parts)
    signature = [tf.TensorSpec(_shape(c), _type(c), name) for name, c in model.inputs.items()]
    names = list(model.inputs)

    def served(*values):
        return _named(serve(**dict(zip(names, values))))

    parts.serve = tf.function(served, input_signature=signature)
    tf.saved_model.save(parts, folder, signatures={"serving_default": parts.serve})


def _save_graph(model, parts, folder):
    with tf.Graph().as_default(), v1.Session() as session:
        v1.set_random_seed(1)
        fed = {name: v1.placeholder(_type(c), _shape(c), name) for name, c in model.inputs.items()}
        answers = _named(model.build(parts)(**fed))
        session.run([v1.global_variables_initializer(), v1.tables_initializer()])
        v1.saved_model.simple_save(session, folder, fed, answers, legacy_init_op=v1.tables_initializer())


class Loaded:
    """The saved model on a fresh load."""

    def __init__(self, folder):
        self._model = tf.saved_model.load(str(folder))
        self._serve = self._model.signatures["serving_default"]

    def __call__(self, inputs):
        answer = self._serve(**{k: tf.constant(v if v.dtype != object else v.tolist() if v.size else np.zeros(v.shape, "S1"),
                                               tf.string if v.dtype == object else None, v.shape) for k, v in inputs.items()})
        return {k: np.asarray(v.numpy(), object if v.dtype == tf.string else None) for k, v in answer.items()}
