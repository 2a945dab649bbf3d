"""How a model is declared: a function that takes a box for its variables and returns what is served."""
import zlib

import numpy as np
import tensorflow as tf

MODELS = []


class Model:
    def __init__(self, name, build, inputs, why, unsafe, **more):
        self.name, self.build, self.inputs, self.why, self.unsafe = name, build, inputs, why, unsafe
        self.agree = more.pop("agree", "bits")            # how rows of a safe output agree: bits or rounding
        self.lengths = more.pop("lengths", (None,))        # sizes of open inner dimensions
        self.sizes = more.pop("sizes", lambda n: True)     # the batch sizes that it takes
        self.scalar = more.pop("scalar", ())               # outputs without a row dimension
        self.witness = more.pop("witness", None)           # a call that shows what chance would not find
        self.calls = more.pop("calls", None)               # for state: the calls whose last one is answered otherwise than on a fresh load
        self.tf1 = more.pop("tf1", False)
        self.empty = more.pop("empty", "answers")          # an empty batch: answers or refuses
        assert not more, f"{name}: {sorted(more)}"


def safe(why, scalars=(), **more):
    return _declare("s_", why, None, more)


def unsafe(reason, why, **more):
    return _declare("u_", why, reason, more)


def _declare(prefix, why, reason, more):
    options = {k: more.pop(k) for k in ("agree", "lengths", "sizes", "scalar", "witness", "calls", "tf1", "empty") if k in more}
    blamed = {} if reason is None else reason if isinstance(reason, dict) else {"y": reason}

    def register(build):
        name = prefix + build.__name__
        assert all(m.name != name for m in MODELS), name
        MODELS.append(Model(name, build, more, why, blamed, **options))
        return build

    return register


class Parts(tf.Module):
    """A model's variables, tables and layers, seeded by its name."""

    def __init__(self, name, folder, tf1):
        super().__init__()
        self._seed, self._folder, self._tf1 = zlib.crc32(name.encode()), folder, tf1
        self._rng = np.random.default_rng(self._seed)
        self.kept = []

    def variable(self, value, **more):
        value = np.asarray(value)
        if self._tf1:
            return tf.compat.v1.get_variable(f"v{len(self.kept) + self._count()}", initializer=tf.constant(value), use_resource=False, **more)
        return self.keep(tf.Variable(value, **more))

    def normal(self, *shape, scale=0.5):
        return self.variable(self._rng.normal(0, scale, shape).astype(np.float32))

    def whole(self, low, high, *shape):
        return self._rng.integers(low, high, shape)

    def keep(self, part):
        """Has a variable or table saved with the model."""
        self.kept.append(part)
        return part

    def layer(self, layer, *shape):
        """A Keras layer, built for rows of this shape, whose stored statistics are not what they begin as."""
        layer(tf.zeros((2, *shape)))
        for weight in layer.weights:
            value = np.asarray(weight)
            if np.issubdtype(value.dtype, np.floating):
                noise = self._rng.normal(0, 0.4, value.shape).astype(value.dtype)
                weight.assign(1 + np.abs(noise) if "variance" in weight.name else noise)
            self.keep(getattr(weight, "value", weight) if not callable(getattr(weight, "value", None)) else weight)
        return layer

    def file(self, name, lines):
        # Only the name: the path stays in the graph, and must not tell where the model was made.
        (self._folder / name).write_text("".join(line + "\n" for line in lines))
        return name

    def _count(self):
        return len(tf.compat.v1.global_variables())
