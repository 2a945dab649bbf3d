"""What a model takes: columns with a value a row, and scalars that a whole call shares."""
import numpy as np


class Column:
    """One input with a row dimension. `make` gives a row's value; `odd` are values that are always among the rows tried."""

    def __init__(self, dtype, shape, make, odd=()):
        self.dtype, self.shape, self.make, self.odd = dtype, shape, make, list(odd)

    def rows(self, rng, count, length):
        """`count` values; `length` is the size of the open dimension, if there is one."""
        made = [self.make(rng, length) for _ in range(count)]
        for place, value in enumerate(self.odd[:count]):
            made[place * 3 % count] = value
        return self.batch(made)

    def batch(self, values):
        if self.dtype is bytes:
            shape = (len(values), *(s or 0 for s in self.shape))
            batch = np.empty(shape, object)
            for i, value in enumerate(values):
                batch[i] = value
            return batch
        shape = tuple(s if s is not None else np.shape(next(v for v in values if np.ndim(v)))[d] for d, s in enumerate(self.shape))
        return np.stack([np.broadcast_to(np.asarray(v, self.dtype), shape) for v in values])


class Scalar:
    """An input without a row dimension, and the values to try."""

    def __init__(self, dtype, *values):
        self.dtype, self.values = dtype, values


def floats(*shape, scale=3.0, odd=(0.0, -0.0, np.nan, np.inf, -np.inf, 1e30, -1e-30, 1000.0), dtype=np.float32):
    """Numbers around zero; None in the shape is an open size."""
    return Column(dtype, shape, lambda rng, length: rng.normal(0, scale, [s or length for s in shape]).astype(dtype), odd)


def tame(*shape, **more):
    """Numbers around zero, none of them odd: for models that refuse, or overflow at, NaN and infinity."""
    return floats(*shape, odd=(0.0, 1.0, -1.0, 20.0), **more)


def integers(low, high, *shape, odd=(), dtype=np.int32):
    """Whole numbers from low up to, not including, high."""
    return Column(dtype, shape, lambda rng, length: rng.integers(low, high, [s or length for s in shape]).astype(dtype), odd)


def words(*choices, odd=(b"",)):
    """One of these texts."""
    return Column(bytes, (), lambda rng, length: choices[rng.integers(len(choices))], odd)


WORDS = (b"red", b"green", b"blue", b"Cold", b"warm", b"NEW", b"old", b"fast", b"slow", b"42", b"x")


def sentences(most=7, odd=(b"", b"   ", b" padded  twice ", b"one", b"\xc3\xa4\xc3\xb6 \xff")):
    """Up to `most` words with spaces between them."""
    return Column(bytes, (), lambda rng, length: b" ".join(WORDS[i] for i in rng.integers(len(WORDS), size=rng.integers(0, most + 1))), odd)


def made(make, odd=()):
    """Texts made by a function of a generator of random numbers."""
    return Column(bytes, (), lambda rng, length: make(rng), odd)
