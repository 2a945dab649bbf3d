"""Shows by TensorFlow itself that a model is what it is said to be; what is not shown is an error."""
import itertools
import zlib

import numpy as np
import tensorflow as tf

from truth.columns import Scalar
from truth.comparing import near, padded, same, same_columns

SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 16, 17, 23, 24, 25, 31, 32, 33, 48, 63, 64, 65, 100, 127, 128, 129, 160, 257)
ROWS = 160


class NotShown(Exception):
    pass


class Trial:
    """Random rows, alone and in company, under one setting of the scalars and one open length."""

    def __init__(self, model, call, setting, length, given=None):
        self.model, self.call, self.setting = model, call, setting
        self.rng = np.random.default_rng(zlib.crc32(model.name.encode()))
        columns = {k: c for k, c in model.inputs.items() if not isinstance(c, Scalar)}
        self.rows = given or {k: c.rows(self.rng, ROWS, length) for k, c in columns.items()}
        self.count = len(next(iter(self.rows.values())))
        self.alone, refused = {}, None
        for i in range(self.count):
            try:
                self.alone[i] = self.of([i])
            except tf.errors.OpError as e:
                refused = e
        if given is None and len(self.alone) < ROWS // 2:
            raise NotShown(f"most rows are refused: {refused}")
        self.scale = {o: self._largest(o) for o in next(iter(self.alone.values()))}

    def of(self, chosen):
        return self.call({**self.setting, **{k: v[np.asarray(chosen, int)] for k, v in self.rows.items()}})

    def _largest(self, output):
        values = [a[output].ravel() for a in self.alone.values()]
        flat = np.concatenate(values) if values[0].dtype.kind in "fc" else np.zeros(1)
        finite = np.abs(flat[np.isfinite(flat)])
        return float(np.quantile(finite, 0.9)) if finite.size else 1.0

    def batches(self):
        usable = list(self.alone)
        for size in SIZES:
            if not self.model.sizes(size):
                continue
            yield [usable[i % len(usable)] for i in range(size)]
            yield [int(i) for i in self.rng.choice(usable, size)]


def settings(model):
    """Every combination of the scalars' values."""
    scalars = {k: c for k, c in model.inputs.items() if isinstance(c, Scalar)}
    for chosen in itertools.product(*(c.values for c in scalars.values())):
        yield {k: np.asarray(v, object if c.dtype is bytes else c.dtype) for (k, c), v in zip(scalars.items(), chosen)}


def trials(model, call):
    for setting in settings(model):
        for length in model.lengths:
            yield Trial(model, call, setting, length)


def show_safe(model, call, outputs=None):
    """Rows agree alone and in every batch that is tried."""
    rows = batches = 0
    for trial in trials(model, call):
        rows += len(trial.alone)
        for chosen in trial.batches():
            got = trial.of(chosen)
            batches += 1
            for name, value in got.items():
                if name in model.scalar:
                    if value.ndim:
                        raise NotShown(f"{name} is no scalar")
                elif outputs is None or name in outputs:
                    _agree(trial, name, value, chosen)
            if model.agree == "rounding":
                _company(trial, chosen, got, outputs)
        _empty(model, trial)
    how = "bit for bit" if model.agree == "bits" else "within rounding, and bit for bit in the same place beside other rows"
    return f"{rows} rows alone and in {batches} batches agree {how}"


def _agree(trial, name, value, chosen):
    if value.ndim == 0 or len(value) != len(chosen):
        raise NotShown(f"{name}: {len(chosen)} rows in, shape {value.shape} out")
    for place, row in enumerate(chosen):
        got, alone = at(value, place), at(trial.alone[row][name], 0)
        if not (same(got, alone) if trial.model.agree == "bits" else near(got, alone, trial.scale[name])):
            raise NotShown(f"{name}: row {place} of {len(chosen)}: {brief(got)}, alone {brief(alone)} {dict((k, v[row]) for k, v in trial.rows.items())}")


