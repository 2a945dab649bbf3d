"""Whether two answers are one."""
import numpy as np


def same(a, b):
    """Bit for bit; NaN is one answer."""
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    if a.dtype == object or not a.dtype.kind in "fcV":
        return bool(np.array_equal(a, b))
    if a.dtype.kind == "V":
        return a.tobytes() == b.tobytes()
    return bool(np.all((np.isnan(a) & np.isnan(b)) | (_bits(a) == _bits(b))))


def near(a, b, scale):
    """As far apart as another order of adding up explains, in a column whose values are up to `scale`."""
    if a.dtype.kind not in "fc":
        return same(a, b)
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=2e-5, atol=1e-5 * scale, equal_nan=True))


def same_columns(a, b):
    """Whether the rows of one are those of the other, each column for itself, in any order."""
    if a.shape != b.shape:
        return False
    flat_a, flat_b = a.reshape(len(a), -1), b.reshape(len(b), -1)
    return all(sorted(map(_bytes, flat_a[:, c])) == sorted(map(_bytes, flat_b[:, c])) for c in range(flat_a.shape[1]))


def padded(got, alone):
    """Whether a row is what it is alone, filled up by one value."""
    if got.ndim != alone.ndim or got.ndim == 0 or any(g < a for g, a in zip(got.shape, alone.shape)):
        return False
    inner = tuple(slice(0, n) for n in alone.shape)
    rest = np.ones(got.shape, bool)
    rest[inner] = False
    return same(got[inner], alone) and len(set(map(_bytes, got[rest]))) <= 1


def _bits(a):
    a = np.ascontiguousarray(a)
    return a if a.dtype.kind == "c" else a.view(f"u{a.dtype.itemsize}")


def _bytes(value):
    return value if isinstance(value, bytes) else np.asarray(value).tobytes()
