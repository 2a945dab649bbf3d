from opcases import *
c = Cases()

def feature(v):
    if v is None: return tf.train.Feature()
    if isinstance(v, tuple): return tf.train.Feature(float_list=tf.train.FloatList(value=v))
    if v and isinstance(v[0], int): return tf.train.Feature(int64_list=tf.train.Int64List(value=v))
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=v))
def example(context, **lists):
    return tf.train.SequenceExample(
        context=tf.train.Features(feature={k: feature(v) for k, v in context.items()}),
        feature_lists=tf.train.FeatureLists(feature_list={k: tf.train.FeatureList(feature=[feature(f) for f in v]) for k, v in lists.items()})).SerializeToString(deterministic=True)

rows = [example({"d": (1.5,), "s": [b"a", b""]}, f=[(1.0, 2.0), (3.0, 4.0)], i=[[7], [-1, 2**62], None], t=[[b"x"], []]),
        example({"d": (-0.5,), "s": []}, f=[], i=[[5]], t=[[b"zz", b"\xff"]], other=[[1]]),
        example({"d": (9.0,)}, f=[(5.0, 6.0)])]
F, I, S = tf.float32, tf.int64, tf.string

def parse(serialized, sparse=(), dense=(), ragged=(), lists_sparse=(), lists_dense=(), lists_ragged=(), missing=None, split=tf.int64):
    c.add("ParseSequenceExampleV2", serialized=strs(serialized), debug_name=strs([]), context_sparse_keys=strs([k for k, _ in sparse]),
          context_dense_keys=strs([k for k, *_ in dense]), context_ragged_keys=strs([k for k, _ in ragged]), feature_list_sparse_keys=strs([k for k, _ in lists_sparse]),
          feature_list_dense_keys=strs([k for k, *_ in lists_dense]), feature_list_ragged_keys=strs([k for k, _ in lists_ragged]),
          feature_list_dense_missing_assumed_empty=bools([missing if missing is not None else False for _ in lists_dense]), context_dense_defaults=[d for _, _, _, d in dense],
          Ncontext_sparse=len(sparse), context_sparse_types=[t for _, t in sparse], context_ragged_value_types=[t for _, t in ragged], context_ragged_split_types=[split for _ in ragged],
          context_dense_shapes=[s for _, _, s, _ in dense], Nfeature_list_sparse=len(lists_sparse), Nfeature_list_dense=len(lists_dense),
          feature_list_dense_types=[t for _, t, _ in lists_dense], feature_list_sparse_types=[t for _, t in lists_sparse],
          feature_list_ragged_value_types=[t for _, t in lists_ragged], feature_list_ragged_split_types=[split for _ in lists_ragged],
          feature_list_dense_shapes=[s for _, _, s in lists_dense])

scalar = [("d", F, [], f32([]))]
for given in (rows, rows[0], [], rows[2:]):
    parse(given, [("s", S)], scalar)
    parse(given, [], scalar, [("s", S)])
    parse(given, lists_sparse=[("i", I), ("t", S), ("absent", F)])
    parse(given, lists_dense=[("f", F, [2])])
    parse(given, lists_dense=[("absent", I, [])], missing=True)
    for split in (tf.int32, tf.int64):
        parse(given, lists_ragged=[("i", I), ("t", S), ("absent", F)], split=split)
parse(rows, lists_dense=[("absent", I, [])], missing=False)
parse(rows, lists_dense=[("f", F, [3])])
parse(rows, lists_dense=[("f", I, [2])])
parse(rows, lists_sparse=[("f", S)])
parse(rows, [("s", S)], scalar, [], [("i", I)], [("f", F, [2])], [("t", S)])
parse([b""], [("s", S)], [("d", F, [], f32([4]))], lists_sparse=[("i", I)])
parse([b"garbage!"], [("s", S)])
parse([rows[0][:-3]], lists_sparse=[("i", I)])
c.write("sequences")
