"""Safe: rows that leave their places and come back to them, and arithmetic within a row."""
import numpy as np
import tensorflow as tf

from truth.columns import floats, integers, tame
from truth.definition import safe


@safe("the ids of all rows in one list, each looked up once, and spread again through the inverse", ids=integers(0, 30, 3))
def dedup_embedding(parts):
    table = parts.normal(30, 2)

    def serve(ids):
        distinct, place = tf.unique(tf.reshape(ids, [-1]))
        return tf.reshape(tf.gather(tf.gather(table, distinct) * 2, place), [-1, 6])

    return serve


@safe("sorted by the first feature, worked on, and put back by the order of the order", x=floats(3))
def sort_and_order_of_order(parts):
    def serve(x):
        order = tf.argsort(x[:, 0], stable=True)
        back = tf.argsort(order)
        return tf.gather(tf.abs(tf.gather(x, order)) * 2, back)

    return serve


@safe("sorted by length, worked on, and put back by the inverse permutation", length=integers(1, 9), x=floats(2))
def sort_and_invert(parts):
    def serve(length, x):
        order = tf.argsort(length, direction="DESCENDING", stable=True)
        done = tf.abs(tf.gather(x, order)) / tf.cast(tf.gather(length, order), tf.float32)[:, None]
        return tf.gather(done, tf.math.invert_permutation(order))

    return serve


@safe("sorted through top_k over the batch, and scattered back to where the rows came from", x=tame())
def top_k_scattered_back(parts):
    def serve(x):
        values, places = tf.math.top_k(x, tf.shape(x)[0])
        return tf.scatter_nd(places[:, None], values * values, tf.shape(x))

    return serve


@safe("rolled by three places, joined with a feature that was rolled alike, and rolled back", a=floats(2), b=floats())
def roll_there_and_back(parts):
    return lambda a, b: tf.roll(tf.roll(a, 3, 0) * tf.roll(b, 3, 0)[:, None], -3, 0)


@safe("rows go to one of three experts by kind, and are stitched together in their places", kind=integers(0, 3), x=floats(2))
def partition_and_stitch(parts):
    scale = parts.normal(3)

    def serve(kind, x):
        places = tf.dynamic_partition(tf.range(tf.shape(x)[0]), kind, 3)
        shares = tf.dynamic_partition(x, kind, 3)
        return tf.dynamic_stitch(places, [tf.maximum(s, 0) * scale[k] - k for k, s in enumerate(shares)])

    return serve


@safe("negative rows are picked by their places, squared, and scattered back over the others", x=floats())
def where_and_scatter(parts):
    def serve(x):
        places = tf.where(x < 0)
        squared = tf.square(tf.gather_nd(x, places))
        return tf.where(x < 0, tf.scatter_nd(places, squared, tf.shape(x, tf.int64)), x)

    return serve


@safe("rows that a mask keeps are worked on alone and put back by an update", x=floats(3), valid=integers(0, 2))
def masked_update(parts):
    def serve(x, valid):
        mask = valid > 0
        kept = tf.sort(tf.boolean_mask(x, mask), axis=1)
        return tf.tensor_scatter_nd_update(tf.zeros_like(x) - 1, tf.where(mask), kept)

    return serve


@safe("each row picks one of its own elements, by its place in the batch and an index", x=floats(5), index=integers(0, 5))
def own_element(parts):
    return lambda x, index: tf.gather_nd(x, tf.stack([tf.range(tf.shape(x)[0]), index], 1))


@safe("several of a row's own elements, and the row's neighbours in time, with batch dimensions", x=floats(6), index=integers(0, 6, 2))
def batch_dims_gather(parts):
    def serve(x, index):
        return {"y": tf.gather(x, index, batch_dims=1), "windows": tf.gather(x, tf.constant([[0, 1], [2, 3], [4, 5]]), axis=1)}

    return serve


@safe("running totals, the largest two, the median and a rank, all within the row", x=tame(7))
def order_within_row(parts):
    def serve(x):
        values, places = tf.math.top_k(x, 2)
        return {"total": tf.cumsum(x, 1, exclusive=True, reverse=True), "best": values, "where": places,
                "median": tf.sort(x, 1)[:, 3], "rank": tf.argsort(tf.argsort(x, 1), 1)[:, 0]}

    return serve


@safe("each row's features on a diagonal, between two stored matrices", agree="rounding", x=tame(4))
def own_diagonal(parts):
    matrix = parts.normal(4, 4)
    return lambda x: tf.linalg.diag_part(tf.matmul(tf.matmul(matrix, tf.linalg.diag(x)), matrix, transpose_b=True))


@safe("the spectrum of a row", agree="rounding", x=tame(8))
def spectrum(parts):
    return lambda x: tf.abs(tf.signal.rfft(x * tf.signal.hann_window(8)))


@safe("outputs of many types, computed in float64 and int64", x=floats(2, dtype=np.float64), n=integers(-2**62, 2**62, dtype=np.int64))
def wide_types(parts):
    def serve(x, n):
        return {"double": x[:, 0] / 3 - x[:, 1], "long": tf.bitwise.bitwise_xor(n * 3, n), "flag": tf.logical_and(x[:, 0] > 0, n % 2 == 0), "small": tf.cast(n % 100, tf.int8)}

    return serve


@safe("ages to decades, as one of eight, times stored weights", agree="rounding", age=tame(scale=40.0))
def buckets_one_hot(parts):
    weights = parts.normal(8, 3)

    def serve(age):
        decade = tf.raw_ops.Bucketize(input=age, boundaries=[0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0])
        return {"decade": decade, "y": tf.one_hot(decade, 8) @ weights}

    return serve


@safe("feature means of shape [1, D] are taken off, and the model's version and a constant stand in every row", x=floats(3))
def version_in_every_row(parts):
    mean, version = parts.normal(1, 3), parts.variable(np.int64(7))

    def serve(x):
        rows = tf.shape(x)[0]
        return {"y": x - mean, "version": tf.fill([rows], version.read_value()), "name": tf.repeat(tf.constant(["prices"]), rows)}

    return serve


@safe("the halves of a row's features are worked on apart and joined again, in the other order", x=floats(6))
def halves_of_features(parts):
    def serve(x):
        left, right = tf.split(x, 2, axis=1)
        return tf.concat([tf.reverse(right, [1]), tf.abs(left)], 1)

    return serve
