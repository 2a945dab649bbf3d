using CsCheck;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>
/// A random graph of operations that models use on batches: about half of them keep rows apart. Inputs are x, y [N,4], v [N], u
/// [N] of whole numbers, and k for all rows.
/// </summary>
internal sealed class RandomRowGraph
{
    private const int Rows = -1, Unknown = -2;
    private static readonly string[] Names = ["x", "y", "v", "u", "k"];
    private static readonly bool[] HasRows = [true, true, true, true, false];
    private readonly PCG _random;
    private readonly List<string> _lines = [];
    private readonly List<(string Name, int[] Sizes)> _tensors = [("x:0", [Rows, 4]), ("y:0", [Rows, 4]), ("v:0", [Rows])];
    private readonly List<string> _places = ["u:0", "r:0"];
    private readonly List<string> _numbers = ["n:0", "k:0"];
    private int _next;

    /// <summary>Makes one.</summary>
    public RandomRowGraph(ulong seed)
    {
        _random = new PCG(2, seed);
        Line("x Placeholder dtype=float\ny Placeholder dtype=float\nv Placeholder dtype=float\nu Placeholder dtype=int32\nk Placeholder dtype=int32");
        Line(
            "c0 Const dtype=int32 value=0\nc1 Const dtype=int32 value=1\nf0 Const dtype=float value=0\nv0 Const dtype=int32 value=[0]\n"
                + "v1 Const dtype=int32 value=[1]");
        Line("xs Shape v T=float\nn StridedSlice xs v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1\nr Range c0 n c1 Tidx=int32");
        int count = 3 + Below(9);
        while (_tensors.Count < 3 + count)
            Step();
    }

    /// <summary>The tensors that operations gave.</summary>
    public IReadOnlyList<string> Tensors => [.. _tensors.Skip(3).Select(t => t.Name)];

