using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.SparseRowGraphTests;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Sparse and ragged tensors that stand just beside what is proved.</summary>
public class SharpSparseRowGraphTests
{
    // Words, and their coordinates and lengths with an axis before, of which nothing is a row's any more.
    private const string Parts = Words + "\n" + """
        before ExpandDims split:0 c0 T=int64
        lfb ExpandDims lf c0
        l64 Cast l DstT=int64
        l4 Const dtype=int64 value=4
        sz4 Pack n64 l4 T=int64
        w41 Const dtype=float value=[[1],[2],[3],[4]]
        w1 ExpandDims w c1 T=string
        wb ExpandDims w c0 T=string
        sep Const dtype=string value=x
        e0 Slice v0 v0 v0 T=int32
        empty Fill v0 l0 T=int64
        ef Fill v0 none
        ei Fill v0 c0 T=int32
        wide3 Const dtype=int64 value=[-1,3]
        z Const dtype=int64 value=[0]

        """;

    private const string First = "\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2";

    private const string Vector = "\no EnsureShape a shape=[-1]";

    private const string Dense = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=1 row_partition_types=[ROW_SPLITS]";

    private const string DenseByRow = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=2 row_partition_types=[FIRST_DIM_SIZE,VALUE_ROWIDS]";

    private const string Characters = Parts + "b UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nc Cast b:1\n";

    private const string Images = Count + "\ns4 Const dtype=int32 value=[-1,2,2,1]\ni Reshape x s4\nzeros Const dtype=int32 value=[[0,0],[0,0]]\n"
        + "v22 Const dtype=int32 value=[2,2]\n";

