from opcases import *
R = np.random.default_rng(7)
c = Cases()
T = tf.float32
a = f32(R.normal(size=(3, 4, 2)))
words = strs([["a", "bb", ""], ["dddd", "e", "\x00f"]])

for shape in [[4, 6], [-1], [2, -1, 3], [24, 1], [5, -1], [0, -1], [-1, -1], [7], [-2, 4]]:
    c.add("Reshape", tensor=a, shape=i32(shape))
c.add("Reshape", tensor=f32(np.zeros((0, 3))), shape=i64([-1, 3]))
c.add("Reshape", tensor=f32(np.zeros((0, 3))), shape=i64([3, 0]))
c.add("Reshape", tensor=f32(7), shape=i32([]))
c.add("Reshape", tensor=words, shape=i32([3, 2]))
for axis in [0, 1, -1, 3, -4, 4, -5]:
    c.add("ExpandDims", input=a, dim=i32(axis))
c.add("ExpandDims", input=words, dim=i64(1))
for dims in [[], [0], [2], [-1], [1], [5]]:
    c.add("Squeeze", input=f32(np.ones((1, 3, 1))), squeeze_dims=dims)
c.add("Shape", input=a); c.add("Shape", input=f32(3)); c.add("Shape", input=words, out_type=tf.int64)
c.add("ShapeN", input=[a, f32(np.zeros((0, 2)))])
c.add("Size", input=a); c.add("Size", input=f32(np.zeros((0, 2))), out_type=tf.int64); c.add("Rank", input=a)

for axis in [0, 1, 2, -1, 3, -4]:
    c.add("ConcatV2", values=[a, a + 1], axis=i32(axis))
    c.add("Concat", concat_dim=i32(axis), values=[a, a])
    c.add("Pack", values=[a, a + 1, a], axis=axis)
    c.add("Unpack", value=a, num=a.shape[axis] if -3 <= axis < 3 else 3, axis=axis) if -3 <= axis < 3 else None
c.add("ConcatV2", values=[f32(np.zeros((0, 2))), f32(np.ones((2, 2)))], axis=i32(0))
c.add("ConcatV2", values=[words, words], axis=i64(1))
c.add("ConcatV2", values=[f32([1]), f32([[1]])], axis=i32(0))
c.add("ConcatV2", values=[f32(1), f32(1)], axis=i32(0))
for scalar in [i32, i64, f32, f64]:
    c.add("Pack", values=[scalar(1), scalar(2)])
c.add("Pack", values=[words, words], axis=1)
c.add("Unpack", value=words, num=3, axis=1)

for axis in [0, 1, -1, 3]:
    c.add("Split", split_dim=i32(axis), value=f32(R.normal(size=(4, 6, 2))), num_split=2)
c.add("Split", split_dim=i32(0), value=words, num_split=2)
c.add("Split", split_dim=i32(0), value=a, num_split=2)
for sizes in [[1, 3], [-1, 1], [4, 0], [1, 2], [-1, -1], [5, -1]]:
    c.add("SplitV", value=a, size_splits=i32(sizes), split_dim=i32(1), num_split=2)

for axis in [0, 1, 2, -1, 3]:
    c.add("GatherV2", params=a, indices=i32([1, 0, 1]), axis=i32(axis))
    c.add("GatherV2", params=a, indices=i64([[1], [0]]), axis=i32(axis))
for batch in [1, 2, -1]:
    c.add("GatherV2", params=a, indices=i32(R.integers(0, 2, (3, 4))), axis=i32(2), batch_dims=batch)
c.add("GatherV2", params=a, indices=i32([3]), axis=i32(0))
c.add("GatherV2", params=a, indices=i32([-1]), axis=i32(0))
c.add("GatherV2", params=words, indices=i32([1, 1, 0]), axis=i32(0))
c.add("GatherV2", params=f32(np.zeros((0, 2))), indices=i32([]), axis=i32(0))
c.add("GatherV2", params=f32(1), indices=i32([0]), axis=i32(0))
c.add("Gather", params=a, indices=i32([2, 0]))

for begin, size in [([0, 1, 0], [2, 2, -1]), ([3, 0, 0], [0, 4, 2]), ([0, 0, 0], [-1, -1, -1]), ([0, 0, 1], [1, 1, 2]), ([-1, 0, 0], [1, 1, 1])]:
    c.add("Slice", input=a, begin=i32(begin), size=i64(size) if False else i32(size))
