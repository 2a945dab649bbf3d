"""Safe: networks as people have them."""
import keras
import numpy as np
import tensorflow as tf
import tf_keras

from truth.columns import Scalar, integers, tame
from truth.definition import safe

v1 = tf.compat.v1


@safe("convolutions along time, batch norm with stored statistics, pooling within the row", agree="rounding", x=tame(12, 3))
def conv1d_norm_pool(parts):
    first = parts.layer(keras.layers.Conv1D(6, 3, padding="causal", dilation_rate=2), 12, 3)
    norm = parts.layer(keras.layers.BatchNormalization(), 12, 6)
    return lambda x: tf.reduce_max(tf.nn.relu(norm(first(x), training=False)), 1)


@safe("depthwise and separable convolutions, then the mean of the picture", agree="rounding", image=tame(8, 8, 3))
def depthwise_separable(parts):
    depthwise = parts.layer(tf_keras.layers.DepthwiseConv2D(3, strides=2, padding="same", activation="relu6"), 8, 8, 3)
    separable = parts.layer(tf_keras.layers.SeparableConv2D(4, 3), 4, 4, 3)
    pool = tf_keras.layers.GlobalAveragePooling2D()
    return lambda image: pool(separable(depthwise(image)))


@safe("attention of several heads among the steps of a row; steps beyond the row's length are masked", agree="rounding",
      x=tame(6, 4), length=integers(1, 7))
def multi_head_masked(parts):
    attention = parts.layer(SelfAttention(name="s"), 6, 4)
    norm = parts.layer(keras.layers.LayerNormalization(), 6, 4)

    def serve(x, length):
        mask = tf.sequence_mask(length, 6)
        seen = norm(x + attention.inner(x, x, attention_mask=mask[:, None, :]))
        weight = tf.cast(mask, tf.float32)[:, :, None]
        return tf.reduce_sum(seen * weight, 1) / tf.reduce_sum(weight, 1)

    return serve


class SelfAttention(keras.layers.Layer):
    def __init__(self, name):
        super().__init__(name=name)
        self.inner = keras.layers.MultiHeadAttention(2, 3, name="a")

    def build(self, shape):
        self.inner.build(shape, shape)

    def call(self, x):
        return self.inner(x, x)


@safe("an LSTM in both directions: each row is reversed along its own time", agree="rounding", x=tame(5, 3))
def bidirectional_lstm(parts):
    layer = parts.layer(keras.layers.Bidirectional(keras.layers.LSTM(3, return_sequences=True, name="l"), name="b"), 5, 3)
    return lambda x: tf.reshape(layer(x), [-1, 30])


@safe("a recurrent network written by hand: to time first, a loop that fills a TensorArray, and back", agree="rounding",
      lengths=(1, 4, 9), x=tame(None, 3))
def loop_over_time(parts):
    kernel, recurrent = parts.normal(3, 4), parts.normal(4, 4)

    def serve(x):
        steps = tf.transpose(x, [1, 0, 2])
        count = tf.shape(steps)[0]
        states = tf.TensorArray(tf.float32, count)

        def step(t, h, states):
            h = tf.tanh(steps[t] @ kernel + h @ recurrent)
            return t + 1, h, states.write(t, h)

        empty = tf.zeros([tf.shape(x)[0], 4])
        _, _, states = tf.while_loop(lambda t, h, s: t < count, step, (0, empty, states), shape_invariants=(tf.TensorShape([]), tf.TensorShape([None, 4]), tf.TensorShape(None)))
        return tf.transpose(states.stack(), [1, 0, 2])[:, -1, :]

    return serve


@safe("a dense layer over all steps of all rows as one long matrix, and back to rows", agree="rounding", lengths=(1, 3, 8), x=tame(None, 4))
def flatten_steps(parts):
    kernel, bias = parts.normal(4, 5), parts.normal(5)

    def serve(x):
        shape = tf.shape(x)
        flat = tf.nn.elu(tf.reshape(x, [-1, 4]) @ kernel + bias)
        return tf.reduce_mean(tf.reshape(flat, [shape[0], shape[1], 5]), 1)

    return serve


@safe("two towers, each with its own input, joined; their product goes through an einsum with a stored tensor", agree="rounding",
      user=tame(4), item=tame(3))
def two_towers(parts):
    left, right, bilinear = parts.normal(4, 5), parts.normal(3, 5), parts.normal(5, 5, 2)

    def serve(user, item):
        u, i = tf.nn.relu(user @ left), tf.nn.relu(item @ right)
        return {"joined": tf.concat([u, i], 1), "score": tf.einsum("na,abc,nb->nc", u, bilinear, i)}

    return serve


@safe("softmax with a temperature that the whole call shares", agree="rounding", x=tame(5), temperature=Scalar(np.float32, 1.0, 0.25, 7.0))
def temperature(parts):
    kernel = parts.normal(5, 4)
    return lambda x, temperature: tf.nn.softmax(x @ kernel / temperature)


@safe("features normalised in fixed groups of four", agree="rounding", x=tame(12))
def group_norm(parts):
    scale = parts.normal(12)

    def serve(x):
        mean, variance = tf.nn.moments(tf.reshape(x, [-1, 3, 4]), [2], keepdims=True)
        return tf.reshape((tf.reshape(x, [-1, 3, 4]) - mean) * tf.math.rsqrt(variance + 1e-3), [-1, 12]) * scale

    return serve


@safe("TensorFlow 1: batch norm with stored statistics beside a training branch that a constant switches off, dropout that a default switches off",
      agree="rounding", tf1=True, x=tame(6))
def tf1_norm_and_dropout(parts):
    kernel, mean, variance = parts.normal(6, 4), parts.normal(4), parts.variable(np.full(4, 1.5, np.float32))

    def serve(x):
        training = v1.placeholder_with_default(False, [], "training")
        h = tf.matmul(x, kernel)
        own_mean, own_variance = v1.cond(training, lambda: tf.nn.moments(h, [0]), lambda: (tf.identity(mean), tf.identity(variance)))
        h = tf.nn.batch_normalization(h, own_mean, own_variance, None, None, 1e-3)
        return v1.cond(training, lambda: v1.nn.dropout(h, rate=0.5), lambda: h)

    return serve


@safe("pictures resized, cropped and flipped, each for itself", agree="rounding", image=integers(0, 256, 6, 5, 3, dtype=np.uint8))
def image_resize(parts):
    def serve(image):
        large = tf.image.resize(tf.cast(image, tf.float32) / 255.0, [9, 7], "bilinear")
        return {"y": tf.reduce_mean(tf.image.flip_left_right(tf.image.central_crop(large, 0.5)), [1, 2]), "grey": tf.image.rgb_to_grayscale(image)[:, ::2, ::2, 0]}

    return serve