    private const string Reordered = "\nat Identity re T=int64\nvalues Identity re:1" + Sum;

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "coordinates with an axis before, reshaped", Parts + "to Pack n64 lm T=int64\nre SparseReshape before split:2 to\nat Identity re T=int64\n"
            + "values Identity lf" + Sum, false },
        { "rows' numbers, reshaped", Parts + "to Pack n64 lm T=int64\nre SparseReshape ids split:2 to\na UnsortedSegmentSum lf re wn Tindices=int64"
            + Vector, false },
        { "rows that are filled with their numbers", Parts + "fill SparseFillEmptyRows split:0 ids split:2 l1 T=int64\nat Identity fill T=int64\n"
            + "values Cast fill:1 SrcT=int64" + Sum, false },
        { "coordinates with an axis before, filled", Parts + "fill SparseFillEmptyRows before lf split:2 one T=float\no Cast fill:2 SrcT=bool", false },
        { "rows' numbers, filled", Parts + "fill SparseFillEmptyRows ids lf split:2 one T=float\no Cast fill:2 SrcT=bool", false },
        { "values with an axis before, filled", Parts + "fill SparseFillEmptyRows split:0 lfb split:2 one T=float\no Cast fill:2 SrcT=bool", false },
        { "which of more rows were filled", Parts + "m AddV2 n64 l1 T=int64\nsz Pack m l2 T=int64\nfill SparseFillEmptyRows split:0 lf sz one T=float\n"
            + "a Cast fill:2 SrcT=bool" + Vector, false },
        { "coordinates with an axis before, put into rows", Parts + "a SparseToDense before split:2 lf none Tindices=int64" + First, false },
        { "values with an axis before, put into rows", Parts + "a SparseToDense split:0 split:2 lfb none Tindices=int64" + First, false },
        { "lengths put where they say", Parts + "sn Pack n64 T=int64 N=1\na SparseToDense l64 sn lf none Tindices=int64" + Vector, false },
        { "put into nobody knows how many rows", Parts + "uq Unique z T=int64\na SparseToDense ids uq lf none Tindices=int64" + Vector, false },
        { "words turned round put into rows", Parts
            + "both ReverseV2 split:0 v0 T=int64\na SparseToDense both split:2 back none Tindices=int64 validate_indices=false" + First, false },
        { "coordinates with an axis before, times weights", Parts + "o SparseTensorDenseMatMul before lf sz4 w41 T=float Tindices=int64", false },
        { "values with an axis before, times weights", Parts + "o SparseTensorDenseMatMul split:0 lfb sz4 w41 T=float Tindices=int64", false },
        { "rows' numbers times weights", Parts + "w4l Cast w41 SrcT=float DstT=int64\na SparseTensorDenseMatMul split:0 ids sz4 w4l T=int64 Tindices=int64\n"
            + "o Cast a SrcT=int64", false },
        { "weights at rows' numbers", Parts + "o SparseTensorDenseMatMul ids lf sz4 w41 T=float Tindices=int64", false },
        { "sums of rows' numbers", Parts + "a SparseReduceSum split:0 ids split:2 c1 T=int64\no Cast a SrcT=int64", false },
        { "sums by row of coordinates with an axis before", Parts + "a SparseReduceSum before lf split:2 c1 T=float" + Vector, false },
        { "sums by row of values with an axis before", Parts + "a SparseReduceSum split:0 lfb split:2 c1 T=float" + Vector, false },
        { "sums over no axis, and so over all", Parts + "a SparseReduceSum split:0 lf split:2 e0 T=float" + Vector, false },
        { "sums over both axes", Parts + "a SparseReduceSum split:0 lf split:2 v01 T=float" + Vector, false },
        { "sums of more rows", Parts + "m AddV2 n64 l1 T=int64\nsz Pack m l2 T=int64\na SparseReduceSum split:0 lf sz c1 T=float" + Vector, false },
        { "coordinates with an axis before, in order", Parts + "re SparseReorder before lf split:2 T=float" + Reordered, false },
        { "values with an axis before, in order", Parts + "re SparseReorder split:0 lfb split:2 T=float" + Reordered, false },
        { "texts in a row, cut into words", Parts + "s2 StringSplitV2 wb space\na StringLength s2:1\nat Identity s2 T=int64\nvalues Cast a" + Sum, false },
        { "cut where the number of rows says", Parts + "by AsString wn T=int32\ns2 StringSplitV2 w by\na StringLength s2:1\nat Identity s2 T=int64\n"
            + "values Cast a" + Sum, false },
        { "values with an axis before, as a matrix", Parts + "a RaggedTensorToTensor wide3 lfb none n64 ids" + DenseByRow + First, false },
        { "rows' numbers as a matrix", Parts + "a RaggedTensorToTensor wide3 ids l0 n64 ids" + DenseByRow.Replace("T=float", "T=int64",
            StringComparison.Ordinal) + "\no Cast a SrcT=int64", false },
        { "words as a matrix by their lengths", Parts + "a RaggedTensorToTensor wide3 lf none n64 l64" + DenseByRow + "\no EnsureShape a shape=[-1,3]", false },
        { "words turned round as a matrix of any width", Parts + "both ReverseV2 ids v0 T=int64\na RaggedTensorToTensor wide3 back none n64 both" + DenseByRow
            + "\no EnsureShape a shape=[-1,3]", false },
        { "texts of rows' numbers", Parts + "counts DenseBincount ids n64 empty Tidx=int64 T=int64\nends Cumsum counts c0 T=int64\n"
            + "sp ConcatV2 z ends c0 T=int64\nids32 Cast ids SrcT=int64 DstT=int32\na UnicodeEncode ids32 sp output_encoding=UTF-8 Tsplits=int64\n"
            + "b StringLength a\no Cast b", false },
        { "counts of words where a table says", Parts + "counts DenseBincount ids n64 empty Tidx=int64 T=int64\nends Cumsum counts c0 T=int64\n"
            + "e1 ExpandDims ends c1 T=int64\nz1 ExpandDims z c1 T=int64\nsp ConcatV2 z1 e1 c0 T=int64\n"
            + "o RaggedTensorToTensor wide3 lf none sp" + Dense, false },
        { "characters in pairs with coordinates", Characters + "cc Pack c c T=float axis=1\n"
            + "rs RaggedTensorToSparse b:0 cc T=float RAGGED_RANK=1 Tsplits=int64\nat Identity rs T=int64\nvalues Identity c" + Sum, false },
        { "sums of the sizes of characters", Characters
            + "rs RaggedTensorToSparse b:0 b:1 T=int32 RAGGED_RANK=1 Tsplits=int64\nat Identity rs T=int64\nvalues Cast rs:2 SrcT=int64" + Sum, false },
        { "characters where all but the first two texts end", Characters + "v2 Const dtype=int32 value=[2]\n"
            + "ends StridedSlice b:0 v2 v0 v1 T=int64 end_mask=1\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 c none sp" + Dense, false },
        { "characters where the first text ends", Characters + "v2 Const dtype=int32 value=[2]\n"
            + "ends StridedSlice b:0 v1 v2 v1 T=int64\nsp ConcatV2 z ends c0 T=int64\no RaggedTensorToTensor wide3 c none sp" + Dense, false },
        { "columns, how often numbers are in them", Parts + "xi Cast x SrcT=float DstT=int32\nxa Abs xi T=int32\nt Transpose xa v10 T=int32\n"
            + "a DenseBincount t c3 ef Tidx=int32 T=float\no Transpose a v10", false },
        { "how many words, each by a weight for all", Parts + "w4 Const dtype=int64 value=[1,2,3,4]\na DenseBincount ids n64 w4 Tidx=int64 T=int64\n"
            + "o Cast a SrcT=int64", false },
        { "how many rows have a number, of nine", Parts + "l9 Const dtype=int64 value=9\nu64 Cast u DstT=int64\n"
            + "a DenseBincount u64 l9 empty Tidx=int64 T=int64\nb Cast a SrcT=int64\no EnsureShape b shape=[-1]", false },
        { "rows by how often places are in a row", Count + "\nei Fill v0 c0 T=int32\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\nrr Tile r1 v12 T=int32\n"
            + "b DenseBincount rr c9 ei Tidx=int32 T=int32\na StridedSlice b v00 v01 v11 T=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
            + "o GatherV2 x a c0", false },
        { "how often numbers are in a row as wide as there are rows", Count + "\nei Fill v0 c0 T=int32\nb OneHot u n c1 c0 T=int32\n"
            + "a DenseBincount b c3 ei Tidx=int32 T=int32\no Cast a", false },
        { "how many words, of rows counted down", Parts + "nl Sub n64 l1 T=int64\nd Sub nl ids T=int64\na DenseBincount d n64 empty Tidx=int64 T=int64\n"
            + "o Cast a SrcT=int64", false },
        { "sums of pairs of words turned round", Parts + "b1 ExpandDims back c1\nb2 Tile b1 v12\nflat Reshape b2 vm1\nidb ReverseV2 ids v0 T=int64\n"
            + "i1 ExpandDims idb c1 T=int64\ni2 Tile i1 v12 T=int64\nof Reshape i2 vm1 T=int64\no UnsortedSegmentSum flat of wn Tindices=int64", false },
        { "coordinates cut as images are", Count + "\nr Range c0 n c1\ni Pack r u axis=1\nv2 Const dtype=int32 value=[2]\n"
            + "zeros Const dtype=int32 value=[[0,0]]\ncut SpaceToBatchND i v2 zeros T=int32 Tblock_shape=int32 Tpaddings=int32\ng GatherNd x cut\n"
            + "o BatchToSpaceND g v2 zeros T=float Tblock_shape=int32 Tcrops=int32", false },
        { "images cut as an input says", Images + "by Pack two two\na SpaceToBatchND i by zeros T=float Tblock_shape=int32 Tpaddings=int32\n"
            + "o EnsureShape a shape=[-1,1,1,1]", false },
        { "images behind as much as the number of rows says", Images + "nm FloorMod n c2 T=int32\np Mul nm c2 T=int32\np0 Pack p c0\np1 Pack c0 c0\n"
            + "pads Pack p0 p1\ncut SpaceToBatchND i v22 pads T=float Tblock_shape=int32 Tpaddings=int32\nz4 Const dtype=int32 value=[0,0,0,0]\n"
            + "o4 Const dtype=int32 value=[1,1,1,1]\na StridedSlice cut z4 o4 o4 begin_mask=1 end_mask=1\n"
            + "o BatchToSpaceND a v22 zeros T=float Tblock_shape=int32 Tcrops=int32", false },
        { "images cut into less than none", Images + "by Const dtype=int32 value=[-2,-2]\n"
            + "cut SpaceToBatchND i by zeros T=float Tblock_shape=int32 Tpaddings=int32\na Abs cut\n"
            + "o BatchToSpaceND a v22 zeros T=float Tblock_shape=int32 Tcrops=int32", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
