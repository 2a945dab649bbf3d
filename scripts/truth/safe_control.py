"""Safe: conditions, loops, assertions, and state that is only read."""
import numpy as np
import tensorflow as tf

from truth.columns import Scalar, floats, integers, tame, words
from truth.definition import safe

v1 = tf.compat.v1


@safe("map_fn over nested inputs, with a condition on the row's own value inside", x=floats(3), n=integers(0, 5))
def map_fn_nested(parts):
    def one(row):
        x, n = row["x"], row["n"]
        return {"y": tf.cond(n > 2, lambda: tf.reduce_max(x), lambda: x[0] - x[1]), "n": n * n}

    def serve(x, n):
        return tf.map_fn(one, {"x": x, "n": n}, fn_output_signature={"y": tf.float32, "n": tf.int32})

    return serve


@safe("vectorized_map: each row's outer product with stored weights, and its largest element's place", x=tame(3))
def vectorized_map_outer(parts):
    weights = parts.normal(4)

    def one(x):
        return {"y": x[:, None] * weights[None, :], "best": tf.argmax(x)}

    return lambda x: tf.vectorized_map(one, x)


@safe("a loop that works on sixteen rows at a time and writes each chunk to where it came from", x=floats(2))
def chunks_of_16(parts):
    def serve(x):
        count = tf.shape(x)[0]

        def chunk(start, done):
            end = tf.minimum(start + 16, count)
            return end, tf.tensor_scatter_nd_update(done, tf.range(start, end)[:, None], tf.nn.relu(x[start:end]) + 1)

        return tf.while_loop(lambda start, done: start < count, chunk, (0, tf.zeros_like(x)))[1]

    return serve


@safe("rows are filled up to a multiple of eight, worked on in blocks, and cut to their number again", x=tame(2))
def padded_to_blocks(parts):
    def serve(x):
        count = tf.shape(x)[0]
        blocks = tf.reshape(tf.pad(x, [[0, -count % 8], [0, 0]]), [-1, 8, 2])
        return tf.reshape(tf.maximum(blocks, 0) * 3, [-1, 2])[:count]

    return serve


@safe("an empty batch takes another branch, which answers text and numbers of no rows", x=floats(), name=words(b"a", b"bc"))
def empty_takes_branch(parts):
    def serve(x, name):
        number, text = tf.cond(tf.equal(tf.size(x), 0), lambda: (tf.zeros([0]), tf.zeros([0], tf.string)),
                               lambda: (x / 2, tf.strings.join([name, tf.strings.as_string(tf.cast(x > 0, tf.int32))])))
        return {"y": number, "text": text}

    return serve


@safe("two inputs must agree in shape, or the call is refused; finite values are not asked for", a=floats(2), b=floats(2))
def asserts_equal_shapes(parts):
    def serve(a, b):
        with tf.control_dependencies([tf.debugging.assert_equal(tf.shape(a), tf.shape(b), "a and b differ in shape"), tf.debugging.assert_rank(a, 2)]):
            return tf.where(a > b, a - b, tf.zeros_like(a))

    return serve


@safe("refuses values below zero, wherever they stand; the others are answered for themselves", age=integers(0, 90), x=floats())
def asserts_values(parts):
    def serve(age, x):
        tf.debugging.assert_non_negative(age, "ages are not negative")
        return tf.cast(age, tf.float32) * x

    return serve


@safe("a number that the whole call shares chooses one of three ways, each of them row by row", x=floats(3), way=Scalar(np.int32, 0, 1, 2, 9))
def case_of_scalar(parts):
    def serve(x, way):
        return tf.switch_case(way, [lambda: x[:, 0], lambda: tf.reduce_max(x, 1), lambda: tf.where(x[:, 1] > 0, x[:, 2], -x[:, 2])], default=lambda: tf.zeros_like(x[:, 0]))

    return serve


@safe("as many steps as the call asks for, for all rows alike", x=tame(2), steps=Scalar(np.int32, 0, 1, 5))
def steps_of_scalar(parts):
    def serve(x, steps):
        return tf.while_loop(lambda i, v: i < steps, lambda i, v: (i + 1, v * 0.5 + 1), (0, x))[1]

    return serve


@safe("each row takes its own number of steps; the loop goes on until all are done, and a row that is done stays as it is", x=floats(scale=1.0), steps=integers(0, 9, odd=(40,)))
def own_number_of_steps(parts):
    def serve(x, steps):
        def step(i, v):
            return i + 1, tf.where(i < steps, v * 0.5 + 1, v)

        return tf.while_loop(lambda i, v: tf.reduce_any(i < tf.minimum(steps, 60)), step, (0, x))[1]

    return serve


@safe("beside each row's answer, numbers of the whole call without a row: rows, largest, and a fixed version", scalar=("largest", "rows", "version"), x=tame(2))
def scalars_beside(parts):
    def serve(x):
        return {"y": tf.reduce_max(x, 1), "rows": tf.shape(x)[0], "largest": tf.reduce_max(x), "version": tf.constant("v3")}

    return serve


@safe("calls and rows are counted in variables that no answer reads, and a table is only read", name=words(b"a", b"b", b"c", b"d"), x=floats())
def counts_on_the_side(parts):
    calls, seen = parts.variable(np.int64(0)), parts.variable(np.float32(0))
    table = parts.keep(tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(["a", "b", "c"], [2.0, 4.0, 8.0]), 0.5))

    def serve(name, x):
        calls.assign_add(1)
        seen.assign_add(tf.cast(tf.size(x), tf.float32))
        return table.lookup(name) * x

    return serve


@safe("TensorFlow 1: a loop over time with TensorArrays, and a condition on a scalar with a default", agree="rounding", tf1=True, x=tame(5, 2), damp=Scalar(np.bool_, True, False))
def tf1_loop_and_switch(parts):
    kernel = parts.normal(2, 2)

    def serve(x, damp):
        steps = v1.TensorArray(tf.float32, 5).unstack(tf.transpose(x, [1, 0, 2]))
        _, last = v1.while_loop(lambda t, h: t < 5, lambda t, h: (t + 1, tf.tanh(tf.matmul(steps.read(t) + h, kernel))), (0, tf.zeros_like(x[:, 0])))
        return v1.cond(damp, lambda: last / 2, lambda: last)

    return serve


@safe("TensorFlow 1: partitioned embedding, a table from a file, and a score", agree="rounding", tf1=True, name=words(b"red", b"blue", b"other"), x=tame(3))
def tf1_embedding_and_table(parts):
    halves = [parts.normal(4, 3), parts.normal(4, 3)]

    def serve(name, x):
        table = v1.lookup.StaticVocabularyTable(v1.lookup.TextFileInitializer(
            parts.file("colours.txt", ("red", "green", "blue")), tf.string, v1.lookup.TextFileIndex.WHOLE_LINE, tf.int64, v1.lookup.TextFileIndex.LINE_NUMBER), 5)
        found = v1.nn.embedding_lookup(halves, table.lookup(name), partition_strategy="div")
        return {"y": tf.sigmoid(tf.reduce_sum(found * x, 1)), "id": table.lookup(name)}

    return serve


@safe("more than 32 rows are worked on by another way, which comes to the same bits: a condition on the number of rows that changes nothing", x=floats(3))
def two_ways_by_size(parts):
    def serve(x):
        return tf.cond(tf.shape(x)[0] > 32, lambda: tf.transpose(tf.abs(tf.transpose(x))) * 2, lambda: tf.where(x < 0, -x, tf.abs(x)) * 2)

    return serve
