from opcases import *
R = np.random.default_rng(6)
c = Cases()
texts = ["", "a", "ab", "hello world", "x" * 15, "y" * 16, "z" * 17, "0123456789" * 3, "w" * 32, "v" * 33, "u" * 64, "t" * 65, "s" * 200, b"\xff\x00\xfe"]

c.add("StringToHashBucketFast", input=strs(texts), num_buckets=2**62)
c.add("StringToHashBucketFast", input=strs([["a", "b"]]), num_buckets=1)
c.add("StringToHashBucketFast", input=strs("scalar"), num_buckets=10)
c.add("StringToHashBucketFast", input=strs(np.zeros((0, 2), object)), num_buckets=10)
c.add("StringToHashBucketStrong", input=strs(texts), num_buckets=2**62, key=[123, 2**60 + 7])
c.add("StringToHashBucketStrong", input=strs(texts), num_buckets=1000, key=[0, 0])
c.add("StringToHashBucket", string_tensor=strs(texts), num_buckets=2**62)
c.add("StringToHashBucket", string_tensor=strs(texts), num_buckets=7)

def fill(indices, values, shape, default):
    c.add("SparseFillEmptyRows", indices=i64(np.reshape(indices, (-1, len(shape)))), values=values, dense_shape=i64(shape), default_value=default)
for dtype in ["int32", "int64", "float32", "float64", "bool", "uint8"]:
    fill([[0, 1], [0, 3], [2, 0]], typed([1, 0, 1], dtype), [5, 6], typed(7, dtype))
fill([[0, 1], [0, 3], [2, 0]], strs(["a", "bb", "c"]), [4, 6], strs("def"))
fill([[0, 1], [1, 3], [2, 0]], i32([1, 2, 3]), [3, 6], i32(9))
fill([[2, 1], [0, 3], [2, 0], [0, 0]], i32([1, 2, 3, 4]), [3, 6], i32(9))
fill([[2, 1], [0, 3], [1, 0], [0, 0]], i32([1, 2, 3, 4]), [3, 6], i32(9))
fill([], i32([]), [3, 6], i32(9))
fill([], i32([]), [0, 6], i32(9))
fill([[0, 0]], i32([1]), [0, 6], i32(9))
fill([[3, 0]], i32([1]), [3, 6], i32(9))
fill([[-1, 0]], i32([1]), [3, 6], i32(9))
fill([[0, 0, 1], [2, 1, 1]], i32([1, 2]), [3, 6, 2], i32(9))
fill([[1]], i32([1]), [3], i32(9))
c.add("SparseFillEmptyRows", indices=i64([[0, 0]]), values=i32([1]), dense_shape=i64([2, 2]), default_value=i32([1]))

for shape, new in [([2, 3, 6], [9, -1]), ([2, 3, 6], [9, 4]), ([2, 3, 6], [36]), ([2, 3, 6], [-1]), ([2, 3, 6], [2, 3, 6]), ([2, 3, 6], [5, -1]), ([2, 3, 6], [-1, -1]), ([2, 3, 6], [7]), ([2, 3, 6], [-2, 18])]:
    c.add("SparseReshape", input_indices=i64([[0, 0, 0], [0, 0, 1], [1, 2, 5]]), input_shape=i64(shape), new_shape=i64(new))
c.add("SparseReshape", input_indices=i64(np.zeros((0, 2))), input_shape=i64([0, 3]), new_shape=i64([3, 0]))
c.add("SparseReshape", input_indices=i64(np.zeros((0, 2))), input_shape=i64([0, 3]), new_shape=i64([-1, 3]))
c.add("SparseReshape", input_indices=i64(np.zeros((0, 2))), input_shape=i64([0, 3]), new_shape=i64([-1, 0]))
c.add("SparseReshape", input_indices=i64([[1, 1]]), input_shape=i64([4, 1]), new_shape=i64([2, 2]))

for dtype in ["int32", "float32", "float64", "bool", "int8", "complex64"]:
    c.add("SparseToDense", sparse_indices=i64([[0, 1], [2, 0]]), output_shape=i64([3, 2]), sparse_values=typed([1, 0], dtype), default_value=typed(1, dtype))