def _company(trial, chosen, got, outputs):
    """Every other row stays, its neighbours change: no bit of it may."""
    usable = list(trial.alone)
    other = [row if place % 2 == 0 else usable[int(trial.rng.integers(len(usable)))] for place, row in enumerate(chosen)]
    again = trial.of(other)
    for name, value in again.items():
        if name not in trial.model.scalar and (outputs is None or name in outputs):
            for place in range(0, len(chosen), 2):
                if not same(at(value, place), at(got[name], place)):
                    raise NotShown(f"{name}: row {place} of {len(chosen)} changes with its neighbours: {brief(value[place])}, {brief(got[name][place])}")


def _empty(model, trial):
    try:
        got = trial.of([])
    except tf.errors.OpError as e:
        if model.empty != "refuses":
            raise NotShown(f"an empty batch is refused: {e.message[:200]}") from e
        return
    if model.empty != "answers":
        raise NotShown("an empty batch is answered")
    for name, value in got.items():
        if name not in model.scalar and len(value):
            raise NotShown(f"{name}: {len(value)} rows for an empty batch")


def show_unsafe(model, call, load):
    """Each output that is blamed shows the reason by a call; the others are safe."""
    if set(model.unsafe.values()) <= {"random", "state"}:
        from truth.remembering import show_random, show_state
        return show_random(model, load) if "random" in model.unsafe.values() else show_state(model, load)
    tried = list(_given(model, call)) if model.witness else [(t, list(t.batches())) for t in trials(model, call)]
    told = []
    for name, reason in model.unsafe.items():
        found, first = set(), None
        for trial, batches in tried:
            for chosen in batches:
                kind, text = _kind(trial, name, chosen)
                if kind:
                    found.add(kind)
                    first = first if first and first[0] == kind or kind != reason else (kind, text)
        # Of several kinds the gravest counts; rows that are both exchanged and mixed are mixed.
        seen = next((k for k in ("row-count", "rows-mix", "order", "width") if k in found), None)
        if seen != reason:
            raise NotShown(f"{name}: said to be {reason}, seen {sorted(found)}")
        told.append(first[1])
    others = [o for o in tried[0][0].scale if o not in model.unsafe and o not in model.scalar]
    if others:
        show_safe(model, call, others)
    return "; ".join(told)


def _given(model, call):
    given = {k: model.inputs[k].batch(v) for k, v in model.witness.items() if not isinstance(model.inputs[k], Scalar)}
    setting = {k: np.asarray(v, object if model.inputs[k].dtype is bytes else model.inputs[k].dtype)
               for k, v in model.witness.items() if isinstance(model.inputs[k], Scalar)}
    trial = Trial(model, call, setting, None, given)
    yield trial, [list(range(trial.count))]


def _kind(trial, name, chosen):
    """What is wrong with one output of a call, and the words for it."""
    value = trial.of(chosen)[name]
    if value.ndim == 0 or len(value) != len(chosen):
        return "row-count", f"{name}: {len(chosen)} rows in, shape {value.shape} out"
    alone = [at(trial.alone[row][name], 0) for row in chosen]
    value_at = [at(value, p) for p in range(len(chosen))]
    agree = (lambda a, b: same(a, b)) if trial.model.agree == "bits" else (lambda a, b: near(a, b, trial.scale[name]))
    wrong = [p for p in range(len(chosen)) if not agree(value_at[p], alone[p])]
    if not wrong:
        return None, ""
    p = wrong[0]
    text = f"{name}: row {p} of {len(chosen)}: {brief(value_at[p])}, alone {brief(alone[p])}"
    if all(padded(value_at[q], alone[q]) for q in wrong):
        return "width", text
    if len({a.shape for a in alone}) == 1 and same_columns(value, np.stack(alone)):
        return "order", text
    return "rows-mix", text


def at(value, place):
    """One row as an array, also of texts; a missing row is an array of nothing."""
    return value[place:place + 1].reshape(value.shape[1:]) if place < len(value) else value[:0]


def brief(value):
    flat = np.asarray(value).ravel().tolist()[:3]
    return str([v.decode(errors="replace") if isinstance(v, bytes) else v for v in flat])
