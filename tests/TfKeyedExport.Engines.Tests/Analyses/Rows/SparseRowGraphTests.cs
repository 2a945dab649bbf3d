using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Sparse tensors: entries with the row that each is of.</summary>
public class SparseRowGraphTests
{
    internal const string Words = "\n" + """
        split StringSplitV2 w space
        l StringLength split:1
        lf Cast l
        s0 Const dtype=int64 value=[0,0]
        s1 Const dtype=int64 value=[0,1]
        ones Const dtype=int64 value=[1,1]
        ids StridedSlice split:0 s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2
        ws Shape w T=string
        wn StridedSlice ws v0 v1 v1 T=int32 shrink_axis_mask=1
        wnf Cast wn
        n64 Cast wn DstT=int64
        l0 Const dtype=int64 value=0
        l1 Const dtype=int64 value=1
        l2 Const dtype=int64 value=2
        lm Const dtype=int64 value=-1
        back ReverseV2 lf v0
        """;

    // Sums of values by the first of coordinates.
    internal const string Sum =
        "\nof StridedSlice at s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
        + "o UnsortedSegmentSum values of wn Tindices=int64";

    internal const string Others =
        "\nw2 StaticRegexReplace w pattern=a rewrite=%20a replace_global=true\nother StringSplitV2 w2 space\nol StringLength other:1\nolf Cast ol";

    private const string Elements = Count
        + "\np Greater x none\nat Where p\nvalues GatherNd x at Tindices=int64\nsizes Shape x out_type=int64\n"
        + "w41 Const dtype=float value=[[1],[2],[3],[4]]";

    private const string Crossed = Words + "\nw1 ExpandDims w c1 T=string\nsep Const dtype=string value=x";

