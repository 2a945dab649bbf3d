using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Sparse and ragged tensors: entries with the row that each is of, or where each row's begin and end.</summary>
public class SparseRowGraphTests
{
    private const string Words = "\n" + """
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
    private const string Sum =
        "\nof StridedSlice at s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
        + "o UnsortedSegmentSum values of wn Tindices=int64";

    private const string Others =
        "\nw2 StaticRegexReplace w pattern=a rewrite=%20a replace_global=true\nother StringSplitV2 w2 space\nol StringLength other:1\nolf Cast ol";

    private const string Elements = Count
        + "\np Greater x none\nat Where p\nvalues GatherNd x at Tindices=int64\nsizes Shape x out_type=int64\n"
        + "w41 Const dtype=float value=[[1],[2],[3],[4]]";

    private const string Characters = Words + "\nb UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nwide3 Const dtype=int64 value=[-1,3]\nc Cast b:1";

    private const string Dense = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=1 row_partition_types=[ROW_SPLITS]";

    private const string DenseByRow = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=2 row_partition_types=[FIRST_DIM_SIZE,VALUE_ROWIDS]";

    private const string Counts = Words
        + "\nempty Fill v0 l0 T=int64\ncounts DenseBincount ids n64 empty Tidx=int64 T=int64\nz Const dtype=int64 value=[0]\n"
        + "wide3 Const dtype=int64 value=[-1,3]";

    private const string Crossed = Words + "\nw1 ExpandDims w c1 T=string\nsep Const dtype=string value=x";

    private const string CrossedSum = "\nat Identity cross T=int64\ncl StringLength cross:1\nvalues Cast cl" + Sum;

    private const string Images =
        "\ns4 Const dtype=int32 value=[-1,2,2,1]\ni Reshape x s4\nzeros Const dtype=int32 value=[[0,0],[0,0]]\nv22 Const dtype=int32 value=[2,2]\n"
        + "v21 Const dtype=int32 value=[2,1]\n"
        + "cut SpaceToBatchND i v22 zeros T=float Tblock_shape=int32 Tpaddings=int32\na Abs cut";

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
        { "characters as a matrix", Characters + "\no RaggedTensorToTensor wide3 c none b:0" + Dense, true },
        {
            "characters as a matrix as wide as the longest", Characters + "\nany Const dtype=int64 value=[-1,-1]\no RaggedTensorToTensor any c none b:0"
                + Dense, false
        },
        { "characters as a matrix of any size", Characters + "\no RaggedTensorToTensor lm c none b:0" + Dense, false },
        {
            "the first of characters as a matrix as wide as the longest", Characters
                + "\nany Const dtype=int64 value=[-1,-1]\na RaggedTensorToTensor any c none b:0" + Dense
                + "\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true
        },
        { "characters as a matrix of nine rows", Characters + "\nnine Const dtype=int64 value=[9,3]\no RaggedTensorToTensor nine c none b:0" + Dense, false },
        {
            "characters as a matrix of as many rows as there are", Characters
                + "\nl3 Const dtype=int64 value=3\nsz Pack n64 l3 T=int64\no RaggedTensorToTensor sz c none b:0" + Dense, true
        },
        { "characters as a matrix filled with how many rows there are", Characters + "\no RaggedTensorToTensor wide3 c wnf b:0" + Dense, false },
        { "characters turned round as a matrix", Characters + "\nt ReverseV2 c v0\no RaggedTensorToTensor wide3 t none b:0" + Dense, false },
        { "words as a matrix where characters begin", Characters + "\no RaggedTensorToTensor wide3 lf none b:0" + Dense, false },
        {
            "words as a matrix by their rows", Words + "\nwide3 Const dtype=int64 value=[-1,3]\no RaggedTensorToTensor wide3 lf none n64 ids"
                + DenseByRow, true
        },
        {
            "words as a matrix by more rows", Words
                + "\nm AddV2 n64 l1 T=int64\nwide3 Const dtype=int64 value=[-1,3]\no RaggedTensorToTensor wide3 lf none m ids" + DenseByRow, false
        },
        {
            "words as a matrix by other words' rows", Words + Others
                + "\noids StridedSlice other:0 s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
                + "wide3 Const dtype=int64 value=[-1,3]\no RaggedTensorToTensor wide3 lf none n64 oids" + DenseByRow, false
        },
        {
            "words as a matrix by their places", Words
                + "\nsecond Const dtype=int64 value=[0,2]\n"
                + "at2 StridedSlice split:0 s1 second ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
                + "wide3 Const dtype=int64 value=[-1,3]\no RaggedTensorToTensor wide3 lf none n64 at2" + DenseByRow, false
        },
        {
            "words and rows turned round as a matrix", Words
                + "\nboth ReverseV2 ids v0 T=int64\nwide3 Const dtype=int64 value=[-1,3]\no RaggedTensorToTensor wide3 back none n64 both"
                + DenseByRow, false
        },
        {
            "characters with coordinates", Characters
                + "\nrs RaggedTensorToSparse b:0 b:1 T=int32 RAGGED_RANK=1 Tsplits=int64\nat Identity rs T=int64\nvalues Cast rs:1" + Sum, true
        },
        {
            "characters turned round with coordinates", Characters
                + "\nt ReverseV2 c v0\nrs RaggedTensorToSparse b:0 t T=float RAGGED_RANK=1 Tsplits=int64\nat Identity rs T=int64\nvalues Identity rs:1"
                + Sum, false
        },
        {
            "words with coordinates of characters", Characters
                + "\nrs RaggedTensorToSparse b:0 lf T=float RAGGED_RANK=1 Tsplits=int64\nat Identity rs T=int64\nvalues Identity rs:1" + Sum, false
        },
        {
            "how many characters the longest row has", Characters
                + "\nrs RaggedTensorToSparse b:0 b:1 T=int32 RAGGED_RANK=1 Tsplits=int64\na StridedSlice rs:2 v1 v0 v1 T=int64 end_mask=1\n"
                + "d Cast a SrcT=int64\no AddV2 v d", false
        },
        { "how many words", Counts + "\no Cast counts SrcT=int64", true },
        {
            "whether there are words", Words
                + "\nempty Fill v0 l0 T=int64\na DenseBincount ids n64 empty Tidx=int64 T=int64 binary_output=true\no Cast a SrcT=int64", true
        },
        {
            "how many words, of nine rows", Counts + "\nl9 Const dtype=int64 value=9\na DenseBincount ids l9 empty Tidx=int64 T=int64\no Cast a SrcT=int64",
                false
        },
        { "how many words, of more rows", Counts + "\nm AddV2 n64 l1 T=int64\na DenseBincount ids m empty Tidx=int64 T=int64\no Cast a SrcT=int64", false },
        {
            "how many words, each by its length", Counts + "\nl64 Cast l DstT=int64\na DenseBincount ids n64 l64 Tidx=int64 T=int64\no Cast a SrcT=int64",
                false
        },
        { "how many rows have a number", Counts + "\nu64 Cast u DstT=int64\na DenseBincount u64 n64 empty Tidx=int64 T=int64\no Cast a SrcT=int64", false },
        {
            "how often numbers are in a row", Counts
                + "\nxi Cast x SrcT=float DstT=int32\nxa Abs xi T=int32\ne4 Fill v0 none\no DenseBincount xa c3 e4 Tidx=int32 T=float", true
        },
        {
            "how often numbers are in a row, as many as there are rows", Counts
                + "\nxi Cast x SrcT=float DstT=int32\nxa Abs xi T=int32\ne4 Fill v0 none\na DenseBincount xa wn e4 Tidx=int32 T=float\no Max a c1", false
        },
        {
            "how often places are in a row, the first of them", Counts
                + "\nr Range c0 wn c1\nr1 ExpandDims r c1 T=int32\nrr Tile r1 v12 T=int32\ne4 Fill v0 none\n"
                + "a DenseBincount rr wn e4 Tidx=int32 T=float\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        { "how often numbers are in a width", Wide + "\nws Shape w T=string\ne4 Fill v0 none\no DenseBincount lengths c3 e4 Tidx=int32 T=float", false },
        {
            "words as a matrix where running counts say", Counts
                + "\nends Cumsum counts c0 T=int64\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 lf none sp" + Dense, true
        },
        {
            "words as a matrix where running counts of others say", Counts + Others
                + "\nends Cumsum counts c0 T=int64\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 olf none sp" + Dense, false
        },
        {
            "words as a matrix where running counts from the end say", Counts
                + "\nends Cumsum counts c0 T=int64 reverse=true\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        {
            "words as a matrix where running counts of one more say", Counts
                + "\nmore AddV2 counts l1 T=int64\nends Cumsum more c0 T=int64\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 lf none sp"
                + Dense, false
        },
        {
            "words as a matrix where running products of counts say", Counts
                + "\nends Cumprod counts c0 T=int64 Tidx=int32\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        {
            "words as a matrix where running counts before say", Counts
                + "\nends Cumsum counts c0 T=int64 exclusive=true\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        {
            "words as a matrix where running counts from one on say", Counts
                + "\nz1 Const dtype=int64 value=[1]\nends Cumsum counts c0 T=int64\nsp ConcatV2 z1 ends c0 T=int64\n"
                + "o RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        {
            "words as a matrix where running counts of whether say", Words
                + "\nempty Fill v0 l0 T=int64\nwide3 Const dtype=int64 value=[-1,3]\nz Const dtype=int64 value=[0]\n"
                + "a DenseBincount ids n64 empty Tidx=int64 T=int64 binary_output=true\nends Cumsum a c0 T=int64\nsp ConcatV2 z ends c0 T=int64\n"
                + "o RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        {
            "words turned round as a matrix where running counts say", Counts
                + "\nids2 ReverseV2 ids v0 T=int64\na DenseBincount ids2 n64 empty Tidx=int64 T=int64\nends Cumsum a c0 T=int64\n"
                + "sp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 back none sp" + Dense, false
        },
        { "running counts themselves", Counts + "\nends Cumsum counts c0 T=int64\no Cast ends SrcT=int64", false },
        { "images cut and joined", Images + "\no BatchToSpaceND a v22 zeros T=float Tblock_shape=int32 Tcrops=int32", true },
        { "images cut", Images + "\no Identity a", false },
        { "images cut and joined in twos", Images + "\no BatchToSpaceND a v21 zeros T=float Tblock_shape=int32 Tcrops=int32", false },
        { "images joined", Images + "\no BatchToSpaceND i v21 zeros T=float Tblock_shape=int32 Tcrops=int32", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
