using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.SparseRowGraphTests;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Ragged tensors: where each row's entries begin and end, how many there are; and blocks of images.</summary>
public class RaggedRowGraphTests
{
    private const string Characters = Words + "\nb UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nwide3 Const dtype=int64 value=[-1,3]\nc Cast b:1";

    private const string Dense = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=1 row_partition_types=[ROW_SPLITS]";

    private const string DenseByRow = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=2 row_partition_types=[FIRST_DIM_SIZE,VALUE_ROWIDS]";

    private const string Counts = Words
        + "\nempty Fill v0 l0 T=int64\ncounts DenseBincount ids n64 empty Tidx=int64 T=int64\nz Const dtype=int64 value=[0]\n"
        + "wide3 Const dtype=int64 value=[-1,3]";

    // One more than each character, as wide as the longest text: more; flat, in a vector, with the row that each is of: ids.
    private static readonly string Width = Characters.Replace("ids ", "wordids ", StringComparison.Ordinal)
        + "\nany Const dtype=int64 value=[-1,-1]\nwide RaggedTensorToTensor any c none b:0" + Dense + "\nwsz Shape wide\nv2 Const dtype=int32 value=[2]\n"
        + "wm StridedSlice wsz v1 v2 v1 T=int32 shrink_axis_mask=1\nr Range c0 wn c1\nr1 ExpandDims r c1 T=int32\ntm Pack c1 wm\nrr Tile r1 tm T=int32\n"
        + "ids Reshape rr vm1 T=int32\nmore AddV2 wide one\nflat Reshape more vm1";

    private const string Images =
        "\ns4 Const dtype=int32 value=[-1,2,2,1]\ni Reshape x s4\nzeros Const dtype=int32 value=[[0,0],[0,0]]\nv22 Const dtype=int32 value=[2,2]\n"
        + "v21 Const dtype=int32 value=[2,1]\n"
        + "cut SpaceToBatchND i v22 zeros T=float Tblock_shape=int32 Tpaddings=int32\na Abs cut";

    public static TheoryData<string, string, bool> RaggedGraphs => new()
    {
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
            "words as a matrix where running counts say, turned round and back", Counts
                + "\nends Cumsum counts c0 T=int64\nt ReverseV2 ends v0 T=int64\nsp ConcatV2 z t c0 T=int64\na RaggedTensorToTensor wide3 lf none sp"
                + Dense + "\no ReverseV2 a v0", false
        },
        {
            "words as a matrix where running counts say that floats may not hold", Words
                + "\nempty Fill v0 none\nwide3 Const dtype=int64 value=[-1,3]\nz Const dtype=int64 value=[0]\n"
                + "counts DenseBincount ids n64 empty Tidx=int64 T=float\nends Cumsum counts c0\ne64 Cast ends SrcT=float DstT=int64\n"
                + "sp ConcatV2 z e64 c0 T=int64\no RaggedTensorToTensor wide3 lf none sp" + Dense, false
        },
        { "sums over all of a width", Width + "\no UnsortedSegmentSum flat ids wn", false },
        { "how many are in a width", Width + "\nempty Fill v0 none\no DenseBincount ids wn empty Tidx=int32 T=float", false },
        {
            "sums of what is small in a width", Width
                + "\ntwo1 Const dtype=float value=2\nsmall Less flat two1\nat0 Where small\nat Squeeze at0 T=int64 squeeze_dims=[1]\n"
                + "of GatherV2 ids at c0 Tparams=int32 Tindices=int64\nd GatherV2 flat at c0 Tindices=int64\no UnsortedSegmentSum d of wn", false
        },
        {
            "the last of a width", Width + "\nsh ExpandDims wn c0 T=int32\no SparseToDense ids sh flat none validate_indices=false", false
        },
        {
            "a width by its rows as a matrix", Width
                + "\nw3 Const dtype=int32 value=[-1,3]\no RaggedTensorToTensor w3 flat none wn ids T=float Tindex=int32 Tshape=int32 "
                + "num_row_partition_tensors=2 row_partition_types=[FIRST_DIM_SIZE,VALUE_ROWIDS]", false
        },
        {
            "all of a width crossed", Width
                + "\ni64 Cast ids DstT=int64\nnull ZerosLike i64 T=int64\nco Pack i64 null T=int64 axis=1\nsz Pack n64 l1 T=int64\n"
                + "tx AsString flat T=float\nw1 ExpandDims w c1 T=string\nsep Const dtype=string value=x\n"
                + "cross SparseCrossV2 co tx sz w1 sep N=1 sparse_types=[string] dense_types=[string]\nat Identity cross T=int64\n"
                + "cl StringLength cross:1\nvalues Cast cl" + Sum, false
        },
        { "a width put into rows", Width + "\nat ExpandDims rr c2 T=int32\nsh ExpandDims wn c0 T=int32\no ScatterNd at more sh", false },
        {
            "a width added to rows", Width + "\nat ExpandDims rr c2 T=int32\nsh ExpandDims wn c0 T=int32\nze Fill sh none\no TensorScatterAdd ze at more",
                false
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
    [MemberData(nameof(RaggedGraphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
