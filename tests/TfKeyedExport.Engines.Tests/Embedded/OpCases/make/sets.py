from opcases import *
R = np.random.default_rng(5)
c = Cases()
nan, inf = float("nan"), float("inf")

for dtype in ["int32", "int64", "float32", "float64"]:
    c.add("Bucketize", input=typed([-5, 0, 1, 2, 3, 4, 100], dtype), boundaries=[0.0, 1.5, 1.5, 3.0])
    c.add("Bucketize", input=typed(np.zeros((0, 2)), dtype), boundaries=[0.0])
    c.add("Bucketize", input=typed([[1, 2]], dtype), boundaries=[])
c.add("Bucketize", input=f32([nan, inf, -inf, -0.0, 0.1]), boundaries=[-1.0, 0.0, 0.1])
c.add("Bucketize", input=f64([nan, 0.1, 0.10000000149]), boundaries=[0.1, 0.2])
c.add("Bucketize", input=i64([16777217, 16777216, 2**62]), boundaries=[16777216.0, 16777218.0])

for out in [tf.int32, tf.int64]:
    for dtype in ["int32", "int64", "uint8", "float32", "float64", "float16", "bfloat16", "bool", "int16"]:
        c.add("Unique", x=typed(R.integers(0, 4, 9), dtype), out_idx=out)
c.add("Unique", x=strs(["b", "a", "", "b", b"\xff", "a", b"\xff"]))
c.add("Unique", x=f32([nan, 0, nan, -0.0, 1]))
c.add("Unique", x=i32([]))
c.add("Unique", x=i32([[1, 2]]))
c.add("UniqueWithCounts", x=i64([5, 5, 7, 5, 9]))
c.add("UniqueWithCounts", x=strs(["x", "y", "x"]), out_idx=tf.int64)
for axis in [0, 1, -1, 2, 3, -4]:
    c.add("UniqueV2", x=i32(R.integers(0, 2, (4, 3, 2))), axis=i32([axis]))
c.add("UniqueV2", x=i32([3, 1, 3]), axis=i64([]))
c.add("UniqueV2", x=i32([[3], [1]]), axis=i64([]))
c.add("UniqueV2", x=i32([3, 1, 3]), axis=i64([0, 0]))
c.add("UniqueV2", x=strs([["a", "b"], ["c", "d"], ["a", "b"]]), axis=i32([0]))
c.add("UniqueV2", x=f32(np.zeros((2, 0))), axis=i32([0]))
c.add("UniqueWithCountsV2", x=i32([[1, 2], [1, 2], [0, 2]]), axis=i32([0]))
c.add("UniqueWithCountsV2", x=i32([[1, 1, 0], [2, 2, 2]]), axis=i32([-1]))

for dtype in ["int32", "float32", "float64", "uint8"]:
    c.add("ScatterNd", indices=i32([[1], [3], [1]]), updates=typed([[9, 1], [10, 2], [11, 3]], dtype), shape=i32([5, 2]))
c.add("ScatterNd", indices=i64([[1, 1], [0, 0]]), updates=f32([1, 2]), shape=i64([2, 2]))
c.add("ScatterNd", indices=i32([[5]]), updates=f32([1]), shape=i32([5]))
c.add("ScatterNd", indices=i32([[-1]]), updates=f32([1]), shape=i32([5]))
c.add("ScatterNd", indices=i32([[1]]), updates=f32([1, 2]), shape=i32([5]))
c.add("ScatterNd", indices=i32([[1]]), updates=f32([1]), shape=i32([0]))
c.add("ScatterNd", indices=i32(np.zeros((0, 1))), updates=f32([]), shape=i32([3]))
c.add("ScatterNd", indices=i32(np.zeros((0, 1))), updates=f32([]), shape=i32([0]))
for op in ["TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMin", "TensorScatterMax"]:
    for dtype in ["int32", "float32"]:
        c.add(op, tensor=typed([[1, 2], [3, 4], [5, 6]], dtype), indices=i32([[2], [0], [2]]), updates=typed([[9, 0], [1, 7], [2, 8]], dtype))
    c.add(op, tensor=f32([1, 2, 3]), indices=i64([[0], [2]]), updates=f32([nan, -1]))
    c.add(op, tensor=f32([1, 2, 3]), indices=i64([[3]]), updates=f32([1]))
