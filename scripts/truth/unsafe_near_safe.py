"""Unsafe: one step beside a safe model, where a rule that is too lenient takes the one for the other."""
import tensorflow as tf

from truth.columns import integers, tame
from truth.definition import unsafe


@unsafe("rows-mix", "an index that picks one of the row's own elements elsewhere picks a row of the batch here", x=tame(), partner=integers(0, 50))
def partner_row(parts):
    return lambda x, partner: x + tf.gather(x, partner % tf.maximum(tf.size(x), 1))


@unsafe("rows-mix", "whitened by the batch's own covariance: the product is of the features' size, and holds all rows", agree="rounding", x=tame(3))
def own_covariance(parts):
    return lambda x: x @ tf.matmul(x, x, transpose_a=True)


@unsafe("rows-mix", "two beams a row, made by tile where repeat was meant", x=tame(2), beam=tame(2))
def tiled_not_repeated(parts):
    def serve(x, beam):
        two = tf.reshape(tf.tile(x, [2, 1]), [-1, 2, 2])
        return two + beam[:, :, None]

    return serve


@unsafe("rows-mix", "the distinct values of one feature, spread by the inverse of another", a=integers(0, 9), b=integers(0, 9))
def inverse_of_other(parts):
    def serve(a, b):
        values, _ = tf.unique(a)
        _, place = tf.unique(b)
        return tf.gather(values, place % tf.maximum(tf.size(values), 1)) * 2

    return serve


@unsafe("order", "sorted by one feature, put back by the order of another", a=tame(), b=tame())
def put_back_by_other(parts):
    def serve(a, b):
        sorted_rows = tf.abs(tf.gather(a, tf.argsort(a)))
        return tf.gather(sorted_rows, tf.math.invert_permutation(tf.argsort(b)))

    return serve


@unsafe("rows-mix", "six features in rows of three, cut to the number of rows: half of the batch's answers are its neighbours'", x=tame(6))
def reshaped_and_cut(parts):
    return lambda x: tf.abs(tf.reshape(x, [-1, 3])[:tf.shape(x)[0]])


@unsafe("rows-mix", "map_fn over rows, whose function also sees the whole batch", x=tame(2))
def map_fn_sees_all(parts):
    return lambda x: tf.map_fn(lambda row: tf.reduce_max(row) - tf.reduce_max(x), x)


@unsafe("rows-mix", "a scan that was meant along time goes along the batch", x=tame(3))
def scan_over_rows(parts):
    return lambda x: tf.scan(lambda carried, row: carried * 0.5 + row, x, initializer=tf.zeros([3]))


@unsafe("order", "each row is worked on in a loop and written to a TensorArray from behind", x=tame(2))
def written_backwards(parts):
    def serve(x):
        count = tf.shape(x)[0]
        done = tf.TensorArray(tf.float32, count, element_shape=[2])
        return tf.while_loop(lambda i, d: i < count, lambda i, d: (i + 1, d.write(count - 1 - i, tf.abs(x[i]))), (0, done))[1].stack()

    return serve


@unsafe("order", "pictures without channels: flip_up_down takes the batch for the height of one picture", image=tame(4, 3))
def batch_upside_down(parts):
    return lambda image: tf.image.flip_up_down(image) * 2


@unsafe("rows-mix", "softmax over the last axis, which is the batch once the only class was squeezed away", agree="rounding", x=tame(3))
def softmax_of_vector(parts):
    kernel = parts.normal(3, 1)
    return lambda x: tf.nn.softmax(tf.squeeze(x @ kernel, [1]))


@unsafe("order", "parts of the batch are exchanged in a partition by one feature and a stitch by another that is usually the same", kind=integers(0, 2), x=tame(),
        witness={"kind": [1, 5, 0, 1], "x": [1.0, 2.0, 3.0, 4.0]})
def stitched_by_other(parts):
    def serve(kind, x):
        count = tf.shape(x)[0]
        first, second = tf.dynamic_partition(x, tf.cast(kind > 0, tf.int32), 2)
        places = tf.dynamic_partition(tf.range(count), tf.cast(tf.equal(kind, 1), tf.int32), 2)
        joined = tf.concat([first, second], 0)
        return tf.gather(joined, tf.math.invert_permutation(tf.concat(places, 0))) * 2

    return serve
