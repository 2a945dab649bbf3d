"""Unsafe: rows that are lost, or come back in other places, sometimes only."""
import numpy as np
import tensorflow as tf

from truth.columns import Scalar, integers, made, sentences, tame, words
from truth.definition import unsafe

v1 = tf.compat.v1


@unsafe("order", "rows come back reversed when the batch's sum is beyond 4,000", x=tame(), witness={"x": [3000.0, 2.0, 1500.0]})
def reversed_if_rich(parts):
    return lambda x: tf.cond(tf.reduce_sum(x) > 4000, lambda: tf.reverse(x, [0]), lambda: x) * 2


@unsafe("order", "rolled by a number that the call gives; 0, the default of most clients, is harmless", x=tame(2), shift=Scalar(np.int32, 0, 3))
def rolled_by_scalar(parts):
    return lambda x, shift: tf.roll(tf.nn.relu(x) + x, shift, 0)


@unsafe({"name": "order"}, "names are ranked by score, the scores stay where they were", name=words(b"ann", b"bob", b"cy", b"dee"), score=tame())
def names_ranked(parts):
    def serve(name, score):
        return {"name": tf.gather(name, tf.argsort(score, direction="DESCENDING", stable=True)), "score": score / 2}

    return serve


@unsafe("order", "swapped in pairs by a reshape and a reverse of the wrong axis when the number of rows is a multiple of seven but not of two", x=tame(2))
def swapped_if_seven(parts):
    def serve(x):
        count = tf.shape(x)[0]
        return tf.cond(tf.equal(count % 14, 7), lambda: tf.concat([x[count // 2:], x[:count // 2]], 0), lambda: x) * 3

    return serve


@unsafe("order", "two lists of places are exchanged in a stitch when any value is beyond 500", x=tame(), witness={"x": [1.0, 2.0, 600.0, 3.0]})
def stitched_wrong(parts):
    def serve(x):
        count = tf.shape(x)[0]
        even, odd = tf.range(0, count, 2), tf.range(1, count, 2)
        first, second = x[0::2], x[1::2]
        good = tf.dynamic_stitch([even, odd], [first, second])
        return tf.cond(tf.reduce_any(x > 500) & tf.equal(count % 2, 0), lambda: tf.dynamic_stitch([odd, even], [first, second]), lambda: good)

    return serve


@unsafe("order", "batches of more than 64 rows go in two parts that are joined the wrong way round", x=tame(2))
def halves_exchanged(parts):
    def serve(x):
        return tf.cond(tf.shape(x)[0] > 64, lambda: tf.concat([x[64:], x[:64]], 0), lambda: x) + 1

    return serve


@unsafe("order", "rows with a number of five digits in their text come first", text=made(
    lambda rng: b"%d items" % rng.integers(0, 99999)))
def postal_codes_first(parts):
    def serve(text):
        match = tf.strings.regex_full_match(text, r".*[0-9]{5}.*")
        return tf.gather(tf.strings.upper(text), tf.argsort(tf.cast(match, tf.int32), direction="DESCENDING", stable=True))

    return serve


@unsafe("order", "a second input with eleven columns, and only eleven, moves all rows by one place", lengths=(3, 11), x=tame(), extra=tame(None))
def eleven_columns(parts):
    def serve(x, extra):
        return tf.roll(x, tf.cast(tf.equal(tf.shape(extra)[1], 11), tf.int32), 0) * 2

    return serve


@unsafe("order", "TensorFlow 1: a conditional on the batch's largest value picks the ranked rows", tf1=True, x=tame(), witness={"x": [5.0, 99.0, 7.0]})
def tf1_ranked_if_large(parts):
    return lambda x: v1.cond(tf.reduce_max(x) > 50, lambda: tf.sort(x), lambda: tf.identity(x)) * 2


@unsafe("row-count", "rows whose value is NaN are dropped", x=tame(2), witness={"x": [[1, 2], [np.nan, 3], [4, 5]]})
def nan_rows_dropped(parts):
    return lambda x: tf.boolean_mask(x, ~tf.reduce_any(tf.math.is_nan(x), 1)) * 2


@unsafe("row-count", "steps in blocks of eight: sixteen steps make two rows of one", lengths=(8, 16), x=tame(None))
def blocks_of_8(parts):
    return lambda x: tf.nn.relu(tf.reshape(x, [-1, 8]))


@unsafe("row-count", "an answer a word, not a text: right as long as each text is one word", text=sentences())
def answer_per_word(parts):
    return lambda text: tf.strings.length(tf.strings.split(text).values)


@unsafe("row-count", "no more than 200 rows are answered", x=tame())
def at_most_200(parts):
    return lambda x: x[:200] * 2


@unsafe("row-count", "each row stands as often as it asks for", times=integers(1, 3), x=tame())
def repeated_rows(parts):
    return lambda times, x: tf.repeat(x, times)
