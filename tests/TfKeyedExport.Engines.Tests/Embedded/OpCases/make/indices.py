from opcases import *
R = np.random.default_rng(5)
c = Cases()
nan, inf = float("nan"), float("inf")

for dtype in ["bool", "int8", "uint8", "int16", "int32", "int64", "uint32", "uint64", "float32", "float64"]:
    c.add("Where", input=typed(R.integers(0, 2, (3, 2, 3)), dtype))
c.add("Where", input=f32([nan, 0, -0.0, inf, 1e-30]))
c.add("Where", input=typed([nan, 0, -0.0, 1], "bfloat16"))
c.add("Where", input=bools(np.zeros((0, 3))))
c.add("Where", input=bools([True, False, True]))

p = R.integers(0, 99, (3, 4, 2))
for dtype in ["float32", "int8", "int64", "bool", "complex128", "float16"]:
    c.add("GatherNd", params=typed(p, dtype), indices=i32([[0, 1], [2, 3]]))
c.add("GatherNd", params=f32(p), indices=i64([[[2], [0]], [[1], [1]]]))
c.add("GatherNd", params=f32(p), indices=i64([[2, 3, 1]]))
c.add("GatherNd", params=f32(p), indices=i64([2, 3, 1]))
c.add("GatherNd", params=f32(p), indices=i32(np.zeros((2, 0))))
c.add("GatherNd", params=f32(p), indices=i32(np.zeros((0, 2))))
c.add("GatherNd", params=f32(p), indices=i32([[0, 4]]))
c.add("GatherNd", params=f32(p), indices=i32([[-1, 0]]))
c.add("GatherNd", params=f32(p), indices=i32([[0, 0, 0, 0]]))
c.add("GatherNd", params=f32(1), indices=i32([[0]]))
c.add("GatherNd", params=f32(p), indices=i32(1))
c.add("GatherNd", params=strs([["a", "bb"], ["", "dddd"]]), indices=i32([[1, 1], [0, 0]]))
c.add("GatherNd", params=strs([["a", "bb"], ["", "dddd"]]), indices=i32([[1]]))
c.add("GatherNd", params=f32(np.zeros((0, 2))), indices=i32([[0]]))

for values in [[2, 0, 1], [], [0], [0, 0], [3, 0, 1], [-1, 0]]:
    c.add("InvertPermutation", x=i32(values))
    c.add("InvertPermutation", x=i64(values))
c.write("indices")
