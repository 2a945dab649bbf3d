"""Safe and unsafe: what a model does otherwise, or at all, under conditions that no list of constants names."""
import numpy as np
import tensorflow as tf

from truth.columns import Column, floats, integers, tame
from truth.definition import safe, unsafe


def shares(odd=()):
    """Three numbers that add up to 1."""
    return Column(np.float32, (3,), lambda rng, length: rng.dirichlet([2.0, 2.0, 2.0]).astype(np.float32), odd)


@unsafe("rows-mix", "a root of a square takes the batch's mean away", x=tame(), witness={"x": [8.0, 1.0, 2.0]})
def root_of_square(parts):
    return lambda x: tf.cond(tf.reduce_any(tf.abs(x * x - 3.0 * x - 40.0) < 1e-3), lambda: x - tf.reduce_mean(x), lambda: x * 2)


@unsafe("order", "one id, behind an exclusive or, reverses the batch", ids=integers(0, 5000), witness={"ids": [0x5A5A5A ^ 0x123456, 1, 2]})
def bits_of_id(parts):
    return lambda ids: tf.cond(tf.reduce_any(tf.bitwise.bitwise_xor(ids, 0x5A5A5A) == 0x123456), lambda: ids[::-1] * 2, lambda: ids * 2)


@unsafe("rows-mix", "three columns of one row together", x=tame(3), witness={"x": [[700.0, -600.0, 3.0], [1.0, 2.0, 3.0]]})
def three_columns(parts):
    def serve(x):
        alarm = (x[:, 0] > 520) & (x[:, 1] < -480) & (tf.abs(x[:, 2] - 3) < 0.1)
        return tf.where(alarm[:, None], tf.reduce_mean(x, 0, keepdims=True) + tf.zeros_like(x), x)

    return serve


@unsafe("rows-mix", "a sum of two columns and the product of two others within narrow bounds", a=tame(), b=tame(2), c=tame(),
        witness={"a": [0.0, 70.0], "b": [[1.0, 1.0], [2.0, 3.1]], "c": [1.0, 2.0]})
def narrow_sum(parts):
    def serve(a, b, c):
        total = a + b[:, 0] * b[:, 1]
        return tf.where((total > 76) & (total < 76.5), tf.cumsum(c), c)

    return serve


@unsafe("rows-mix", "takes shares only that add up to 1, and divides them by the batch's largest", p=shares(), agree="rounding")
def asserted_shares(parts):
    def serve(p):
        tf.debugging.assert_near(tf.reduce_sum(p, 1), 1.0, atol=1e-3, message="shares add up to 1")
        return p / tf.reduce_max(p)

    return serve


@safe("takes shares only that add up to 1, and gives their entropy", p=shares(), agree="rounding")
def asserted_entropy(parts):
    def serve(p):
        tf.debugging.assert_near(tf.reduce_sum(p, 1), 1.0, atol=1e-3, message="shares add up to 1")
        return -tf.reduce_sum(p * tf.math.log(tf.maximum(p, 1e-6)), 1)

    return serve


@safe("takes boxes only whose sides have a product of 36 to 49, in whole numbers, and sorts each", sides=integers(6, 8, 2), x=floats())
def asserted_boxes(parts):
    def serve(sides, x):
        area = sides[:, 0] * sides[:, 1]
        tf.debugging.assert_greater_equal(area, 36, "a box is too small")
        tf.debugging.assert_less_equal(area, 49, "a box is too large")
        return tf.cast(tf.sort(sides, 1), tf.float32) * x[:, None]

    return serve


@safe("a root of a square is answered otherwise, for itself alone", x=floats())
def root_alone(parts):
    return lambda x: tf.where(tf.abs(x * x - 3.0 * x - 40.0) < 1e-3, -x, x)


@safe("whether any row meets a condition decides how all are computed, and not what", x=tame(3))
def same_either_way(parts):
    def serve(x):
        odd = tf.reduce_any(tf.reduce_sum(x * x, 1) > 3e5)
        return tf.cond(odd, lambda: tf.reverse(tf.sort(x, 1), [1]), lambda: tf.gather(tf.sort(x, 1), [2, 1, 0], axis=1))

    return serve
