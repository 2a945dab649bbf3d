using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What works along axes, and products: along the rows' axis rows mix, and along a width padding counts.</summary>
public class AxisRowGraphTests
{
    private const string Column = "\na StridedSlice b v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2\no Identity a";

    private const string Square = "\ns44 Const dtype=int32 value=[-1,2,2]\nm Reshape x s44\nm2 Reshape y s44";

    private const string Images =
        "\ns1221 Const dtype=int32 value=[-1,2,2,1]\ni Reshape x s1221\np44 Const dtype=int32 value=[3,1,2,0]\np1203 Const dtype=int32 value=[1,2,0,3]";

    private const string Matrix =
        "\nw4 Const dtype=float value=[[1,2,3,4],[5,6,7,8],[9,1,2,3],[4,5,6,7]]\ns422 Const dtype=int32 value=[4,2,2]\nw22 Reshape w4 s422";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "the largest of a row", "o Max x c1", true },
        { "the largest of a row, counted from the end", "o Max x m1", true },
        { "the largest of a column", "a Max x c0\no AddV2 x a", false },
        { "the largest of a column, counted from the end", "vm2 Const dtype=int32 value=-2\na Max x vm2\no AddV2 x a", false },
        { "the largest of the turned", "t Transpose x v10\no Max t c0", true },
        { "the largest of the turned, kept", "t Transpose x v10\na Max t c0 keep_dims=true\no Transpose a v10", true },
        { "the largest over no axis", "e Const dtype=int32 value=[0]\ni Sub v0 v1 T=int32\na Max x m1\no Identity a", true },
        {
            "the largest over two axes between which rows stand", Square
                + "\np Const dtype=int32 value=[1,0,2]\nt Transpose m p\nv02 Const dtype=int32 value=[0,2]\no Max t v02", true
        },
        { "the largest over an axis that the batch says", Wide + "\no Max wide c1", false },
        { "the largest place", Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\na Max r1 c1 T=int32\no Cast a", false },
        { "the largest along an axis before the first", "m9 Const dtype=int32 value=-9\no Max x m9", false },
        { "the largest along an axis behind the last", "o Max x c9", false },
        { "where the largest is", "a ArgMax x c1 T=float Tidx=int32 output_type=int32\no Cast a", true },
        { "where the largest of the turned is", "t Transpose x v10\na ArgMax t c0 T=float Tidx=int32 output_type=int32\no Cast a", true },
        { "which row has the largest", "a ArgMax x c0 T=float Tidx=int32 output_type=int32\nb Cast a\no AddV2 x b", false },
        { "where the largest of a width is", Wide + "\na ArgMax wide c1 T=float Tidx=int32 output_type=int32\no Cast a", false },
        { "shares of a row", "o Softmax x", true },
        { "shares of all rows", "o Softmax v", false },
        { "shares of a width", Wide + "\nb Softmax wide" + Column, false },
        { "running within a row", "o Cumsum x c1", true },
        { "running within a row from its end", "o Cumsum x c1 reverse=true", true },
        { "running over rows", "o Cumsum x c0", false },
        { "running over rows, counted from the end", "o Cumsum v m1", false },
        { "running within a width", Wide + "\nb Cumsum wide c1" + Column, true },
        { "running within a width from its end", Wide + "\nb Cumsum wide c1 reverse=true" + Column, false },
        { "running along an axis that an input says", "a Cumsum x k\no Identity a", false },
        { "running places", Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\na Cumsum r1 c1 T=int32\no Cast a", false },
        {
            "an image's elements with their neighbours", Images
                + "\nf4 Const dtype=float value=[1,2,3,4]\nfs Const dtype=int32 value=[2,2,1,1]\nf2 Reshape f4 fs\n"
                + "o Conv2D i f2 T=float strides=[1,1,1,1] padding=SAME", true
        },
        {
            "images beside each other with their neighbours", Images
                + "\nf4 Const dtype=float value=[1,2,3,4]\nfs Const dtype=int32 value=[2,2,1,1]\nf2 Reshape f4 fs\nt Transpose i p1203\n"
                + "c Conv2D t f2 T=float strides=[1,1,1,1] padding=SAME\nq Const dtype=int32 value=[2,0,1,3]\no Transpose c q", false
        },
        {
            "an image with what the batch says", Images
                + "\nx1 Slice x v00 v11\nfs Const dtype=int32 value=[1,1,1,1]\nf2 Reshape x1 fs\no Conv2D i f2 T=float strides=[1,1,1,1] padding=SAME",
                false
        },
        {
            "an image with the number of rows", Count + Images
                + "\nnf Cast n\nfs Const dtype=int32 value=[1,1,1,1]\nf2 Reshape nf fs\no Conv2D i f2 T=float strides=[1,1,1,1] padding=SAME", false
        },
        {
            "an image of all with what rows say",
            "i0 Const dtype=float value=[[1,2,3,4],[5,6,7,8],[9,1,2,3],[4,5,6,7]]\nis Const dtype=int32 value=[1,4,4,1]\ni Reshape i0 is\n"
                + "fs Const dtype=int32 value=[-1,1,1,4]\nf2 Reshape x fs\no Conv2D i f2 T=float strides=[1,1,1,1] padding=SAME", false
        },
        {
            "an image normalized by what all share",
            Images + "\ns1 Const dtype=float value=[2]\nn1 FusedBatchNormV3 i s1 s1 s1 s1 T=float U=float is_training=false\no Identity n1", true
        },
        {
            "what an image is normalized by",
            Images + "\ns1 Const dtype=float value=[2]\nn1 FusedBatchNormV3 i s1 s1 s1 s1 T=float U=float is_training=false\no EnsureShape n1:1 shape=[1]",
                false
        },
        {
            "an image normalized by its batch",
            Images + "\ns1 Const dtype=float value=[2]\nn1 FusedBatchNormV3 i s1 s1 s1 s1 T=float U=float is_training=true\no Identity n1", false
        },
        {
            "an image as wide as the batch says", Wide
                + "\ni ExpandDims wide c2\nj ExpandDims i c1\nb4 MaxPool j T=float ksize=[1,1,2,1] strides=[1,1,1,1] padding=SAME\nb2 Max b4 c1\n"
                + "b Max b2 c2" + Column, false
        },
        { "part of a matrix of each row", Square + "\no MatrixBandPart m c0 m1", true },
        { "part of a matrix of rows", "o MatrixBandPart x c0 m1", false },
        { "part of a matrix of each row as other rows say", Count + Square + "\no MatrixBandPart m c0 n", false },
        { "vectors of rows", "v03 Const dtype=int32 value=[-1,3]\na Slice x v00 v03\nb Slice y v00 v03\no Cross a b", true },
        {
            "vectors of all and of rows",
            "c Const dtype=float value=[[1,2,3],[4,5,6]]\nv03 Const dtype=int32 value=[-1,3]\nb Slice y v00 v03\no Cross c b", false
        },
        { "vectors of rows and of others", Sorted + "\nv03 Const dtype=int32 value=[-1,3]\na Slice x v00 v03\nb Slice sorted v00 v03\no Cross a b", false },
        { "more within rows", "q Const dtype=int32 value=[[0,0],[1,1]]\no Pad x q", true },
        { "more rows before", "q Const dtype=int32 value=[[1,0],[0,0]]\no Pad x q", false },
        { "more rows behind", "q Const dtype=int32 value=[[0,1],[0,0]]\no Pad x q", false },
        {
            "more behind a width", Wide
                + "\nq Const dtype=int32 value=[[0,0],[0,1]]\na Pad wide q\nv02 Const dtype=int32 value=[0,2]\n"
                + "o StridedSlice a v01 v02 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        { "more within rows, of what all share", "q Const dtype=int32 value=[[0,0],[1,1]]\no PadV2 x q f", true },
        {
            "more of places", Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\nq Const dtype=int32 value=[[0,0],[1,1]]\na Pad r1 q T=int32\no Cast a",
                false
        },
        { "mirrored within rows", "q Const dtype=int32 value=[[0,0],[1,1]]\no MirrorPad x q", true },
        { "rows times weights", Matrix + "\no MatMul x w4", true },
        { "weights times rows", Matrix + "\nt Transpose x v10\na MatMul w4 t\no Transpose a v10", true },
        { "weights times rows, turned", Matrix + "\no MatMul x w4 transpose_b=true", true },
        { "rows turned times weights", Matrix + "\no MatMul x w4 transpose_a=true", false },
        { "rows times rows turned", "o MatMul x y transpose_b=true", false },
        { "rows turned times rows", "a MatMul x y transpose_a=true\nb Max a c0\no AddV2 x b", false },
        { "weights times rows turned by the product", Matrix + "\na MatMul w4 x transpose_b=true\no Transpose a v10", true },
        { "weights times rows as they are", Matrix + "\na MatMul w4 x\nb Max a c0\no AddV2 x b", false },
        { "rows turned, and turned by the product", Matrix + "\nt Transpose x v10\no MatMul t w4 transpose_a=true", true },
        { "weights times rows by the number of them", Count + Matrix + "\nnf Cast n\na Mul w4 nf\no MatMul x a", false },
        {
            "places times weights", Count
                + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\nt Const dtype=int32 value=[1]\nt1 ExpandDims t c0 T=int32\na MatMul r1 t1 T=int32\n"
                + "o Cast a", false
        },
        { "a width times weights", Wide + "\na MatMul wide wide transpose_b=true\no Identity a", false },
        { "each row's width times itself", Wide + "\nb ExpandDims wide c1\nc BatchMatMulV2 b b adj_y=true\no Squeeze c squeeze_dims=[1,2]", false },
        { "each row's matrix times another of its own", Square + "\no BatchMatMulV2 m m2", true },
        { "each row's matrix times another row's", Sorted + Square + "\na Reshape sorted s44\no BatchMatMulV2 m a", false },
        { "each row's matrix times one of as many", Square + Matrix + "\no BatchMatMulV2 m w22", false },
        { "each row's matrix after one of as many", Square + Matrix + "\no BatchMatMulV2 w22 m", false },
        { "each row's matrix times one", Square + "\nw2 Const dtype=float value=[[1,2],[3,4]]\no BatchMatMulV2 m w2", true },
        {
            "each row's matrix times one, of more axes", Square
                + "\nt Const dtype=float value=[1,2,3,4]\ns22 Const dtype=int32 value=[1,1,2,2]\nw2 Reshape t s22\na BatchMatMulV2 m w2\n"
                + "o Squeeze a squeeze_dims=[0]", true
        },
        {
            "one times each row's matrix", Square
                + "\nt Const dtype=float value=[1,2,3,4]\ns22 Const dtype=int32 value=[1,2,2]\nw2 Reshape t s22\no BatchMatMulV2 w2 m adj_x=true", true
        },
        {
            "each row's matrix times rows", Matrix + Square
                + "\np Const dtype=int32 value=[1,0,2]\nt Transpose m p\na BatchMatMulV2 t t adj_x=true\nb Max a c0\nc Max b c0\no AddV2 c v", false
        },
        { "rows times weights by an equation", Matrix + "\no Einsum x w4 N=2 equation=ab,bc->ac", true },
        { "rows times rows by an equation", "o Einsum x y N=2 equation=ab,cb->ac", false },
        { "rows by rows by an equation", "o Einsum x y N=2 equation=ab,ab->a", true },
        { "rows added up by an equation", Matrix + "\na Einsum x w4 N=2 equation=ab,bc->c\no AddV2 x a", false },
        { "rows times as many by an equation", Matrix + "\no Einsum x w4 N=2 equation=ab,ab->a", false },
        { "rows turned by an equation", "o Einsum x N=1 equation=ab->ba", false },
        { "the diagonal of rows by an equation", "o Einsum x N=1 equation=aa->a", false },
        { "rows and others by an equation", Sorted + "\no Einsum x sorted N=2 equation=ab,ab->a", false },
        { "a width added up by an equation", Wide + "\no Einsum wide N=1 equation=ab->a", false },
        {
            "a width kept by an equation", Wide
                + "\nb Einsum wide x N=2 equation=ab,ac->abc\nc Max b c2\na StridedSlice c v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
                + "o Identity a", true
        },
        { "dimensions without a name", Matrix + "\no Einsum x w4 N=2 equation=...b,bc->...c", false },
        { "places by an equation", Count + "\nr Range c0 n c1\na Einsum r N=1 equation=a->a T=int32\no Cast a", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