c.add("SparseToDense", sparse_indices=i32([[0, 1], [2, 0]]), output_shape=i32([3, 2]), sparse_values=strs(["a", "b"]), default_value=strs("-"))
c.add("SparseToDense", sparse_indices=i32([1, 3]), output_shape=i32([5]), sparse_values=f32(7), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32(2), output_shape=i32([5]), sparse_values=f32(7), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32(2), output_shape=i32([5]), sparse_values=f32([7]), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32([3, 1]), output_shape=i32([5]), sparse_values=f32([7, 8]), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32([3, 1, 3]), output_shape=i32([5]), sparse_values=f32([7, 8, 9]), default_value=f32(0), validate_indices=False)
c.add("SparseToDense", sparse_indices=i32([1, 1]), output_shape=i32([5]), sparse_values=f32([7, 8]), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32([1, 5]), output_shape=i32([5]), sparse_values=f32([7, 8]), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32([1, 5]), output_shape=i32([5]), sparse_values=f32([7, 8]), default_value=f32(0), validate_indices=False)
c.add("SparseToDense", sparse_indices=i32(np.zeros((0, 2))), output_shape=i32([2, 2]), sparse_values=f32([]), default_value=f32(3))
c.add("SparseToDense", sparse_indices=i32(np.zeros((0, 2))), output_shape=i32([2, 0]), sparse_values=f32([]), default_value=f32(3))
c.add("SparseToDense", sparse_indices=i32([[0, 1]]), output_shape=i32([3]), sparse_values=f32([1]), default_value=f32(0))
c.add("SparseToDense", sparse_indices=i32([[0, 1]]), output_shape=i32([3, 3]), sparse_values=f32([1, 2]), default_value=f32(0))

ia, va, sa = i64([[0, 0], [0, 1], [2, 0], [2, 1], [2, 2]]), strs(["a", "b", "c", "", "e" * 20]), i64([3, 3])
ib, vb, sb = i64([[0, 0], [1, 0], [2, 0], [2, 1]]), i64([7, -8, 2**62, 0]), i64([3, 2])
def cross(indices, values, shapes, dense, hashed, buckets, key=0xDECAFCAFFE, internal=tf.int64):
    c.add("SparseCross", indices=indices, values=values, shapes=shapes, dense_inputs=dense, hashed_output=hashed, num_buckets=buckets, hash_key=key,
          out_type=tf.int64 if hashed else tf.string, internal_type=internal)
cross([ia, ib], [va, vb], [sa, sb], [], True, 100)
cross([ia, ib], [va, vb], [sa, sb], [], True, 0)
cross([ib, ia], [vb, va], [sb, sa], [], True, 1000, 956888297470)
cross([ia], [va], [sa], [], True, 100)
cross([ia], [va], [sa], [i64([[1, 2], [3, 4], [5, 6]])], True, 100)
cross([ia, ib], [va, vb], [sa, sb], [strs([["p"], ["q"], ["r"]]), i64([[1, 2], [3, 4], [5, 6]])], True, 0)
cross([], [], [], [i64([[1, 2], [3, 4]]), strs([["p"], ["q"]])], True, 50)
cross([ia, ib], [va, vb], [sa, sb], [i64([[1, -2], [3, 4], [5, 6]])], False, 0)
cross([ia, ia], [va, va], [sa, sa], [], False, 0, internal=tf.string)
cross([ia, ib], [va, vb], [sa, i64([4, 2])], [], True, 100)
cross([ia], [strs(["a"])], [sa], [], True, 100)
cross([ia], [va], [i64([3])], [], True, 100)
cross([i64(np.zeros((0, 2))), ib], [strs([]), vb], [i64([3, 0]), sb], [], True, 100)
cross([i64(np.zeros((0, 2)))], [strs([])], [i64([0, 0])], [], True, 100)
cross([], [], [], [i64([[1, 2], [3, 4]]), strs([["p"]])], True, 50)
c.add("SparseCrossV2", indices=[ia, ib], values=[va, vb], shapes=[sa, sb], dense_inputs=[i64([[1], [2], [3]])], sep=strs("--"))
c.add("SparseCrossV2", indices=[ia, ia], values=[va, va], shapes=[sa, sa], dense_inputs=[], sep=strs(""))

mixed = i64([[2, 1], [0, 3], [2, 0], [0, 0]])
for v in [i32([1, 2, 3, 4]), strs(["a", "b", "", "dd"]), f32([1, 2, 3, 4]), bools([True, False, True, True])]:
    c.add("SparseReorder", input_indices=mixed, input_values=v, input_shape=i64([3, 4]))
    c.add("SparseSlice", indices=i64([[0, 0], [0, 3], [2, 0], [2, 1]]), values=v, shape=i64([3, 4]), start=i64([0, 1]), size=i64([3, 2]))
    c.add("SparseConcat", indices=[i64([[0, 0], [0, 3], [2, 0], [2, 1]]), i64([[1, 0], [1, 1], [2, 3], [2, 4]])], values=[v, v], shapes=[i64([3, 4]), i64([3, 5])], concat_dim=1)