c.add("Slice", input=words, begin=i64([0, 1]), size=i64([2, 2]))
for b, e, s, m in [([0], [2], [1], {}), ([-1], [0], [-1], dict(end_mask=1)), ([2, 0], [0, 4], [-1, 2], {}), ([1, 1], [2, 2], [1, 1], dict(shrink_axis_mask=3)),
                   ([0, 0], [0, 1], [1, 1], dict(ellipsis_mask=1, shrink_axis_mask=2)), ([0, 0, 0], [0, 0, 0], [1, 1, 1], dict(new_axis_mask=2, begin_mask=5, end_mask=5)),
                   ([0], [9], [2], {}), ([5], [9], [1], {}), ([3], [4], [1], dict(shrink_axis_mask=1)), ([-4], [1], [1], dict(shrink_axis_mask=1)),
                   ([0], [1], [0], {}), ([2], [0], [1], {}), ([0, 0, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1], {}), ([0, 1], [0, 2], [1, 1], dict(ellipsis_mask=1)),
                   ([-9], [9], [1], {}), ([9], [-9], [-2], {}), ([0, -1], [0, 0], [1, 1], dict(ellipsis_mask=1, shrink_axis_mask=2))]:
    c.add("StridedSlice", input=a, begin=i32(b), end=i32(e), strides=i32(s), **m)
c.add("StridedSlice", input=i32([5, 6, 7]), begin=i32([-2]), end=i32([0]), strides=i32([1]), shrink_axis_mask=1)
c.add("StridedSlice", input=words, begin=i32([0, 2]), end=i32([2, -4]), strides=i32([1, -1]))

for perm in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1], [2, 0, 1], [-1, 0, 1], [0, 0, 1], [0, 1]]:
    c.add("Transpose", x=a, perm=i32(perm))
for dtype in ["int8", "int64", "bool", "complex128", "bfloat16"]:
    c.add("Transpose", x=typed(R.integers(0, 2, (2, 3)), dtype), perm=i64([1, 0]))
c.add("Transpose", x=f32(R.normal(size=(35, 21))), perm=i32([1, 0]))
c.add("Transpose", x=f32(np.zeros((0, 4))), perm=i32([1, 0]))
c.add("Transpose", x=words, perm=i32([1, 0]))
c.add("Transpose", x=f32(np.ones((1, 3, 1))), perm=i32([2, 1, 0]))

for multiples in [[1, 1, 1], [2, 1, 3], [0, 1, 1], [1, 3, 1], [-1, 1, 1], [2, 2]]:
    c.add("Tile", input=a, multiples=i32(multiples))
c.add("Tile", input=words, multiples=i64([2, 2])); c.add("Tile", input=f32(3), multiples=i32([])); c.add("Tile", input=f32(np.zeros((2, 0))), multiples=i32([2, 2]))
for shape in [[3, 4, 2], [2, 3, 4, 2], [3, 4, 1], [0, 4, 2]]:
    c.add("BroadcastTo", input=a, shape=i32(shape))
c.add("BroadcastTo", input=f32([[1], [2]]), shape=i64([2, 2, 3])); c.add("BroadcastTo", input=strs(["x"]), shape=i32([2, 2])); c.add("BroadcastTo", input=f32(5), shape=i32([0, 2]))
for x, y in [([2, 1], [3]), ([2], [3]), ([], [4, 1]), ([0], [1])]:
    c.add("BroadcastArgs", s0=i32(x), s1=i32(y))
for axes in [[0], [1, 2], [], [-1], [0, 0], [3]]:
    c.add("ReverseV2", tensor=a, axis=i32(axes))
c.add("ReverseV2", tensor=words, axis=i64([0, 1])); c.add("ReverseV2", tensor=f32(np.zeros((0, 2))), axis=i32([0]))

for dims in [[2, 3], [], [0, 4], [-1]]:
    c.add("Fill", dims=i32(dims), value=f32(1.5))
c.add("Fill", dims=i64([2]), value=strs("ab")); c.add("Fill", dims=i32([3]), value=bools(True)); c.add("Fill", dims=i32([2]), value=np.complex64(1 + 2j)); c.add("Fill", dims=i32([2]), value=f32([1]))
for dtype in ["float32", "float64", "float16", "bfloat16", "int8", "uint16", "int32", "int64", "bool"]:
    c.add("ZerosLike", x=typed([[1, 0]], dtype)); c.add("OnesLike", x=typed([[1, 0]], dtype))