    private const string CrossedSum = "\nat Identity cross T=int64\ncl StringLength cross:1\nvalues Cast cl" + Sum;

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "the same rows", Words + "\nto Pack n64 lm T=int64\nre SparseReshape split:0 split:2 to\nat Identity re T=int64\nvalues Identity lf" + Sum, true },
        {
            "the same rows with an axis more", Words
                + "\nto Pack n64 lm l1 T=int64 N=3\nre SparseReshape split:0 split:2 to\nat Identity re T=int64\nvalues Identity lf" + Sum, true
        },
        {
            "the same rows cut into two", Words
                + "\nto Pack n64 l2 lm T=int64 N=3\nre SparseReshape split:0 split:2 to\nat Identity re T=int64\nvalues Identity lf" + Sum, false
        },
        { "other rows", Words + "\nto Pack lm l2 T=int64\nre SparseReshape split:0 split:2 to\nat Identity re T=int64\nvalues Identity lf" + Sum, false },
        {
            "rows of another number of them", Words
                + "\nold Pack l2 n64 T=int64\nto Pack n64 lm T=int64\nre SparseReshape split:0 old to\nat Identity re T=int64\nvalues Identity lf"
                + Sum, false
        },
        {
            "how wide the batch is", Words
                + "\nto Pack n64 lm T=int64\nre SparseReshape split:0 split:2 to\na StridedSlice re:1 v1 v0 v1 T=int64 end_mask=1\nb Cast a SrcT=int64\n"
                + "o AddV2 v b", false
        },
        { "how many words the longest row has", Words + "\na StridedSlice split:2 v1 v0 v1 T=int64 end_mask=1\nb Cast a SrcT=int64\no AddV2 v b", false },
        {
            "rows that are filled", Words + "\nfill SparseFillEmptyRows split:0 lf split:2 one T=float\nat Identity fill T=int64\nvalues Identity fill:1"
                + Sum, true
        },
        {
            "rows that are filled with how many there are", Words
                + "\nfill SparseFillEmptyRows split:0 lf split:2 wnf T=float\nat Identity fill T=int64\nvalues Identity fill:1" + Sum, false
        },
        {
            "rows that are filled, of values turned round", Words
                + "\nfill SparseFillEmptyRows split:0 back split:2 one T=float\nat Identity fill T=int64\nvalues Identity fill:1" + Sum, false
        },
        {
            "rows that are filled, of all turned round", Words
                + "\nboth ReverseV2 split:0 v0 T=int64\nfill SparseFillEmptyRows both back split:2 one T=float\nat Identity fill T=int64\n"
                + "values Identity fill:1" + Sum, false
        },
        {
            "more rows that are filled", Words
                + "\nm AddV2 n64 l1 T=int64\nsz Pack m l2 T=int64\nfill SparseFillEmptyRows split:0 lf sz one T=float\nat Identity fill T=int64\n"
                + "values Identity fill:1" + Sum, false
        },
        { "which rows were filled", Words + "\nfill SparseFillEmptyRows split:0 lf split:2 one T=float\no Cast fill:2 SrcT=bool", true },
        {
            "where values went that were filled up", Words
                + "\nfill SparseFillEmptyRows split:0 lf split:2 one T=float\nm Cast fill:3 SrcT=int64\no UnsortedSegmentSum m ids wn Tindices=int64", false
        },
        {
            "the first word's length", Words
                + "\na SparseToDense split:0 split:2 lf none Tindices=int64\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true
        },
        {
            "the length of a word turned round", Words
                + "\na SparseToDense split:0 split:2 back none Tindices=int64\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2",
                false
        },
        {
            "the first word's length, or how many rows there are", Words
                + "\na SparseToDense split:0 split:2 lf wnf Tindices=int64\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        {
            "the first word's length in more rows", Words
                + "\nm AddV2 n64 l1 T=int64\nsz Pack m l2 T=int64\no SparseToDense split:0 sz lf none Tindices=int64", false
        },
        { "put at places in one axis", Count + "\nr Range c0 n c1\ns Pack n N=1\no SparseToDense r s v none", true },
        { "put at rows in one axis", Count + "\ns Pack n N=1\no SparseToDense u s v none", false },
        { "a vector put at places", Count + "\nr Range c0 n c1\ns Pack n N=1\no SparseToDense r s v40 none", false },
        { "places put at places", Count + "\nr Range c0 n c1\ns Pack n N=1\na SparseToDense r s r c0 T=int32\no Cast a", false },
        { "an order's rows put at places", Sorted + "\nr Range c0 un c1\ns Pack un N=1\nsv GatherV2 v top:1 c0\no SparseToDense r s sv none", false },
        { "elements times weights", Elements + "\no SparseTensorDenseMatMul at values sizes w41 T=float Tindices=int64", true },
        {
            "elements of columns times weights", Elements
                + "\na SparseTensorDenseMatMul at values sizes x T=float Tindices=int64 adjoint_a=true\nb Max a c0\no AddV2 x b", false
        },
        {
            "elements of columns times weights that all share", Elements
                + "\na SparseTensorDenseMatMul at values sizes w41 T=float Tindices=int64 adjoint_a=true\no Identity a", false
        },
        {
            "elements times how many rows there are", Elements
                + "\nnf Cast n\na Mul w41 nf\no SparseTensorDenseMatMul at values sizes a T=float Tindices=int64", false
        },
        { "elements times weights, of others", Elements + "\nb ReverseV2 values v0\no SparseTensorDenseMatMul at b sizes w41 T=float Tindices=int64", false },
        {
            "elements times weights, of more rows", Elements
                + "\nsz Const dtype=int64 value=[9,4]\no SparseTensorDenseMatMul at values sz w41 T=float Tindices=int64", false
        },
        {
            "elements turned round times weights", Elements
                + "\nb ReverseV2 values v0\nc ReverseV2 at v0 T=int64\no SparseTensorDenseMatMul c b sizes w41 T=float Tindices=int64", false
        },
        { "sums by row", Words + "\na SparseReduceSum split:0 lf split:2 c1 T=float\no Identity a", true },
        { "sums by row, the axis counted from the end", Words + "\na SparseReduceSum split:0 lf split:2 m1 T=float\no Identity a", true },
        { "sums by place", Words + "\na SparseReduceSum split:0 lf split:2 c0 T=float\nb Sum a c0\no AddV2 v b", false },
        {
            "sums by place, the axis counted from the end", Words
                + "\nm2 Const dtype=int32 value=-2\na SparseReduceSum split:0 lf split:2 m2 T=float\nb Sum a c0\no AddV2 v b", false
        },
        { "sums of all", Words + "\na SparseReduceSum split:0 lf split:2 v01 T=float\no AddV2 v a", false },
        { "sums by row, kept", Words + "\na SparseReduceSum split:0 lf split:2 c0 T=float keep_dims=true\no Identity a", false },
        { "sums by row of values turned round", Words + "\no SparseReduceSum split:0 back split:2 c1 T=float", false },
        { "sums by row of all turned round", Words + "\nboth ReverseV2 split:0 v0 T=int64\no SparseReduceSum both back split:2 c1 T=float", false },
        { "sums by more rows", Words + "\nm AddV2 n64 l1 T=int64\nsz Pack m l2 T=int64\no SparseReduceSum split:0 lf sz c1 T=float", false },
        { "coordinates in order", Words + "\nre SparseReorder split:0 lf split:2 T=float\nat Identity re T=int64\nvalues Identity re:1" + Sum, true },
        {
            "coordinates in order, with values turned round", Words
                + "\nre SparseReorder split:0 back split:2 T=float\nat Identity re T=int64\nvalues Identity re:1" + Sum, false
        },
        {
            "coordinates in order, with numbers of words for values", Words
                + "\nss Shape split:1 T=string\nsm StridedSlice ss v0 v1 v1 T=int32 shrink_axis_mask=1\n"
                + "r Range c0 sm c1\nre SparseReorder split:0 r split:2 T=int32\nat Identity re T=int64\nvalues Cast re:1" + Sum, false
        },
        {
            "coordinates in order, with values as they were", Words
                + "\nre SparseReorder split:0 lf split:2 T=float\nat Identity re T=int64\nvalues Identity lf" + Sum, false
        },
        {
            "words crossed with the row's text", Crossed
                + "\ncross SparseCrossV2 split:0 split:1 split:2 w1 sep N=1 sparse_types=[string] dense_types=[string]" + CrossedSum, true
        },
        {
            "words crossed with other rows' texts", Crossed
                + "\nwb ReverseV2 w1 v0 T=string\ncross SparseCrossV2 split:0 split:1 split:2 wb sep N=1 sparse_types=[string] dense_types=[string]"
                + CrossedSum, false
        },
        {
            "words crossed with words turned round", Crossed
                + "\nwb ReverseV2 split:1 v0 T=string\ncross SparseCrossV2 split:0 wb split:2 w1 sep N=1 sparse_types=[string] dense_types=[string]"
                + CrossedSum, false
        },
        {
            "words crossed with a text for all", Crossed
                + "\nts Reshape sep v11 T=string\ncross SparseCrossV2 split:0 split:1 split:2 ts sep N=1 sparse_types=[string] dense_types=[string]"
                + CrossedSum, false
        },
        {
            "words crossed where there is one value for each row", Crossed
                + "\ncross SparseCrossV2 split:0 w split:2 w1 sep N=1 sparse_types=[string] dense_types=[string]" + CrossedSum, false
        },
        {
            "words turned round with their coordinates crossed", Crossed
                + "\nib ReverseV2 split:0 v0 T=int64\nwb ReverseV2 split:1 v0 T=string\n"
                + "cross SparseCrossV2 ib wb split:2 w1 sep N=1 sparse_types=[string] dense_types=[string]" + CrossedSum, false
        },
        {
            "numbers of rows crossed", Crossed
                + "\nr Range c0 wn c1\nr64 Cast r DstT=int64\nnull ZerosLike r64 T=int64\nco Pack r64 null T=int64 axis=1\nsz Pack n64 l1 T=int64\n"
                + "cross SparseCross co r64 sz w1 N=1 hashed_output=true num_buckets=1000 hash_key=77 out_type=int64 internal_type=string "
                + "sparse_types=[int64] dense_types=[string]\nat Identity cross T=int64\nvalues Cast cross:1 SrcT=int64" + Sum, false
        },
        { "texts crossed", Crossed + "\ncross SparseCrossV2 w1 w1 sep N=0 sparse_types=[] dense_types=[string,string]" + CrossedSum, true },
        {
            "texts crossed with those of an order", Crossed
                + "\ntop TopKV2 v wn\nwb GatherV2 w1 top:1 c0 Tparams=string\n"
                + "cross SparseCrossV2 wb w1 sep N=0 sparse_types=[] dense_types=[string,string]" + CrossedSum, false
        },
        {
            "texts of an order crossed last", Crossed
                + "\ntop TopKV2 v wn\nwb GatherV2 w1 top:1 c0 Tparams=string\n"
                + "cross SparseCrossV2 w1 wb sep N=0 sparse_types=[] dense_types=[string,string]" + CrossedSum, false
        },
        {
            "how many crosses", Crossed
                + "\ncross SparseCrossV2 w1 w1 sep N=0 sparse_types=[] dense_types=[string,string]\na StridedSlice cross:2 v1 v0 v1 T=int64 end_mask=1\n"
                + "b Cast a SrcT=int64\no AddV2 v b", false
        },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