    /// <summary>The graph.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>A trial of some tensors.</summary>
    /// <param name="outputs">The tensors.</param>
    /// <param name="k">What the input for all rows is.</param>
    public ProofTrial Trial(string[] outputs, int k)
    {
        var random = new PCG(3, (ulong)k + 9);
        // Odd numbers among many even ones, so that not all that is added up is odd.
        float Float() => random.Next(24) switch
        {
            0 =>
            float.NaN,
            1 => float.PositiveInfinity,
            2 => -0f,
            3 => 0,
            4 => 1e-39f,
            _ => ((int)random.Next(33) - 16) / 4f
        };
        float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => Float())];
        Tensor[] columns =
        [
            Tensor.From<float>(new TensorShape([10, 4]), Floats(40)), Tensor.From<float>(new TensorShape([10, 4]), Floats(40)), Tensor.From<float>(Floats(10)),
            Tensor.From<int>([0, 1, 2, 0, 3, 1, 0, 2, 0, 1]), Tensor.From<int>(TensorShape.Scalar, [k]),
        ];
        SavedModel model = GraphText.Model(Text, outputs, RowFunctions.All());
        return new ProofTrial(model, Names, columns, HasRows);
    }

    private void Step()
    {
        (string a, int[] s) = Some();
        int axis = s.Length == 0 ? 0 : Below(s.Length);
        switch (Below(34))
        {
            case 0 or 1:
                Add($"{Pick("Abs", "Neg", "Relu", "Sigmoid", "Cos", "Exp", "Reciprocal")} {a} T=float", s);
                break;
            case 2 or 3 or 4:
                Binary(a, s);
                break;
            case 5:
                Binary(a, s, Constant(Pick<int[]>([], [1], [4], [3], [1, 4], [1, 1], [2])));
                break;
            case 6 or 7:
                bool keeps = Below(2) == 0;
                Add(
                    $"{Pick("Sum", "Max", "Mean", "Min")} {a} {Number(Below(3) == 0 ? axis - s.Length : axis)} T=float Tidx=int32 "
                        + $"keep_dims={(keeps ? "true" : "false")}",
                    [.. s.Select((d, i) => i == axis ? 1 : d).Where((_, i) => keeps || i != axis)]);
                break;
            case 8 when s.Length > 1:
                int[] order = [.. Enumerable.Range(0, s.Length)];
                (order[axis], order[0]) = (order[0], order[axis]);
                Add($"Transpose {a} {Vector(order)} T=float Tperm=int32", [.. order.Select(o => s[o])]);
                break;
            case 9 when s.Length < 4:
                axis = Below(s.Length + 1);
                Add($"ExpandDims {a} {Number(axis)} T=float Tdim=int32", [.. s[..axis], 1, .. s[axis..]]);
                break;
            case 10 when s.Contains(1):
                axis = Array.IndexOf(s, 1);
                Add(Below(5) == 0 ? $"Squeeze {a} T=float" : $"Squeeze {a} T=float squeeze_dims=[{axis}]", [.. s.Where((_, i) => i != axis)]);
                break;
            case 11 or 12:
                Reshape(a, s);
                break;
            case 13:
                if (OfRank(s.Length) is { } joined && s.Length > 0)
                    Add(
                        $"ConcatV2 {a} {joined.Name} {Number(axis)} T=float Tidx=int32 N=2",
                        [.. s.Select((d, i) => i == axis ? d >= 0 && joined.Sizes[i] >= 0 ? d + joined.Sizes[i] : Unknown : d)]);
                break;
            case 14 when s.Length < 4:
                axis = Below(s.Length + 1);
                Add($"Pack {a} {OfRank(s.Length)!.Value.Name} T=float N=2 axis={axis}", [.. s[..axis], 2, .. s[axis..]]);
                break;
            case 15 or 16 when s.Length > 0:
                Slice(a, s, axis);
                break;
            case 17 or 18 when s.Length > 0:
                string places = Pick([.. _places, Vector([0, 1]), Number(0)]);
                bool isOne = places.StartsWith('q') && places.EndsWith("s:0", StringComparison.Ordinal);
                axis = Below(3) == 0 ? axis : 0;
                Add($"GatherV2 {a} {places} {Number(axis)} Tparams=float Tindices=int32 Taxis=int32",
                    [.. s[..axis], .. isOne ? Array.Empty<int>() : [places.EndsWith("v:0", StringComparison.Ordinal) ? 2 : Rows], .. s[(axis + 1)..]]);
                break;
            case 19 when s.Length == 2:
                (string b, int[] t) = Below(2) == 0 ? Constant([Math.Max(1, s[1]), 3]) : OfRank(2)!.Value;
                bool turnsLeft = Below(4) == 0, turnsRight = Below(4) == 0;
                Add(
                    $"MatMul {a} {b} T=float transpose_a={(turnsLeft ? "true" : "false")} transpose_b={(turnsRight ? "true" : "false")}",
                    [turnsLeft ? s[1] : s[0], turnsRight ? t[0] : t[1]]);
                break;
            case 20 when s.Length >= 2:
                (string c, int[] w) = OfRank(s.Length)!.Value;
                bool turns = Below(2) == 0;
                Add(
                    $"BatchMatMulV2 {a} {c} T=float adj_x={(turns ? "true" : "false")} adj_y={(turns ? "false" : "true")}",
                    [.. s[..^2], turns ? s[^1] : s[^2], turns ? w[^1] : w[^2]]);
                break;
            case 21 when s.Length > 0:
                string often = Pick([Number(2), .. _numbers]);
                Add(
                    $"Tile {a} {Packed([.. s.Select((_, i) => i == axis ? often : "c1:0")])} T=float Tmultiples=int32",
                    [.. s.Select((d, i) => i != axis ? d : often == "n:0" && d == 1 ? Rows : Unknown)]);
                break;
            case 22:
                string value = Pick(Number(1), "n:0", "k:0");
                Add(
                    $"Fill {Packed(["n:0", Pick(Number(4), "c1:0")])} {Added($"Cast {value} SrcT=int32 DstT=float")} T=float index_type=int32",
                    [Rows, Unknown]);
                break;
            case 23 when s.Length > 0:
                Add(Below(2) == 0 ? $"Cumsum {a} {Number(axis)} T=float Tidx=int32" : $"Softmax {a} T=float", s);
                break;
            case 24 when s.Length > 0:
                Add($"ReverseV2 {a} {Vector([axis])} T=float Tidx=int32", s);
                break;
            case 25 when s.Length > 0:
                bool all = s.Length == 1 && s[0] == Rows && Below(4) != 0;
                string top = Node($"TopKV2 {a} {(all ? "n:0" : Pick(_numbers.Append(Number(1)).ToArray()))} T=float");
                _tensors.Add(($"{top}:0", [.. s[..^1], all ? Rows : Unknown]));
                _places.Add($"{top}:1");
                break;
            case 26:
                Places();
                break;
            case 27 when s.Length > 0 && s[0] == Rows:
                Add($"UnsortedSegmentSum {a} {Pick<string>([.. _places])} n T=float Tindices=int32 Tnumsegments=int32", s);
                break;
            case 28 when s.Length > 0 && s[0] == Rows:
                string parts = Node($"DynamicPartition {a} u T=float num_partitions=4"),
                    own = Node($"DynamicPartition {Pick<string>([.. _places])} u T=int32 num_partitions=4");
                string first = Below(4) == 0 ? $"{parts}:1" : Added($"Neg {parts}:0 T=float");
                Add($"DynamicStitch {own}:0 {own}:1 {own}:2 {own}:3 {first} {parts}:1 {parts}:2 {parts}:3 T=float N=4", s);
                break;
            case 29:
                string asks = Added($"{Pick("Greater", "Equal", "Less")} {Pick<string>([.. _numbers])} {Number(Below(4))} T=int32");
                Add($"If {asks} {a} Tcond=bool Tin=[float] Tout=[float] then_branch=@twice else_branch=@same", s);
                break;
            case 30:
                string loop = Node($"While c0 {Pick([.. _numbers, Number(2)])} {a} T=[int32,int32,float] cond=@below body=@halve");
                _tensors.Add(($"{loop}:2", s));
                break;
            case 31:
                (string other, int[] o) = Compatible(s);
                string condition = Added($"Greater {a} {Pick("f0:0", other)} T=float");
                Add($"SelectV2 {condition} {a} {other} T=float", Stretched(s, o));
                break;
            case 32 when s.Length == 2 && s[0] == Rows:
                string column = Added($"ExpandDims {Pick<string>([.. _places])} c1 T=int32 Tdim=int32");
                Add(
                    Below(2) == 0
                        ? $"TensorScatterUpdate {a} {column} {a} T=float Tindices=int32"
                        : $"ScatterNd {column} {a} {Added($"Shape {a} T=float")} T=float Tindices=int32",
                    s);
                break;
            case 33:
                Add($"Cast {Pick([.. _places, .. _numbers])} SrcT=int32 DstT=float", [Rows]);
                break;
            default:
                break;
        }
    }

    private void Binary(string a, int[] s, (string Name, int[] Sizes)? with = null)
    {
        (string b, int[] t) = with ?? Compatible(s);
        (string left, string right) = Below(2) == 0 ? (a, b) : (b, a);
        Add($"{Pick("AddV2", "Mul", "Sub", "Maximum")} {left} {right} T=float", Stretched(s, t));
    }

    private void Reshape(string a, int[] s)
    {
        string last = s.Length > 0 && s[^1] >= 0 ? Number(s[^1]) : "c1:0";
        string[] target = Pick<string[]>(
            ["m"], ["n:0", "m"], ["n:0", "m"], ["m", last], ["m", "c1:0"], ["n:0", "c1:0", "m"], ["c1:0", "n:0", "m"], ["n:0", last], ["n:0"], ["m", "k:0"],
            [last, "n:0"]);
        int[] sizes = [.. target.Select(
            t => t == "n:0" ? Rows : t == last && s.Length > 0 ? s[^1] : t == "c1:0" ? 1 : s is [Rows, >= 0] && target is ["n:0", "m"] ? s[1] : Unknown)];
        Add($"Reshape {a} {Packed([.. target.Select(t => t == "m" ? Number(-1) : t)])} T=float Tshape=int32", sizes);
    }

    private void Slice(string a, int[] s, int axis)
    {
        int before = axis, mask = (1 << axis) - 1;
        string[] begins = new string[before + 1], ends = new string[before + 1], steps = new string[before + 1];
        Array.Fill(begins, "c0:0");
        Array.Fill(ends, "c0:0");
        Array.Fill(steps, "c1:0");
        (int begin, int end, int shrink, int size) = (mask, mask, 0, Unknown);
        switch (Below(7))
        {
            case 0:
                (ends[axis], size) = ("c1:0", 1);
                break;
            case 1:
                (begins[axis], end) = ("c1:0", end | (1 << axis));
                break;
            case 2:
                ends[axis] = Pick<string>([.. _numbers]);
                break;
            case 3:
                (begins[axis], shrink) = (Pick([.. _numbers, "c0:0", "c1:0", Number(-1)]), 1 << axis);
                break;
            case 4:
                (begin, end, steps[axis], size) = (begin | (1 << axis), end | (1 << axis), Number(-1), s[axis]);
                break;
            case 5:
                (begin, end, steps[axis]) = (begin | (1 << axis), end | (1 << axis), Pick([.. _numbers, Number(2)]));
                break;
            default:
                (ends[axis], size) = ("n:0", s[axis] == Rows ? Rows : Unknown);
                break;
        }
        Add($"StridedSlice {a} {Packed(begins)} {Packed(ends)} {Packed(steps)} T=float Index=int32 begin_mask={begin} end_mask={end} shrink_axis_mask={shrink}",
            [.. s.Select((d, i) => i == axis ? size : d).Where((_, i) => i != axis || shrink == 0)]);
    }

    private void Places()
    {
        string from = Pick<string>([.. _places]);
        switch (Below(6))
        {
            case 0:
                string unique = Node("Unique u T=int32");
                _tensors.Add(($"{Added($"Cast {unique}:0 SrcT=int32 DstT=float")}", [Unknown]));
                _places.Add($"{unique}:1");
                break;
            case 1:
                _places.Add(Added($"InvertPermutation {from} T=int32"));
                break;
            case 2:
                string down = Node($"Neg {from} T=int32");
                _places.Add($"{Node($"TopKV2 {down} n T=int32")}:1");
                break;
            case 3:
                _places.Add($"{Node($"TopKV2 {from} n T=int32")}:1");
                break;
            case 4:
                _places.Add(Added($"GatherV2 {from} {Pick<string>([.. _places])} c0 Tparams=int32 Tindices=int32 Taxis=int32"));
                break;
            default:
                _numbers.Add(Added($"{Pick("Mul", "FloorMod", "AddV2", "Sub")} {Pick<string>([.. _numbers])} {Number(1 + Below(3))} T=int32"));
                break;
        }
    }

    private static int[] Stretched(int[] s, int[] t)
    {
        (int[] more, int[] less) = s.Length >= t.Length ? (s, t) : (t, s);
        return [.. more.Select((d, i) => i - (more.Length - less.Length) is var j && j >= 0 && d == 1 ? less[j] : d)];
    }

    private (string Name, int[] Sizes) Some() =>
        _tensors[_random.Next(3) == 0 ? Below(_tensors.Count) : _tensors.Count - 1 - Below(Math.Min(4, _tensors.Count))];

    private (string Name, int[] Sizes) Compatible(int[] s)
    {
        (string Name, int[] Sizes)[] fitting =
            [.. _tensors.Where(t => Enumerable.Range(1, Math.Min(s.Length, t.Sizes.Length)).All(i => s[^i] == t.Sizes[^i] || s[^i] == 1 || t.Sizes[^i] == 1))];
        return fitting.Length == 0 || Below(8) == 0 ? Some() : fitting[Below(fitting.Length)];
    }

    private (string Name, int[] Sizes)? OfRank(int rank)
    {
        (string Name, int[] Sizes)[] fitting = [.. _tensors.Where(t => t.Sizes.Length == rank)];
        return fitting.Length == 0 ? null : fitting[Below(fitting.Length)];
    }

    private (string Name, int[] Sizes) Constant(int[] sizes)
    {
        int count = sizes.Aggregate(1, (p, d) => p * d);
        string flat = Added($"Const dtype=float value=[{string.Join(',', Enumerable.Range(0, count).Select(_ => Below(9) - 4))}]");
        string shape = sizes.Length == 0 ? Added("Reshape " + Vector([0]) + " " + Vector([1]) + " T=int32 Tshape=int32") : Vector(sizes);
        return sizes.Length == 0 ? (Added($"Const dtype=float value={Below(9) - 4}"), sizes) : (Added($"Reshape {flat} {shape} T=float Tshape=int32"), sizes);
    }

    private string Number(int value) => Named("s", $"Const dtype=int32 value={value}");

    private string Vector(int[] values) => Named("v", $"Const dtype=int32 value=[{string.Join(',', values)}]");

    private string Packed(string[] numbers) => Added($"Pack {string.Join(' ', numbers)} T=int32 N={numbers.Length}");

    private string Named(string end, string line)
    {
        string name = $"q{_next++}{end}";
        Line($"{name} {line}");
        return $"{name}:0";
    }

    private string Node(string line)
    {
        string name = $"t{_next++}";
        Line($"{name} {line}");
        return name;
    }

    private string Added(string line) => $"{Node(line)}:0";

    private void Add(string line, int[] sizes) => _tensors.Add((Added(line), sizes));

    private void Line(string lines) => _lines.Add(lines);

    private int Below(int limit) => (int)_random.Next((uint)limit);

    private T Pick<T>(params T[] from) => from[Below(from.Length)];
}