c.add("SparseReorder", input_indices=i64(np.zeros((0, 2))), input_values=i32([]), input_shape=i64([3, 4]))
for start, size in [([0, 0], [3, 4]), ([2, 0], [9, 9]), ([3, 4], [1, 1]), ([5, 0], [1, 1]), ([0, 0], [0, 4]), ([1, 1], [2, 3])]:
    c.add("SparseSlice", indices=i64([[0, 0], [0, 3], [2, 0], [2, 1]]), values=i32([1, 2, 3, 4]), shape=i64([3, 4]), start=i64(start), size=i64(size))
c.add("SparseSlice", indices=i64([[0, 0]]), values=i32([1]), shape=i64([3, 4]), start=i64([0]), size=i64([1]))
a = [i64([[0, 0], [2, 1]]), i32([1, 2]), i64([3, 2])]
b = [i64([[0, 1], [1, 0]]), i32([3, 4]), i64([3, 2])]
for dim in [0, 1, -1, -2, 2]:
    c.add("SparseConcat", indices=[a[0], b[0]], values=[a[1], b[1]], shapes=[a[2], b[2]], concat_dim=dim)
c.add("SparseConcat", indices=[a[0], b[0]], values=[a[1], b[1]], shapes=[a[2], i64([4, 2])], concat_dim=1)
c.add("SparseConcat", indices=[a[0], i64([[0, 0, 0]])], values=[a[1], i32([1])], shapes=[a[2], i64([4, 2, 1])], concat_dim=1)
m = np.round(R.standard_normal((4, 3)), 2)
for dtype in ["float32", "float64", "int32"]:
    for t in [i32, i64]:
        c.add("SparseTensorDenseMatMul", a_indices=t([[0, 0], [0, 3], [1, 2], [0, 1]]), a_values=typed([2, 3, -1, 5], dtype), a_shape=i64([2, 4]), b=typed(m * 10, dtype))
    c.add("SparseTensorDenseMatMul", a_indices=i64([[0, 0], [3, 1]]), a_values=typed([2, 3], dtype), a_shape=i64([4, 2]), b=typed(m * 10, dtype), adjoint_a=True)
    c.add("SparseTensorDenseMatMul", a_indices=i64([[0, 0], [1, 2]]), a_values=typed([2, 3], dtype), a_shape=i64([2, 3]), b=typed(m * 10, dtype), adjoint_b=True)
c.add("SparseTensorDenseMatMul", a_indices=i64([[0, 4]]), a_values=f32([2]), a_shape=i64([2, 4]), b=f32(m))
c.add("SparseTensorDenseMatMul", a_indices=i64([[2, 0]]), a_values=f32([2]), a_shape=i64([2, 4]), b=f32(m))
c.add("SparseTensorDenseMatMul", a_indices=i64([[0, 0]]), a_values=f32([2]), a_shape=i64([2, 3]), b=f32(m))
c.add("SparseTensorDenseMatMul", a_indices=i64(np.zeros((0, 2))), a_values=f32([]), a_shape=i64([2, 4]), b=f32(m))

# TensorFlow crashes on whole numbers with strong_hash: strings only there.
for buckets in [0, 1000]:
    for strong in [False, True]:
        for salt in [[137, 137], [1, 2**40]]:
            tail = dict(num_buckets=i64(buckets), strong_hash=bools(strong), salt=i64(salt))
            c.add("SparseCrossHashed", indices=[ia], values=[va], shapes=[sa], dense_inputs=[], **tail)
            c.add("SparseCrossHashed", indices=[ia, ia], values=[va, va], shapes=[sa, sa], dense_inputs=[strs([["p"], ["q"], ["r"]])], **tail)
            if not strong:
                c.add("SparseCrossHashed", indices=[ia, ia], values=[va, va], shapes=[sa, sa], dense_inputs=[i64([[1], [-2], [3]])], **tail)
                c.add("SparseCrossHashed", indices=[], values=[], shapes=[], dense_inputs=[i64([[1], [-2], [3]])], **tail)
c.write("sparse")
