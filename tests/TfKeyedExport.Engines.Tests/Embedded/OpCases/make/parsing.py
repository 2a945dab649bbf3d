from opcases import *
c = Cases()
nan = float("nan")

def feature(v):
    if v is None: return tf.train.Feature()
    if isinstance(v, tuple): return tf.train.Feature(float_list=tf.train.FloatList(value=v))
    if v and isinstance(v[0], int): return tf.train.Feature(int64_list=tf.train.Int64List(value=v))
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=v))
def example(**features):
    return tf.train.Example(features=tf.train.Features(feature={k: feature(v) for k, v in features.items()})).SerializeToString(deterministic=True)

rows = [example(f=(1.5, 2.5), i=[7, -1, 2**62], s=[b"a", b""], d=(3.0,), n=[4]),
        example(f=(), i=[5], s=[], d=(-0.5,), n=[9], other=[1]),
        example(f=(9.0,), s=[b"zzz", b"\xff\x00", b"q"], d=(nan,), n=[1]),
        example(d=(1.0,), n=[0], i=None)]

def v2(serialized, sparse=(), dense=(), ragged=(), names=(), split=tf.int64):
    c.add("ParseExampleV2", serialized=strs(serialized), names=strs(list(names)), sparse_keys=strs([k for k, _ in sparse]), dense_keys=strs([k for k, *_ in dense]),
          ragged_keys=strs([k for k, _ in ragged]), dense_defaults=[d for _, _, _, d in dense], num_sparse=len(sparse), sparse_types=[t for _, t in sparse],
          ragged_value_types=[t for _, t in ragged], ragged_split_types=[split for _ in ragged], dense_shapes=[s for _, _, s, _ in dense])
def v1(serialized, sparse=(), dense=()):
    c.add("ParseExample", serialized=strs(serialized), names=strs([]), sparse_keys=[strs(k) for k, _ in sparse], dense_keys=[strs(k) for k, *_ in dense],
          dense_defaults=[d for _, _, _, d in dense], sparse_types=[t for _, t in sparse], dense_shapes=[s for _, _, s, _ in dense])

F, I, S = tf.float32, tf.int64, tf.string
all_sparse = [("f", F), ("i", I), ("s", S)]
scalars = [("d", F, [], f32([])), ("n", I, [], i64([]))]
for v in (v1, v2):
    v(rows, all_sparse, scalars)
    v(rows, [("absent", F)], [("d", F, [1], f32([]))])
    v(rows, [], [("i", I, [None], i64([-9])), ("s", S, [None], strs(["pad"])), ("f", F, [None], f32([0.25]))])
    v(rows, [], [("f", F, [2], f32([1, 2]))])
    v(rows[:1], [], [("f", F, [2], f32([])), ("i", I, [3, 1], i64([1, 2, 3])), ("s", S, [2], strs([]))])
    v(rows[3:], [], [("f", F, [2], f32([1, 2])), ("s", S, [], strs("dd")), ("i", I, [], i64(8))])
    v(rows, [], [("f", F, [2], f32([]))])
    v(rows, [], [("f", I, [2], i64([]))])
    v(rows, [("f", S)], [])
    v([], all_sparse, scalars)
    v([b""], all_sparse, [("d", F, [], f32([4]))])
    v([b"\x0a"], all_sparse, [])
    v([b"garbage!"], all_sparse, [])
    v([rows[0][:-3]], all_sparse, [])
    v([rows[0] + rows[2]], all_sparse, scalars)
    v([b"\x12\x03abc" + rows[0]], all_sparse, scalars)
    # Numbers written one by one instead of packed, and a kind without values.
    one_by_one = b"\x0a\x20" + b"\x0a\x11" + b"\x0a\x01f" + b"\x12\x0c" + b"\x12\x0a" + b"\x0d\x00\x00\x80\x3f" + b"\x0d\x00\x00\x00\x40" + b"\x0a\x0b" + b"\x0a\x01i" + b"\x12\x06" + b"\x1a\x04" + b"\x08\x05\x08\x07"
    v([one_by_one], all_sparse, [])
    v([b"\x0a\x09\x0a\x07\x0a\x01f\x12\x02\x12\x00"], all_sparse, [("d", F, [], f32([4]))])
    v([b"\x0a\x05\x0a\x03\x0a\x01f"], all_sparse, [])
    v([rows[0]], [("f", F)], [("f2", F, [0], f32([]))])
    v([rows[0], rows[3]], [], [("i", I, [None, 3], i64([-1]))])
    v([rows[0]], [], [("i", I, [None, 2], i64([-1]))])

for split in (tf.int32, tf.int64):
    v2(rows, [("f", F)], scalars, [("i", I), ("s", S), ("f2", F)], split=split)
v2(rows, [], [], all_sparse, names=["r0", "r1", "r2", "r3"])
v2([], [], [], all_sparse)
v2(rows[0], all_sparse, scalars)
v2(rows[0], [], [("f", F, [None], f32([0]))], [])
v2(rows[3], all_sparse, [("f2", F, [2], f32([1, 2]))])
v2(rows, [("f", F)], [], [("i", S)])
c.write("parsing")
