"""Unsafe: chance, clocks, and what one call leaves for the next."""
import numpy as np
import tensorflow as tf

from truth.columns import integers, tame, words
from truth.definition import unsafe

v1 = tf.compat.v1


@unsafe("random", "dropout left on", x=tame(6))
def dropout_left_on(parts):
    kernel = parts.normal(6, 4)
    return lambda x: tf.nn.dropout(tf.nn.relu(x @ kernel) + 1, 0.5)


@unsafe("random", "noise from a generator whose state is a variable", x=tame())
def generator_noise(parts):
    generator = parts.keep(tf.random.Generator.from_seed(5))
    return lambda x: x + generator.normal(tf.shape(x)) * 0.01


@unsafe("random", "rows are shuffled, as a data set for training would be", x=tame())
def shuffled(parts):
    return lambda x: tf.random.shuffle(x, seed=3) * 2


@unsafe({"y": "random"}, "the time of day is a feature, read when the call comes; the item beside it stays", x=tame(dtype=np.float64), item=words(b"a", b"b"))
def time_of_day(parts):
    def serve(x, item):
        return {"y": x + tf.math.floormod(tf.timestamp(), 86400.0) / 86400.0, "item": tf.strings.upper(item)}

    return serve


@unsafe("random", "one class of several, drawn by its probability", x=tame(3))
def class_drawn(parts):
    return lambda x: tf.random.categorical(tf.clip_by_value(x, -1, 1), 1, seed=4)[:, 0]


@unsafe("state", "the mean of the batch before is taken off", x=tame(), calls=[{"x": [1.0, 3.0]}, {"x": [5.0]}])
def mean_of_last_batch(parts):
    last = parts.variable(np.float32(0))

    def serve(x):
        answer = x - last.read_value()
        with tf.control_dependencies([answer]):
            last.assign(tf.math.divide_no_nan(tf.reduce_sum(x), tf.cast(tf.size(x), tf.float32)))
        return answer

    return serve


@unsafe("state", "answers are kept in a table by id, and an id that was seen gets the answer of then", ids=integers(0, 9, dtype=np.int64), x=tame(),
        calls=[{"ids": [4], "x": [1.0]}, {"ids": [4], "x": [2.0]}])
def cache_in_table(parts):
    table = parts.keep(tf.lookup.experimental.MutableHashTable(tf.int64, tf.float32, -1e9))

    def serve(ids, x):
        found = table.lookup(ids)
        answer = tf.where(found > -1e8, found, x * 2)
        with tf.control_dependencies([table.insert(ids, answer)]):
            return tf.identity(answer)

    return serve


@unsafe("state", "every seventh call is an experiment: its answers are doubled", x=tame(), calls=[{"x": [1.0]}] * 7)
def every_seventh_call(parts):
    calls = parts.variable(np.int32(0))

    def serve(x):
        return x * tf.where(tf.equal(calls.assign_add(1) % 7, 0), 2.0, 1.0)

    return serve


@unsafe("state", "batch norm whose moving mean goes on moving at inference", x=tame(2), calls=[{"x": [[4.0, 8.0]]}, {"x": [[1.0, 1.0]]}])
def moving_mean_moves(parts):
    mean = parts.variable(np.zeros(2, np.float32))

    def serve(x):
        answer = x - mean.read_value()
        with tf.control_dependencies([answer]):
            count = tf.cast(tf.maximum(tf.shape(x)[0], 1), tf.float32)
            mean.assign_add((tf.reduce_sum(x, 0) / count - mean.read_value()) * 0.1)
        return answer

    return serve


@unsafe("state", "TensorFlow 1: after a hundred calls a licence is over and answers are zero", tf1=True, x=tame(), calls=[{"x": [1.0]}] * 101)
def tf1_hundred_calls(parts):
    calls = parts.variable(np.int32(0))

    def serve(x):
        count = v1.assign_add(calls, 1)
        return v1.cond(count > 100, lambda: tf.zeros_like(x), lambda: x * 2)

    return serve


@unsafe("state", "a name that was once refused stays refused: the word 'block' adds the batch's names to a list", name=words(b"ann", b"bob", b"cy"),
        calls=[{"name": [b"ann", b"block"]}, {"name": [b"ann"]}])
def blocked_for_good(parts):
    table = parts.keep(tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, 0))

    def serve(name):
        blocked = table.lookup(name)
        with tf.control_dependencies([blocked]):
            marks = tf.fill(tf.shape(name), tf.cast(tf.reduce_any(tf.equal(name, "block")), tf.int64))
            with tf.control_dependencies([table.insert(name, tf.maximum(marks, blocked))]):
                return tf.where(blocked > 0, -1, tf.strings.length(name))

    return serve
