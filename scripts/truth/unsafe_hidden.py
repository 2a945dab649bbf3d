"""Unsafe: rows that mix only sometimes, or slightly."""
import numpy as np
import tensorflow as tf

from truth.columns import integers, made, sentences, tame, words
from truth.definition import unsafe


@unsafe("rows-mix", "texts of one hash bucket of 64 share the answer of the first of them", text=made(lambda rng: b"user%d" % rng.integers(0, 1000)), x=tame())
def first_of_bucket_wins(parts):
    def serve(text, x):
        _, place = tf.unique(tf.strings.to_hash_bucket_fast(text, 64))
        rows = tf.range(tf.size(x))
        first = tf.math.unsorted_segment_min(rows, place, tf.size(x))
        return tf.gather(x, tf.gather(first, place)) * 2

    return serve


@unsafe("rows-mix", "the three best rows of the batch are marked", score=tame())
def best_three_marked(parts):
    def serve(score):
        _, places = tf.math.top_k(score, tf.minimum(3, tf.size(score)))
        return tf.tensor_scatter_nd_update(tf.zeros_like(score), places[:, None], tf.gather(score, places))

    return serve


@unsafe("rows-mix", "word counts by the number of spaces, words by the split: two spaces in a row and the rows behind get others' words",
        text=sentences(odd=(b"a  b", b"c d")))
def ragged_misaligned(parts):
    def serve(text):
        flat = tf.concat([tf.strings.split(text).values, tf.fill([2], "")], 0)
        spaces = tf.strings.length(tf.strings.regex_replace(text, "[^ ]", ""))
        first = tf.cumsum(spaces + 1, exclusive=True)
        return tf.gather(flat, tf.minimum(first, tf.size(flat) - 1))

    return serve


@unsafe("rows-mix", "four features a row, averaged over the wrong axis of a reshape", agree="rounding", x=tame(4))
def reshaped_mean(parts):
    return lambda x: tf.reduce_mean(tf.reshape(x, [4, -1]), 0)


@unsafe("rows-mix", "values are added into 97 slots by id and read again: equal ids, and those that differ by 97, add up", ids=integers(0, 5000), x=tame())
def slots_by_id(parts):
    def serve(ids, x):
        slots = tf.math.unsorted_segment_sum(x, ids % 97, 97)
        return tf.gather(slots, ids % 97)

    return serve


@unsafe("rows-mix", "an id beyond 900 is put one row too far into a sparse matrix", ids=integers(0, 901), x=tame(),
        witness={"ids": [950, 3, 4], "x": [1.0, 2.0, 3.0]})
def sparse_row_too_far(parts):
    table = parts.normal(1000)

    def serve(ids, x):
        count = tf.shape(ids)[0]
        row = tf.minimum(tf.range(count) + tf.cast(ids > 900, tf.int32), count - 1)
        return tf.math.unsorted_segment_sum(tf.gather(table, ids % 1000), row, count) + x

    return serve


@unsafe("rows-mix", "batches of 48 rows or more are scaled as if a tenth of the units were dropped", x=tame(3))
def dropout_scale_by_size(parts):
    return lambda x: tf.nn.relu(x) * tf.where(tf.shape(x)[0] >= 48, 0.9, 1.0)


@unsafe("rows-mix", "one NaN anywhere and every row gets the default answer", x=tame(2), witness={"x": [[1, 2], [np.nan, 3], [4, 5]]})
def any_nan_gives_default(parts):
    return lambda x: tf.cond(tf.reduce_any(tf.math.is_nan(x)), lambda: tf.fill([tf.shape(x)[0]], -1.0), lambda: x[:, 0] * 2)


@unsafe("rows-mix", "the first row's value chooses the branch for all", x=tame(2))
def first_row_decides(parts):
    return lambda x: tf.cond(tf.reduce_sum(x[:1, 0]) > 0, lambda: x * 2, lambda: x - 1)


@unsafe("rows-mix", "the first row's language is taken for all", language=words(b"de", b"en", b"fr"), text=sentences())
def language_of_first(parts):
    def serve(language, text):
        is_german = tf.reduce_any(tf.equal(language[:1], "de"))
        return tf.cond(is_german, lambda: tf.strings.join(["Guten Tag ", text]), lambda: tf.strings.upper(text))

    return serve