c.add("TensorScatterUpdate", tensor=strs(["a", "b", "c"]), indices=i32([[1], [1]]), updates=strs(["x", "yy"]))
c.add("TensorScatterUpdate", tensor=bools([True, False]), indices=i32([[1]]), updates=bools([True]))

x = np.round(R.standard_normal((12, 3)), 3)
for op in ["SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"]:
    for dtype in ["float32", "float64"]:
        for n in range(1, 28):
            ids = np.concatenate([np.zeros(n), [2, 2, 3, 5]])
            c.add(op, data=typed(x, dtype), indices=i32(R.integers(0, 12, n + 4)), segment_ids=i32(ids))
    c.add(op, data=typed(x, "bfloat16"), indices=i64(R.integers(0, 12, 12)), segment_ids=i32([0] * 9 + [1, 1, 4]))
    c.add(op, data=typed(x, "float16"), indices=i64(R.integers(0, 12, 12)), segment_ids=i32([0] * 9 + [1, 1, 4]))
    c.add(op, data=f32(x), indices=i64([]), segment_ids=i32([]))
    c.add(op, data=f32(x), indices=i64([1, 2]), segment_ids=i64([1, 0]))
    c.add(op, data=f32(x), indices=i64([1, 30]), segment_ids=i64([0, 1]))
    c.add(op, data=f32(x), indices=i64([1, -1]), segment_ids=i64([0, 0]))
    c.add(op, data=f32(x), indices=i64([1, 2]), segment_ids=i64([-1, 0]))
    c.add(op, data=f32(x), indices=i64([1, 2]), segment_ids=i64([0]))
    c.add(op, data=f32([1, 2, 3]), indices=i64([1, 2]), segment_ids=i64([1, 3]))
    c.add(op, data=f32([nan, inf, 3]), indices=i64([0, 1, 2]), segment_ids=i64([0, 1, 1]))
    c.add(op, data=f32(np.zeros((3, 0))), indices=i64([0, 1, 2]), segment_ids=i64([0, 1, 1]))
    for n in [6, 7, 3, 0]:
        c.add(op + "WithNumSegments", data=f32(x), indices=i32([1, 2, 3]), segment_ids=i32([1, 1, 3]), num_segments=i32(n))
    c.add(op + "WithNumSegments", data=f32(x), indices=i32([]), segment_ids=i32([]), num_segments=i32(2))
    c.add(op + "WithNumSegments", data=f32(x), indices=i32([1]), segment_ids=i32([0]), num_segments=i32(-1))

for op in ["SegmentSum", "SegmentMean", "SegmentProd", "SegmentMin", "SegmentMax"]:
    for dtype in ["int32", "int64", "float32", "float64", "uint8", "int8"]:
        c.add(op, data=typed(R.integers(1, 5, (6, 2)), dtype), segment_ids=i32([0, 0, 2, 2, 2, 4]))
    c.add(op, data=f32([]), segment_ids=i32([]))
    c.add(op, data=f32([1, 2]), segment_ids=i32([1, 0]))
    c.add(op, data=f32([1, 2]), segment_ids=i32([0]))
    c.add(op, data=f32([[1, 2], [3, 4]]), segment_ids=i64([1, 1]))
    c.add(op, data=i32([-7, -4]), segment_ids=i64([1, 1]))
for op in ["UnsortedSegmentSum", "UnsortedSegmentProd", "UnsortedSegmentMin", "UnsortedSegmentMax"]:
    for dtype in ["int32", "int64", "float32", "float64", "uint8"]:
        c.add(op, data=typed(R.integers(1, 5, (6, 2)), dtype), segment_ids=i32([0, 0, 2, 2, 2, 4]), num_segments=i32(6))
    c.add(op, data=f32([]), segment_ids=i32([]), num_segments=i32(2))
    c.add(op, data=f32([1, 2]), segment_ids=i32([0, 3]), num_segments=i32(3))
    c.add(op, data=f32([1, 2]), segment_ids=i32([-1, 0]), num_segments=i64(3))
