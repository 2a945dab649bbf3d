using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>
/// Graphs that a single condition of a rule turns down: each of them was proved by a mutant of the proof that lacked it, and batches show that it must not be.
/// </summary>
public class NarrowRowGraphTests
{
    private const string First = " v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2";

    private const string Places = Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\n";

    private const string Splits = "b UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nbe StridedSlice b v0 vm1 v1 T=int64\n"
        + "en StridedSlice b v1 v0 v1 T=int64 end_mask=1\n";

    private const string Square = "s44 Const dtype=int32 value=[-1,2,2]\nm Reshape x s44\nm2 Reshape y s44\n";

    private const string Weights = "w4 Const dtype=float value=[[1,2,3,4],[5,6,7,8],[9,1,2,3],[4,5,6,7]]\n";

    // Rows as channels, as layer normalization has them.
    private const string Channels = Count + "\nc4 Const dtype=int32 value=4\ns Pack c1 n c4 c1 N=4\ni Reshape x s\nsn Pack n N=1\nones Fill sn one\n"
        + "zeros Fill sn none\ne Fill v0 none\ns4 Const dtype=int32 value=[-1,4]\n";

    private const string Normal = " e e T=float U=float data_format=NCHW is_training=true\no Reshape b s4";

    // As wide as there are rows: a number for each in its first column, and zeros.
    private const string RowsWide = Places + "z ZerosLike u T=int32\nat Pack r z axis=1\nnn Pack n n\nrw ScatterNd at v nn\n";

    private const string Filter = "s1221 Const dtype=int32 value=[-1,2,2,1]\ni Reshape x s1221\ns1111 Const dtype=int32 value=[1,1,1,1]\n"
        + "one1 Const dtype=float value=[1]\nfilter Reshape one1 s1111\n";

    private const string Goes = "goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less i n T=int32";