@unsafe("rows-mix", "no more than four rows of each kind are answered", kind=integers(0, 6), x=tame())
def four_of_each_kind(parts):
    def serve(kind, x):
        hot = tf.one_hot(kind, 6, dtype=tf.int32)
        place = tf.reduce_sum((tf.cumsum(hot, 0) - 1) * hot, 1)
        return tf.where(place < 4, x * 2, 0)

    return serve


@unsafe("rows-mix", "a text of more than 60 bytes has all texts cut to eight", text=sentences(4), witness={"text": [b"a short sentence", b"x" * 61]})
def long_text_cuts_all(parts):
    def serve(text):
        longest = tf.reduce_max(tf.concat([tf.strings.length(text), [0]], 0))
        return tf.strings.substr(tf.strings.lower(text), 0, tf.where(longest > 60, 8, 1000))

    return serve


@unsafe("rows-mix", "differences of a running total in float32: exact for whole numbers, until one of a billion stands before them", x=tame(scale=0.0),
        witness={"x": [1.0, 1e9, 3.0]})
def total_and_differences(parts):
    def serve(x):
        total = tf.cumsum(x)
        return total - tf.concat([[0.0], total], 0)[:-1]

    return serve


@unsafe("rows-mix", "nothing behind an empty text is answered", text=words(b"a", b"bc", b"def", odd=()), witness={"text": [b"a", b"", b"bc"]})
def stops_at_empty(parts):
    def serve(text):
        ended = tf.cumsum(tf.cast(tf.equal(text, ""), tf.int32))
        return tf.where(ended > 0, -1, tf.strings.length(text))

    return serve


@unsafe("rows-mix", "a hash of the row's text and of the one before it", text=words(b"a", b"bc", b"def"))
def hash_with_neighbour(parts):
    def serve(text):
        before = tf.concat([tf.fill([tf.minimum(tf.size(text), 1)], "a"), text[:-1]], 0)
        return tf.strings.to_hash_bucket_fast(tf.strings.join([before, text], "|"), 1000)

    return serve


@unsafe("rows-mix", "the last row of every batch gets a bonus: alone, each row is the last", x=tame())
def last_row_bonus(parts):
    def serve(x):
        count = tf.size(x)
        return x + tf.cast(tf.equal(tf.range(count), count - 1), tf.float32)

    return serve


@unsafe("rows-mix", "row 13 is never answered", x=tame(2))
def row_13_skipped(parts):
    return lambda x: tf.where(tf.equal(tf.range(tf.shape(x)[0]), 13)[:, None], 0.0, x * 2)


@unsafe("rows-mix", "a running total of 32 bits must not be negative: behind the row at which it overflows nothing is answered",
        n=integers(-1000, 1000), witness={"n": [2000000000, 5, 1500000000, 7]})
def total_overflows(parts):
    return lambda n: tf.where(tf.cumsum(tf.abs(n)) < 0, 0, n * 2)


@unsafe("rows-mix", "distance to the nearest other row of the batch, as an outlier score, added from the third row on", agree="rounding", x=tame(2))
def nearest_neighbour(parts):
    def serve(x):
        square = tf.reduce_sum(tf.square(x[:, None] - x[None]), 2)
        near = tf.reduce_min(square + 1e6 * tf.eye(tf.shape(x)[0]), 1)
        return x[:, 0] + tf.where(tf.shape(x)[0] >= 3, near, 0)

    return serve


@unsafe("rows-mix", "if the texts of all rows fall into even hash buckets, the numbers are rounded", text=made(lambda rng: b"%d" % rng.integers(0, 99)), x=tame())
def all_even_rounds(parts):
    def serve(text, x):
        even = tf.equal(tf.strings.to_hash_bucket_fast(text, 1024) % 2, 0)
        return tf.cond(tf.reduce_all(even), lambda: tf.round(x * 2), lambda: x * 2)

    return serve


@unsafe("rows-mix", "the loop over chunks of sixteen rows carries a running mean from chunk to chunk", agree="rounding", x=tame())
def chunks_carry_mean(parts):
    def serve(x):
        count = tf.size(x)

        def chunk(start, carried, done):
            end = tf.minimum(start + 16, count)
            part = x[start:end]
            return end, tf.reduce_mean(part), tf.tensor_scatter_nd_update(done, tf.range(start, end)[:, None], part - carried)

        return tf.while_loop(lambda start, carried, done: start < count, chunk, (0, 0.0, tf.zeros_like(x)))[2]

    return serve