for op in ["UnsortedSegmentSum", "UnsortedSegmentMin"]:
    c.add(op, data=f32(R.integers(0, 9, (2, 3, 2))), segment_ids=i32([[1, 0, 1], [-1, 2, 1]]), num_segments=i32(3))
    c.add(op, data=f32([1, 2]), segment_ids=i32([0, 1, 1]), num_segments=i32(3))

for dtype in ["int32", "int64", "float32", "float64"]:
    c.add("DenseBincount", input=i32([1, 1, 3, 0, 9]), size=i32(5), weights=typed([], dtype))
    c.add("DenseBincount", input=i64([[1, 1], [3, 0]]), size=i64(4), weights=typed([[2, 3], [4, 5]], dtype))
    c.add("DenseBincount", input=i64([[1, 1], [3, 0]]), size=i64(4), weights=typed([], dtype), binary_output=True)
    c.add("Bincount", arr=i32([[1, 1], [3, 9]]), size=i32(4), weights=typed([], dtype))
    c.add("Bincount", arr=i32([1, 1, 3, 9]), size=i32(4), weights=typed([1, 2, 3, 4], dtype))
    c.add("SparseBincount", indices=i64([[0, 0], [0, 5], [2, 1]]), values=i32([1, 1, 3]), dense_shape=i64([3, 9]), size=i32(4), weights=typed([], dtype))
    c.add("SparseBincount", indices=i64([[0, 0], [0, 5], [2, 1]]), values=i64([1, 1, 3]), dense_shape=i64([3, 9]), size=i64(4), weights=typed([1, 2, 3], dtype))
    c.add("RaggedBincount", splits=i64([0, 2, 2, 5]), values=i32([1, 1, 3, 0, 9]), size=i32(4), weights=typed([], dtype))
c.add("SparseBincount", indices=i64([[0], [4]]), values=i64([1, 1]), dense_shape=i64([9]), size=i64(4), weights=f32([]), binary_output=True)
c.add("SparseBincount", indices=i64([[7, 0]]), values=i64([1]), dense_shape=i64([3, 3]), size=i64(4), weights=f32([]))
c.add("RaggedBincount", splits=i64([0, 2, 4]), values=i32([1, 1, 3, 0, 9]), size=i32(4), weights=f32([]))
c.add("RaggedBincount", splits=i64([1, 5]), values=i32([1, 1, 3, 0, 9]), size=i32(4), weights=f32([]))
c.add("DenseBincount", input=i32([-1]), size=i32(5), weights=i32([]))
c.add("DenseBincount", input=i32([1]), size=i32(-5), weights=i32([]))
c.add("DenseBincount", input=i32([]), size=i32(3), weights=f32([]))
c.add("DenseBincount", input=i32(np.zeros((0, 2))), size=i32(3), weights=f32([]))
c.add("DenseBincount", input=i32([1, 2]), size=i32(0), weights=f32([]))
c.add("Bincount", arr=i32([-1]), size=i32(5), weights=i32([]))

for op in ["LowerBound", "UpperBound"]:
    for dtype in ["int32", "float32", "int64", "uint8"]:
        for out in [tf.int32, tf.int64]:
            c.add(op, sorted_inputs=typed([[1, 3, 3, 7], [2, 4, 6, 8]], dtype), values=typed([[0, 3, 9], [2, 5, 8]], dtype), out_type=out)
    c.add(op, sorted_inputs=f32(np.zeros((2, 0))), values=f32([[1], [2]]))
    c.add(op, sorted_inputs=f32([[1, 2]]), values=f32([[nan, inf]]))
    c.add(op, sorted_inputs=f32([[1, 2]]), values=f32([[1], [2]]))

c.add("ListDiff", x=i32([1, 2, 3, 4, 2, 5]), y=i32([1, 3, 5]))
c.add("ListDiff", x=strs(["a", "b", "a", "c"]), y=strs(["b"]), out_idx=tf.int64)
c.add("ListDiff", x=f32([nan, 1, -0.0]), y=f32([nan, 0.0]))
c.add("ListDiff", x=i32([]), y=i32([1]))
c.add("ListDiff", x=i32([1, 1]), y=i32([]))
c.add("ListDiff", x=i32([[1]]), y=i32([]))
c.write("sets")
