namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>The attributes that nodes of small graphs nearly always have, so that graphs need not say them.</summary>
internal static class RowGraphText
{
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["AddN"] = "T=float N=2",
        ["BiasAdd"] = "T=float",
        ["BroadcastTo"] = "T=float Tidx=int32",
        ["Cast"] = "SrcT=int32 DstT=float",
        ["Concat"] = "T=float N=2",
        ["ConcatV2"] = "T=float Tidx=int32 N=2",
        ["Cumsum"] = "T=float Tidx=int32",
        ["DynamicPartition"] = "T=float num_partitions=2",
        ["DynamicStitch"] = "T=float N=2",
        ["ExpandDims"] = "T=float Tdim=int32",
        ["Fill"] = "T=float index_type=int32",
        ["GatherNd"] = "Tparams=float Tindices=int32",
        ["GatherV2"] = "Tparams=float Tindices=int32 Taxis=int32",
        ["If"] = "Tcond=bool Tin=[float] Tout=[float]",
        ["InvertPermutation"] = "T=int32",
        ["MatrixBandPart"] = "T=float Tindex=int32",
        ["MirrorPad"] = "T=float Tpaddings=int32 mode=REFLECT",
        ["OneHot"] = "T=float TI=int32",
        ["Pack"] = "T=int32 N=2",
        ["Pad"] = "T=float Tpaddings=int32",
        ["PadV2"] = "T=float Tpaddings=int32",
        ["Range"] = "Tidx=int32",
        ["Reshape"] = "T=float Tshape=int32",
        ["ReverseSequence"] = "T=float Tlen=int32 seq_dim=1",
        ["ReverseV2"] = "T=float Tidx=int32",
        ["Roll"] = "T=float Tshift=int32 Taxis=int32",
        ["ScatterNd"] = "T=float Tindices=int32",
        ["SegmentSum"] = "T=float Tindices=int32",
        ["Slice"] = "T=float Index=int32",
        ["SparseSegmentSum"] = "T=float Tidx=int32 Tsegmentids=int32",
        ["SparseToDense"] = "T=float Tindices=int32",
        ["Split"] = "T=float num_split=2",
        ["SplitV"] = "T=float Tlen=int32 num_split=2",
        ["StridedSlice"] = "T=float Index=int32",
        ["TensorListFromTensor"] = "element_dtype=float shape_type=int32",
        ["TensorListGetItem"] = "element_dtype=float",
        ["TensorListReserve"] = "element_dtype=float shape_type=int32",
        ["TensorListSetItem"] = "element_dtype=float",
        ["TensorListStack"] = "element_dtype=float num_elements=-1",
        ["TensorScatterAdd"] = "T=float Tindices=int32",
        ["TensorScatterUpdate"] = "T=float Tindices=int32",
        ["Tile"] = "T=float Tmultiples=int32",
        ["Transpose"] = "T=float Tperm=int32",
        ["Unique"] = "T=int32",
        ["UnsortedSegmentSum"] = "T=float Tindices=int32 Tnumsegments=int32",
        ["Where"] = "T=bool",
    };

    private static readonly string[] Numbers = ["Sum", "Max", "Min", "Mean", "Prod"];

    private static readonly string[] Plain =
    [
        "Abs", "AddV2", "Sub", "Mul", "Neg", "Square", "Maximum", "Reciprocal", "Greater", "Less", "Equal", "NotEqual", "GreaterEqual", "LessEqual",
        "Identity", "Shape", "Size", "Select", "SelectV2", "TopKV2", "MatMul", "BatchMatMulV2", "Softmax", "ClipByValue", "Einsum", "Unpack", "Squeeze",
        "OnesLike", "ZerosLike", "Cross", "FloorMod", "Minimum", "EnsureShape",
    ];

    /// <summary>A graph with the attributes that it does not say: what is not said of a type is of float.</summary>
    public static string Complete(string text) => string.Join('\n', text.Split('\n').Select(Line));

    private static string Line(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0].EndsWith(':'))
            return line;
        string usual = Array.IndexOf(Plain, words[1]) >= 0 ? "T=float"
            : Array.IndexOf(Numbers, words[1]) >= 0 ? "T=float Tidx=int32" : Usual.GetValueOrDefault(words[1], "");
        foreach (string attribute in usual.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = attribute[..(attribute.IndexOf('=', StringComparison.Ordinal) + 1)];
            if (!words.Any(w => w.StartsWith(name, StringComparison.Ordinal)))
                line += " " + attribute;
        }
        return line;
    }
}
