using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What puts rows into another order, and back; and what takes parts of rows.</summary>
public class OrderRowGraphTests
{
    private const string Places = Count + "\nr Range c0 n c1";

    private const string First = " v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2";

    private const string Parts = Places + "\nhalf2 FloorMod u c2 T=int32\np DynamicPartition x half2\nq DynamicPartition r half2 T=int32";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "moved on and back", "vm2 Const dtype=int32 value=[-2]\nv2 Const dtype=int32 value=[2]\na Roll x v2 v0\nb Abs a\no Roll b vm2 v0", true },
        {
            "two a row sorted twice and back, the second time by where the first of each row was", Count
                + "\nn2 Const dtype=int32 value=[-1,2]\nxx Slice x v00 n2\nx2 Reshape xx vm1\nm Mul n c2 T=int32\ntop TopKV2 x2 m\n"
                + "sorted GatherV2 x2 top:1 c0\n"
                + "inv InvertPermutation top:1\ni2 Reshape inv n2 T=int32\ni0 GatherV2 i2 v00 c1 Tparams=int32\nfirst Reshape i0 vm1 T=int32\n"
                + "own GatherV2 first top:1 c0 Tparams=int32\nneg Neg sorted\nagain TopKV2 neg m\nat GatherV2 own again:1 c0 Tparams=int32\n"
                + "down Neg at T=int32\nback TopKV2 down m T=int32\na GatherV2 sorted again:1 c0\nb GatherV2 a back:1 c0\nc GatherV2 b inv c0\n"
                + "o Reshape c n2", false
        },
        { "moved on and back, by less", "v2 Const dtype=int32 value=[2]\na Roll x v2 v0\nb Abs a\no Roll b vm1 v0", false },
        { "moved on twice", "a Roll x v1 v0\no Roll a v1 v0", false },
        { "moved on by nothing", "o Roll x v0 v0", true },
        { "moved on within a row", "o Roll x v1 v1", true },
        { "moved on within a row, counted from the end", "o Roll x v1 vm1", true },
        { "moved on, counted from the end", "a Abs v\no Roll a v1 vm1", false },
        { "a width moved on", Wide + "\na Roll wide v1 v1\no StridedSlice a" + First, false },
        { "places moved on within a row", Places + "\nr1 ExpandDims r c1 T=int32\na Roll r1 v1 v1 T=int32\no Cast a", false },
        { "moved on and turned round", "a Roll x v1 v0\no ReverseV2 a v0", false },
        { "turned round, moved on and turned round", "a ReverseV2 x v0\nb Roll a v1 v0\no ReverseV2 b v0", false },
        { "turned round within a row", "o ReverseV2 x v1", true },
        { "turned round within a row, counted from the end", "o ReverseV2 x vm1", true },
        { "turned round on both axes", "o ReverseV2 x v01", false },
        { "turned round on both axes twice", "a ReverseV2 x v01\nb Abs a\no ReverseV2 b v01", true },
        { "turned round on an axis that there is not", "v9 Const dtype=int32 value=[9]\no ReverseV2 x v9", false },
        { "turned round on an axis before the first", "v9 Const dtype=int32 value=[-9]\no ReverseV2 x v9", false },
        { "a width turned round", Wide + "\na ReverseV2 wide v1\no StridedSlice a" + First, false },
        { "coordinates turned round", Places + "\ni Pack r u axis=1\nj ReverseV2 i v1 T=int32\no GatherNd x j", false },
        { "turned round by a slice", "o StridedSlice x v0 v0 vm1 begin_mask=1 end_mask=1", false },
        {
            "turned round by a slice and back",
                "a StridedSlice x v0 v0 vm1 begin_mask=1 end_mask=1\nb Abs a\no StridedSlice b v0 v0 vm1 begin_mask=1 end_mask=1", true
        },
        { "every row but the first", "o StridedSlice x v1 v0 v1 end_mask=1", false },
        { "every other row", "v2 Const dtype=int32 value=[2]\no StridedSlice x v0 v0 v2 begin_mask=1 end_mask=1", false },
        { "the first row for all", "a StridedSlice x v0 v1 v1 shrink_axis_mask=1\no AddV2 x a", false },
        { "the last column", "vm Const dtype=int32 value=[0,-1]\no StridedSlice x vm v00 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "all but the last column", "vm Const dtype=int32 value=[0,-1]\no StridedSlice x v00 vm v11 begin_mask=3 end_mask=1", true },
        { "columns turned round", "vm Const dtype=int32 value=[1,-1]\no StridedSlice x v00 v00 vm begin_mask=3 end_mask=3", true },
        {
            "all but the last of a width", Wide
                + "\nvm Const dtype=int32 value=[0,-1]\na StridedSlice wide v00 vm v11 begin_mask=3 end_mask=1\nb ConcatV2 x a c1\no StridedSlice b"
                + First, false
        },
        {
            "a width from behind", Wide + "\nvm Const dtype=int32 value=[1,-1]\na StridedSlice wide v00 v00 vm begin_mask=3 end_mask=3\no StridedSlice a"
                + First, false
        },
        {
            "the first two of a width from behind", Wide
                + "\nvm Const dtype=int32 value=[0,-2]\na StridedSlice wide vm v00 v11 begin_mask=1 end_mask=3\no StridedSlice a" + First, false
        },
        { "the second of a width on", Wide + "\na StridedSlice wide v01 v00 v11 begin_mask=1 end_mask=3\nb Sum a c1\no Identity b", false },
        { "a new axis before", "a StridedSlice x v00 v00 v11 begin_mask=3 end_mask=3 new_axis_mask=1\nb Abs a\no Squeeze b squeeze_dims=[0]", true },
        {
            "a new axis before, and the first of it",
                "a StridedSlice x v00 v00 v11 begin_mask=3 end_mask=3 new_axis_mask=1\nb Abs a\no StridedSlice b v0 v1 v1 shrink_axis_mask=1", true
        },
        { "the last with all before", "vm Const dtype=int32 value=[0,-1]\no StridedSlice x vm v00 v11 ellipsis_mask=1 shrink_axis_mask=2", true },
        { "columns from what an input says", "b Pack c0 k\no StridedSlice x b v00 v11 begin_mask=1 end_mask=3", true },
        { "the column that an input says", "b Pack c0 k\no StridedSlice x b v00 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        {
            "the column that the number of rows says", Count
                + "\nm FloorMod n c3 T=int32\nb Pack c0 m\no StridedSlice x b v00 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        { "columns by a slice", "b Const dtype=int32 value=[0,1]\ns Const dtype=int32 value=[-1,2]\no Slice x b s", true },
        {
            "columns from the second on by a slice", "b Const dtype=int32 value=[0,1]\ns Const dtype=int32 value=[-1,-1]\no Slice x b s", true
        },
        { "rows by a slice", "b Const dtype=int32 value=[1,0]\ns Const dtype=int32 value=[-1,4]\no Slice x b s", false },
        { "as many columns as there are rows by a slice", Count + "\nm FloorMod n c3 T=int32\ns Pack m1 m\na Slice x v00 s\no Sum a c1", false },
        {
            "columns from the number of rows by a slice", Count + "\nm FloorMod n c3 T=int32\nb Pack c0 m\ns Const dtype=int32 value=[-1,1]\no Slice x b s",
                false
        },
        { "the first of a width by a slice", Wide + "\ns Const dtype=int32 value=[-1,1]\no Slice wide v00 s", true },
        {
            "a width from the second by a slice", Wide
                + "\nb Const dtype=int32 value=[0,1]\ns Const dtype=int32 value=[-1,-1]\na Slice wide b s\no Sum a c1", false
        },
        { "one row by a slice", "s Const dtype=int32 value=[1,4]\na Slice x v00 s\no AddV2 x a", false },
        { "the first coordinates by a slice", Places + "\ni Pack r u axis=1\ns Const dtype=int32 value=[-1,1]\nj Slice i v00 s T=int32\no GatherNd x j", true },
        {
            "the second coordinates by a slice", Places + "\ni Pack r u axis=1\ns Const dtype=int32 value=[-1,1]\nj Slice i v01 s T=int32\no GatherNd x j",
                false
        },
        { "the first coordinates in a row", Places + "\ni Pack r u axis=1\nj StridedSlice i" + First + " T=int32\no GatherV2 x j c0", true },
        {
            "the second coordinates in a row", Places
                + "\ni Pack r u axis=1\nv02 Const dtype=int32 value=[0,2]\n"
                + "j StridedSlice i v01 v02 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2 T=int32\no GatherV2 x j c0", false
        },
        {
            "the second coordinates as they are", Places
                + "\ni Pack r u axis=1\nv02 Const dtype=int32 value=[0,2]\n"
                + "j StridedSlice i v01 v02 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2 T=int32\no Cast j", true
        },
        {
            "coordinates from behind", Places
                + "\ni Pack r u axis=1\nvm Const dtype=int32 value=[1,-1]\nj StridedSlice i v00 v00 vm begin_mask=3 end_mask=3 T=int32\no GatherNd x j",
                false
        },
        {
            "the last coordinates", Places
                + "\ni Pack r u axis=1\nvm Const dtype=int32 value=[0,-1]\nj StridedSlice i vm v00 v11 begin_mask=1 end_mask=3 T=int32\no GatherNd x j",
                false
        },
        {
            "coordinates with a new axis behind", Places
                + "\ni Pack r u axis=1\nv111 Const dtype=int32 value=[1,1,1]\n"
                + "j StridedSlice i v111 v111 v111 begin_mask=7 end_mask=7 new_axis_mask=4 T=int32\na GatherNd x j\no Sum a c1", false
        },
        { "part of each row turned round", "o ReverseSequence x u", true },
        { "part of each row turned round, as a vector says", "l Const dtype=int32 value=[1,2,3,4]\no ReverseSequence x l", false },
        { "part of each column turned round", "l Const dtype=int32 value=[1,0,1,0]\no ReverseSequence x l seq_dim=0 batch_dim=1", false },
        { "part of each row turned round by another row", Sorted + "\nl GatherV2 u top:1 c0 Tparams=int32\no ReverseSequence x l", false },
        { "part of each row of columns turned round", "t Transpose x v10\na ReverseSequence t u seq_dim=0 batch_dim=1\no Transpose a v10", true },
        { "the two largest of a row", "o TopKV2 x c2", true },
        { "the largest of the rows", "o TopKV2 v c1", false },
        { "the rows ordered", Count + "\no TopKV2 v n", false },
        { "as many of each row as there are rows", Count + "\nm FloorMod n c3 T=int32\na TopKV2 x m\no Sum a c1", false },
        { "columns ordered by rows", Count + "\nt Transpose x v10\na TopKV2 t n\no Transpose a v10", false },
        { "the largest of a width", Wide + "\na TopKV2 wide c1\no Squeeze a squeeze_dims=[1]", false },
        { "the inverse of what is no order", "i InvertPermutation u\no GatherV2 x i c0", false },
        { "the inverse of distinct numbers", "d Unique u\ni InvertPermutation d:1\no GatherV2 x i c0", false },
        { "the inverse of places", Places + "\ni InvertPermutation r\no GatherV2 x i c0", false },
        { "an order of an order", Sorted + "\nback TopKV2 top:1 un T=int32\no GatherV2 sorted back:1 c0", false },
        { "numbers of an order, as they are", Sorted + "\ni InvertPermutation top:1\no Cast i", false },
        { "how many rows have the number of a row", "d UniqueWithCounts u T=int32\na GatherV2 d:2 d:1 c0 Tparams=int32\no Cast a", false },
        { "distinct numbers by the numbers themselves", "d Unique u\ng Cast d:0\no GatherV2 g u c0", false },
        { "distinct numbers of another column by row", "u2 FloorMod u c2 T=int32\nd Unique u\ne Unique u2\ng Cast d:0\no GatherV2 g e:1 c0", false },
        { "distinct numbers, as they are", "d Unique v T=float\no Identity d", false },
        { "distinct places by row", Places + "\nd Unique r\na GatherV2 d d:1 c0 Tparams=int32\no Cast a", false },
        { "distinct numbers added up", "d Unique u\ng Cast d:0\ns Sum g c0\no AddV2 x s", false },
        { "two parts put together", Parts + "\na Neg p:0\no DynamicStitch q:0 q:1 a p:1", true },
        { "two parts put together twice", Parts + "\no DynamicStitch q:0 q:0 p:0 p:0", false },
        { "two parts put together the other way round", Parts + "\no DynamicStitch q:1 q:0 p:1 p:0", false },
        { "one part of two", Parts + "\no DynamicStitch q:0 p:0 N=1", false },
        { "two parts by numbers of rows", Parts + "\nw2 DynamicPartition u half2 T=int32\no DynamicStitch w2:0 w2:1 p:0 p:1", false },
        {
            "two parts of which one is of another batch", Parts
                + "\nother Cast v SrcT=float DstT=int32\nm FloorMod other c2 T=int32\np2 DynamicPartition x m\nq2 DynamicPartition r m T=int32\n"
                + "o DynamicStitch q:0 q2:1 p:0 p2:1", false
        },
        {
            "two parts with columns for numbers", Parts
                + "\nu1 ExpandDims q:0 c1 T=int32\nu2 ExpandDims q:1 c1 T=int32\nx1 ExpandDims p:0 c1\nx2 ExpandDims p:1 c1\no DynamicStitch u1 u2 x1 x2",
                false
        },
        {
            "two parts that an order decides", Sorted
                + "\nr Range c0 un c1\nh FloorMod top:1 c2 T=int32\np DynamicPartition x h\nq DynamicPartition r h T=int32\n"
                + "o DynamicStitch q:0 q:1 p:0 p:1", false
        },
        {
            "rows of a part that an order decides", Sorted + "\nr Range c0 un c1\nso GatherV2 u top:1 c0 Tparams=int32\nh FloorMod so c2 T=int32\n"
                + "p DynamicPartition x h\nq DynamicPartition r h T=int32\no UnsortedSegmentSum p:0 q:0 un", false
        },
        {
            "rows of a part that each decides",
            Parts + "\no UnsortedSegmentSum p:0 q:0 n", true
        },
        { "one part added up", Parts + "\ns Sum p:0 c0\no AddV2 x s", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
