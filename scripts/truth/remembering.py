"""Shows chance and state: what changes though the call does not."""
import time

from truth.comparing import same
from truth.showing import NotShown, Trial, brief, settings

MOST_CALLS = 400


def show_random(model, load):
    """The same call, made again, gets another answer."""
    call = load()
    rows = Trial(model, call, next(settings(model)), model.lengths[0])
    chosen = list(rows.alone)[:8]
    first = rows.of(chosen)
    left = dict(model.unsafe)
    told = []
    for n in range(2, MOST_CALLS):
        again = rows.of(chosen)
        for name in [n for n in left if not same(again[n], first[n])]:
            told.append(f"{name}: the same call, made again, is answered otherwise")
            del left[name]
        if not left:
            return "; ".join(told)
        time.sleep(0.005)
    raise NotShown(f"{sorted(left)} did not change in {MOST_CALLS} equal calls")


def show_state(model, load):
    """The last of some calls gets another answer than as a first call, and the same one whenever these calls are made."""
    calls = [{k: model.inputs[k].batch(v) for k, v in c.items()} for c in model.calls]

    def last():
        call = load()
        return [call(c) for c in calls][-1]

    got, again, fresh = last(), last(), load()(calls[-1])
    told = []
    for name, value in fresh.items():
        if name not in model.unsafe:
            if not same(value, got[name]):
                raise NotShown(f"{name} changes as well")
            continue
        if same(value, got[name]):
            raise NotShown(f"{name}: the last of {len(calls)} calls is answered as a first one")
        if not same(got[name], again[name]):
            raise NotShown(f"{name}: the same calls get another answer on another load: chance, not state")
        told.append(f"{name}: the last of {len(calls)} calls {brief(got[name])}, as a first call {brief(value)}")
    return "; ".join(told)