c.add("ZerosLike", x=words)
for start, limit, delta in [(0, 5, 1), (5, 0, -2), (0, 0, 1), (3, 0, 1), (0, 3, 0), (-3, 4, 3), (0, 7, 3)]:
    c.add("Range", start=i32(start), limit=i32(limit), delta=i32(delta)); c.add("Range", start=i64(start), limit=i64(limit), delta=i64(delta)); c.add("Range", start=f32(start), limit=f32(limit), delta=f32(delta))
c.add("Range", start=f32(0), limit=f32(1), delta=f32(0.1)); c.add("Range", start=f64(0), limit=f64(1), delta=f64(0.3))
for axis in [-1, 0, 1]:
    for dtype in ["float32", "int64", "bool"]:
        c.add("OneHot", indices=i64([[0, 2, -1], [3, 1, 4]]), depth=i32(4), on_value=typed(1, dtype), off_value=typed(0, dtype), axis=axis)
c.add("OneHot", indices=typed([1, 2], "uint8"), depth=i32(3), on_value=f32(5), off_value=f32(-1)); c.add("OneHot", indices=i32(1), depth=i32(0), on_value=f32(1), off_value=f32(0)); c.add("OneHot", indices=i32([]), depth=i32(2), on_value=f32(1), off_value=f32(0))
c.add("OneHot", indices=i32([0]), depth=i32(-1), on_value=f32(1), off_value=f32(0))
for pads in [[[1, 0], [0, 2], [0, 0]], [[0, 0], [0, 0], [0, 0]], [[0, 0], [0, 0], [1, 1]], [[-1, 0], [0, 0], [0, 0]], [[1, 1]]]:
    c.add("Pad", input=a, paddings=i32(pads)); c.add("PadV2", input=a, paddings=i64(pads), constant_values=f32(9))
c.add("Pad", input=f32(np.zeros((0, 2))), paddings=i32([[1, 1], [0, 1]])); c.add("Pad", input=f32(3), paddings=i32(np.zeros((0, 2))))
c.add("ConcatOffset", concat_dim=i32(1), shape=[i32([2, 2, 7]), i32([2, 3, 7]), i32([2, 9, 7])]); c.add("ConcatOffset", concat_dim=i32(0), shape=[i32([2]), i32([3])])
c.add("EnsureShape", input=a, shape=[None, 4, 2]); c.add("EnsureShape", input=a, shape=[None, 5, 2]); c.add("EnsureShape", input=a, shape=[3, 4])
for shape in [(2, 3), (0, 3)]:
    for fmt in ["NHWC", "NCHW"]:
        c.add("BiasAdd", value=f32(R.normal(size=shape)), bias=f32([1, 2, 3]), data_format=fmt)
c.add("BiasAdd", value=f32(R.normal(size=(2, 3, 2, 2))), bias=f32([1, 2, 3]), data_format="NCHW"); c.add("BiasAdd", value=f32([1, 2]), bias=f32([1, 2])); c.add("BiasAdd", value=f32([[1, 2]]), bias=f32([1, 2, 3])); c.add("BiasAdd", value=typed([[1, 2]], "bfloat16"), bias=typed([0.5, 3], "bfloat16"))
for ta in [False, True]:
    for tb in [False, True]:
        for dtype in ["float32", "float64", "int32", "float16"]:
            x, y = R.integers(-3, 4, (2, 3)), R.integers(-3, 4, (3, 5))
            c.add("MatMul", a=typed(x.T if ta else x, dtype), b=typed(y.T if tb else y, dtype), transpose_a=ta, transpose_b=tb)
c.add("MatMul", a=f32(np.zeros((0, 3))), b=f32(np.ones((3, 2)))); c.add("MatMul", a=f32(np.zeros((2, 0))), b=f32(np.ones((0, 2)))); c.add("MatMul", a=f32([[1, 2]]), b=f32([[1, 2]])); c.add("MatMul", a=f32([1]), b=f32([[1]]))
c.add("Add", x=words, y=strs("!")); c.add("Add", x=strs(["a", "b"]), y=strs([["c"], ["d"]]))
c.write("arrays")
