"""Unsafe: what is computed from the whole batch, plainly."""
import numpy as np
import tensorflow as tf

from truth.columns import floats, integers, sentences, tame, words
from truth.definition import unsafe

v1 = tf.compat.v1


@unsafe("rows-mix", "softmax along the batch instead of the classes", agree="rounding", x=tame(4))
def softmax_axis0(parts):
    kernel = parts.normal(4, 3)
    return lambda x: tf.nn.softmax(x @ kernel, axis=0)


@unsafe("rows-mix", "each feature is divided by its largest value in the batch", x=tame(3))
def divided_by_largest(parts):
    return lambda x: tf.math.divide_no_nan(x, tf.reduce_max(tf.abs(x), 0))


@unsafe("rows-mix", "centred by tf.nn.moments over axis 0, behind a dense layer", agree="rounding", x=tame(4))
def centred_by_moments(parts):
    kernel = parts.normal(4, 3)

    def serve(x):
        h = tf.nn.relu(x @ kernel)
        return h - tf.nn.moments(h, [0])[0]

    return serve


@unsafe("rows-mix", "missing values are filled with the last valid one before them", x=floats(odd=(np.nan, np.nan, np.nan, 0.0)))
def fill_forward(parts):
    def serve(x):
        valid = tf.math.is_finite(x)
        last = tf.scan(lambda best, i: tf.where(valid[i], i, best), tf.range(tf.size(x)), initializer=tf.constant(-1))
        return tf.where(last >= 0, tf.gather(x, tf.maximum(last, 0)), 0)

    return serve


@unsafe("rows-mix", "the share of the batch that is smaller, through argsort of argsort", x=tame())
def percentile_rank(parts):
    return lambda x: tf.cast(tf.argsort(tf.argsort(x)), tf.float32) / tf.cast(tf.maximum(tf.size(x) - 1, 1), tf.float32)


@unsafe({"high": "rows-mix"}, "whether the row is above the batch's median; the score beside it is its own", score=tame())
def above_median(parts):
    def serve(score):
        middle = tf.sort(score)[tf.size(score) // 2:][:1]
        return {"high": score > tf.reduce_sum(middle), "score": score * 2}

    return serve


@unsafe("rows-mix", "how often the row's id stands in the batch", ids=integers(0, 20))
def count_of_own_id(parts):
    def serve(ids):
        _, place, count = tf.unique_with_counts(ids)
        return tf.gather(count, place)

    return serve


@unsafe("rows-mix", "a convolution along the batch: rows taken for time", agree="rounding", x=tame(3))
def conv1d_over_rows(parts):
    kernel = parts.normal(3, 3, 2)
    return lambda x: tf.nn.conv1d(x[None], kernel, 1, "SAME")[0]


@unsafe("rows-mix", "each row's largest product with a row of the batch", agree="rounding", x=tame(4))
def largest_similarity(parts):
    return lambda x: tf.reduce_max(tf.matmul(x, x, transpose_b=True), 1)


@unsafe("rows-mix", "a column and a vector subtracted: (N,1) and (N,) make N by N, and the mean of that is each row's error", agree="rounding", x=tame(3), target=tame())
def column_minus_vector(parts):
    kernel = parts.normal(3, 1)
    return lambda x, target: tf.reduce_mean(tf.square(x @ kernel - target), 1)


@unsafe({"regret": "rows-mix"}, "the distance from the best row of the batch", x=tame(2))
def regret(parts):
    def serve(x):
        score = x[:, 0] * 2 + x[:, 1]
        return {"score": score, "regret": tf.reduce_max(score, keepdims=True) - score}

    return serve


@unsafe("rows-mix", "argmax along axis 0 used as if it were each row's class", x=tame(4))
def argmax_axis0(parts):
    kernel = tf.constant([1.0, 2.0, 3.0, 4.0])
    return lambda x: x + tf.gather(kernel, tf.cast(tf.argmax(x, axis=0), tf.int32) % 4)


@unsafe("rows-mix", "attention among the rows of the batch, which became the time axis by a missing dimension", agree="rounding", x=tame(4))
def attention_among_rows(parts):
    query, value = parts.normal(4, 4), parts.normal(4, 4)

    def serve(x):
        weights = tf.nn.softmax(tf.matmul(x @ query, x, transpose_b=True))
        return weights @ (x @ value)

    return serve


@unsafe("rows-mix", "bucket boundaries are spread between the batch's smallest and largest value", x=tame())
def buckets_of_batch(parts):
    def serve(x):
        edges = tf.linspace(tf.reduce_min(x), tf.reduce_max(x), 5)
        return tf.reduce_sum(tf.cast(x[:, None] >= edges[None, :], tf.int32), 1)

    return serve


@unsafe("rows-mix", "all rows take as many steps as the one that asks for most", x=tame(), steps=integers(0, 6))
def steps_of_the_longest(parts):
    def serve(x, steps):
        return tf.while_loop(lambda i, v: i < tf.minimum(tf.reduce_max(tf.concat([steps, [0]], 0)), 60), lambda i, v: (i + 1, v * 0.5 + 1), (0, x))[1]

    return serve


@unsafe("rows-mix", "TensorFlow 1: batch norm by the batch's own moments, the training branch left on", agree="rounding", tf1=True, x=tame(4))
def tf1_batch_moments(parts):
    kernel, mean, variance = parts.normal(4, 3), parts.normal(3), parts.variable(np.full(3, 1.5, np.float32))

    def serve(x):
        training = v1.placeholder_with_default(True, [], "training")
        h = tf.matmul(x, kernel)
        own_mean, own_variance = v1.cond(training, lambda: tf.nn.moments(h, [0]), lambda: (tf.identity(mean), tf.identity(variance)))
        return tf.nn.batch_normalization(h, own_mean, own_variance, None, None, 1e-3)

    return serve


@unsafe({"words": "width"}, "a text's words in upper case, filled up to the batch's longest text with empty ones; their number is the row's own", text=sentences(odd=(b"one",)))
def words_padded(parts):
    def serve(text):
        ragged = tf.strings.split(tf.strings.upper(text))
        return {"words": ragged.to_tensor(""), "count": ragged.row_lengths()}

    return serve


@unsafe("width", "as many values as the row asks for, filled up with -1 to the longest of the batch", count=integers(1, 8), x=floats(8))
def values_padded(parts):
    def serve(count, x):
        mask = tf.sequence_mask(count)
        cut = x[:, :tf.shape(mask)[1]]
        return tf.where(mask, cut * 2, -1.0)

    return serve


@unsafe("width", "the code points of a text, filled up with zeros to the longest text of the batch", text=words(b"a", b"abc", b"abcdef", b"\xc3\xa4b"))
def code_points_padded(parts):
    def serve(text):
        points = tf.strings.unicode_decode(text, "UTF-8").to_sparse()
        return tf.sparse.to_dense(points) * 3

    return serve