    public static TheoryData<string, string, string[]> Graphs => new()
    {
        // Branches.
        { "as many rows as an input is less than none",
            Count + "\nm AddV2 n k T=int32\ng Equal c0 m T=int32\no If g x then_branch=@twice else_branch=@same", [] },

        // Sizes that are other rows' or the number of rows.
        { "begun where the number of rows says", Count + "\nm FloorMod n c3 T=int32\nb Pack c0 m\nl Pack m1 c1\no Slice x b l", [] },
        { "as many texts as an input says, with coordinates for them", SparseRowGraphTests.Words
            + "\nto Pack l2 lm T=int64\nre SparseReshape split:0 split:2 to\na StridedSlice re:1 v1 v0 v1 T=int64 end_mask=1\nb Cast a SrcT=int64\n"
            + "o AddV2 v b", [] },
        { "sizes in steps that nobody knows",
            "xs Shape x\nz Abs v1 T=int32\nn StridedSlice xs v0 v1 z T=int32 shrink_axis_mask=1\nnf Cast n\no AddV2 y nf", [] },
        { "four of each row",
            "xs Shape x\nn StridedSlice xs v1 v1 v1 T=int32 shrink_axis_mask=1\ns Pack n n n T=int32 N=3\na BroadcastTo x s\no Max a c0", [] },
        { "padded by as much as nobody knows", "q Const dtype=int32 value=[[0,1],[0,0]]\nz Cumsum q c1 T=int32\no Pad x z", [] },
        { "padded with how many rows there are", Count + "\nq Const dtype=int32 value=[[0,0],[0,1]]\na Cast n\no PadV2 x q a", [] },
        { "reversed along axes that nobody knows", "z Mul v0 c2 T=int32\no ReverseV2 x z", [] },

        { "every axis of one gone, of a batch that may have one row", "a Squeeze x\no EnsureShape a shape=[-1]", [] },
        { "numbers of a batch as large as a row is wide, for each row", "xs Shape x\no BroadcastTo v xs", [] },
        { "a width in one line", Wide + "\no Reshape wide vm1", [] },
        { "stretched before the rows", "c4 Const dtype=int32 value=4\ns Pack c4 c4 c4 T=int32 N=3\na BroadcastTo x s\no Max a c0", [] },
        { "parts as long as there are rows", Count + "\np Pack n m1\na SplitV x p c1\no Identity a:1", [] },
        { "how long a list is that has an element for each row",
            Count + "\nl TensorListReserve n n\nm TensorListLength l\na Cast m\no AddV2 x a", [] },

        // Places and coordinates.
        { "columns of coordinates from where nobody knows", Places + "i Pack r u axis=1\nz ReverseV2 v01 v0 T=int32\n"
            + "j StridedSlice i z v01 v11 begin_mask=1 end_mask=3 shrink_axis_mask=2 T=int32\no Cast j", [] },
        { "the first of turned coordinates", Places + "i Pack r u axis=1\nt Transpose i v10 T=int32\na Unpack t T=int32 num=2 axis=1\no Cast a", [] },
        { "sums of columns of sparse numbers", SparseRowGraphTests.Words + "\no SparseReduceSum split:0 lf split:2 c0 T=float", [] },
        { "by rows within rows", "u1 ExpandDims u c1 T=int32\na GatherNd x u1 batch_dims=1\no EnsureShape a shape=[-1,4]", [] },
        { "crosses with rows of an order", Count + "\nw1 ExpandDims w c1 T=string\nsep Const dtype=string value=x\ntop TopKV2 v n\n"
            + "t GatherV2 w1 top:1 c0 Tparams=string\na SparseCrossV2 w1 t sep N=0 sparse_types=[] dense_types=[string,string]\n"
            + "l StringLength a:1\no Cast l", [] },
        { "coordinates cut into single numbers, each with an axis",
            Places + "e41 Const dtype=int32 value=[-1,4,1]\ni Pack r u axis=1\nj Reshape i e41 T=int32\no Cast j", [] },
        { "the first row, where there is one number of rows",
            Places + "z Size n T=int32\ng Less c1 z T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", [] },
        { "put into as many as there are in one batch", Places + "s Pack c2 N=1\no SparseToDense r s v none", [] },
        { "places of other rows", Places + "z Roll x v1 v0\no GatherNd z r1", [] },
        { "the two that come first in an order", "top TopKV2 u c2 T=int32\na GatherV2 x top:1 c0\ni InvertPermutation top:1\no GatherV2 a i c0", [] },
        { "numbers that rows point to, put where rows are", Places + "s Pack n N=1\na GatherV2 v c0 u\no SparseToDense r s a none", [] },

        // Rows beside other axes that are as long in one batch.
        { "columns of a batch as large as a row is wide", "p Greater v none\nt Transpose x v10\na Select p t y\no AddV2 a y", [] },
        { "columns of a batch in a loop", Count + "\nes Const dtype=int32 value=[-1]\nt Transpose x v10\nout TensorListReserve es n\n"
            + "loop While c0 n t out T=[int32,int32,float,variant] cond=@goes body=@each\na TensorListStack loop:3 es\no AddV2 a y",
            [
                "goes: i int32, n int32, x float, o variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, x float, o variant -> int32 next:z:0, int32 n, float x, variant set:output_handle:0\n"
                    + "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nnext AddV2 i one:output:0 T=int32\n"
                    + "item GatherV2 x i zero:output:0\nset TensorListSetItem o i item:output:0",
            ] },
        { "the first row, and the second for all others", Count + "\nes Const dtype=int32 value=[4]\nl TensorListFromTensor x es\n"
            + "out TensorListReserve es n\n"
            + "loop While c0 n l out T=[int32,int32,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es",
            [
                Goes, "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0\n"
                    + "one Const dtype=int32 value=1\nes Const dtype=int32 value=[4]\nnext AddV2 i one:output:0 T=int32\nt Cast i DstT=bool\n"
                    + "j Cast t:y:0 SrcT=bool DstT=int32\nitem TensorListGetItem l j:y:0 es:output:0\nset TensorListSetItem o i item:item:0",
            ] },
        { "what stands at three places, for the first three rows", Count + "\nes Shape one\nlist TensorListFromTensor v40 es\nout TensorListReserve es n\n"
            + "loop While c0 c3 list out T=[int32,int32,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es",
            [
                Goes, "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0\n"
                    + "one Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32\nes Shape one:output:0 T=int32\n"
                    + "item TensorListGetItem l i es:output:0\na Abs item:item:0\nset TensorListSetItem o i a:y:0",
            ] },

        { "places where numbers of another order are put", "p Greater v none\nat Where p\na GatherNd x at Tindices=int64\nt Transpose a v10\n"
            + "o TensorScatterUpdate x at t Tindices=int64", [] },

        // Splits: where characters begin and end.
        { "all ends and the begin of each", Splits + "b1 ExpandDims be c1 T=int64\nd Sub en b1 T=int64\nq Cast d SrcT=int64\no StridedSlice q" + First, [] },
        { "the end of the last and the begin of the first", Splits + "t ReverseV2 en v0 T=int64\nd Sub t be T=int64\nq ReverseV2 d v0 T=int64\n"
            + "o Cast q SrcT=int64", [] },
        { "whether splits are none", "a UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nt Cast a SrcT=int64 DstT=bool\nb Cast t SrcT=bool DstT=int64\n"
            + "be StridedSlice b v0 vm1 v1 T=int64\nen StridedSlice b v1 v0 v1 T=int64 end_mask=1\nd Sub en be T=int64\no Cast d SrcT=int64", [] },
        { "whether rows have words, as how many", SparseRowGraphTests.Words + "\ne Fill v0 l0 T=int64\nc DenseBincount ids n64 e Tidx=int64 T=int64\n"
            + "t Cast c SrcT=int64 DstT=bool\nq Cast t SrcT=bool DstT=int64\nm Cumsum q c0 T=int64\nz Const dtype=int64 value=[0]\n"
            + "b ConcatV2 z m c0 T=int64\nbe StridedSlice b v0 vm1 v1 T=int64\no GatherV2 lf be c0 Tindices=int64", [] },
        { "characters of two texts each", "a Pack w w T=string axis=1\nb UnicodeDecode a input_encoding=UTF-8 Tsplits=int64\no Cast b SrcT=int64", [] },

        // Products.
        { "rows added up by weights", Weights + "o Einsum w4 x N=2 equation=ab,bc->ac", [] },
        { "rows times those of an order", Sorted + "\no Einsum sorted y N=2 equation=ab,ab->a", [] },
        { "each with the first of all", "e Einsum x y N=2 equation=ab,cb->ca\no StridedSlice e" + First, [] },
        { "matrices of each with those of the first of all", Square + "m4 ExpandDims m c1\ne BatchMatMulV2 m4 m2\no StridedSlice e" + First, [] },

        // A width that is the number of rows is 1 for one row, and is stretched then.
        { "a width as large as the batch beside four columns", RowsWide + "o AddV2 rw x", [] },
        { "four columns within a width as large as the batch", RowsWide + "o ClipByValue x rw rw", [] },
        { "four columns or others by a width as large as the batch", RowsWide + "g Greater rw none\no SelectV2 g x y", [] },
        { "products of as many matrices as there are rows and four", RowsWide + "n1 Pack n n c1 c1 N=4\na Reshape rw n1\n"
            + "s411 Const dtype=int32 value=[-1,4,1,1]\nb Reshape x s411\nm BatchMatMulV2 a b\ns4 Const dtype=int32 value=[-1,4]\no Reshape m s4", [] },

        // What a diagonal leaves out.
        { "the first column of rows as diagonals", "d Einsum x N=1 equation=bi->bbi\no StridedSlice d" + First, [] },
        { "the first column of rows as other diagonals",
            "d Einsum x N=1 equation=bi->bib\no StridedSlice d v000 v000 v111 begin_mask=3 end_mask=3 shrink_axis_mask=4\n"
            + "v000 Const dtype=int32 value=[0,0,0]\nv111 Const dtype=int32 value=[1,1,1]", [] },

        // Numbers that wrap.
        { "two, or what is at least two and wraps", "t Sum u c0 T=int32\nh Const dtype=int32 value=100\nm Mul t h T=int32\na Maximum m c2 T=int32\n"
            + "b Cast a DstT=int8\nd Cast b SrcT=int8 DstT=int32\ne Minimum d c2 T=int32\nef Cast e\no AddV2 v ef", [] },

        // Heights that rows decide.
        { "images as high as there are rows, of a height and a width", Filter + Count
            + "\nhw Pack n c3\no Conv2DBackpropInput hw filter i T=float strides=[1,2,2,1] padding=SAME", [] },

        { "images of all rows, of a height and a width", Filter + "four Const dtype=float value=[[1],[2],[3],[4]]\ns4 Const dtype=int32 value=[4,1,1,1]\n"
            + "j Reshape four s4\nd Conv2DBackpropInput v11 filter j T=float strides=[1,1,1,1] padding=SAME\n"
            + "s141 Const dtype=int32 value=[-1,1,4,1]\nr Reshape x s141\no AddV2 r d", [] },

        // Rows as channels.
        { "volumes whose rows are no channels", Channels + "t Transpose x v10\nvs Pack c1 c4 c1 c1 n N=5\nvx Reshape t vs\n"
            + "b FusedBatchNormV3 vx ones zeros e e T=float U=float data_format=NCDHW is_training=true\nsq Pack c4 n\nq Reshape b sq\no Transpose q v10", [] },
        { "channels that are moved by what other rows hold", Channels + "t ReverseV2 v v0\nb FusedBatchNormV3 i ones t" + Normal, [] },
        { "channels that are stretched by what other rows hold", Channels + "t ReverseV2 v v0\nb FusedBatchNormV3 i t zeros" + Normal, [] },
        { "channels as wide as the widest", Channels + Wide + "\nws Shape wide\nw1 StridedSlice ws v1 vm1 v1 T=int32 end_mask=1 shrink_axis_mask=1\n"
            + "wz Pack c1 n w1 c1 N=4\nwi Reshape wide wz\nwb FusedBatchNormV3 wi ones zeros e e T=float U=float data_format=NCHW is_training=true\n"
            + "wt Pack n w1\nwo Reshape wb wt\no StridedSlice wo" + First, [] },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_that_one_condition_turns_down_gives_rows_what_is_not_theirs(string what, string text, string[] functions)
    {
        Hold(what, text, false, functions: functions);

        Assert.True(Collected is not null || Trial(text, "o:0", functions).Refute([true], 1, rounds: 8) is not null, $"{what}: no batch shows it");
    }

    [Fact]
    public void Rows_as_channels_are_normalized_one_by_one() => Hold("channels", Channels + "b FusedBatchNormV3 i ones zeros" + Normal, true);

    [Fact]
    public void Volumes_with_rows_as_channels_are_normalized_one_by_one() => Hold(
        "channels of volumes",
        Channels + "vs Pack c1 n c1 c4 c1 N=5\nvx Reshape x vs\nb FusedBatchNormV3 vx ones zeros"
            + Normal.Replace("NCHW", "NCDHW", StringComparison.Ordinal),
        true);

    [Fact]
    public void A_number_and_what_is_at_least_as_large_in_a_wider_type_is_the_number() => Hold(
        "two or more", "t Sum u c0 T=int32\na Maximum t c2 T=int32\nb Cast a DstT=int64\nl2 Const dtype=int64 value=2\ne Minimum b l2 T=int64\n"
            + "ef Cast e SrcT=int64\no AddV2 v ef", true);

    // 32768 rows are more than a test needs.
    [Fact]
    public void Sixteen_bits_do_not_hold_the_place_of_every_row() => Hold(
        "orders in narrow numbers", Count + "\ntop TopKV2 u n T=int32 index_type=int16\nsorted GatherV2 x top:1 c0 Tindices=int16\n"
            + "down Neg top:1 T=int16\nback TopKV2 down n T=int16\no GatherV2 sorted back:1 c0", false);

    // The embedded engine makes no such lists; TensorFlow does.
    [Fact]
    public void Zeros_like_a_list_are_as_many_as_its_elements_have() => Hold(
        "zeros like a list", "es Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\nz ZerosLike list T=variant\nst TensorListStack z es\n"
            + "a Cos st T=float\nb Reshape a vm1\nd Sum b c0\no AddV2 v d", false);
}
