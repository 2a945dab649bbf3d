using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What picks elements by number, puts them there, and adds up what belongs to a row.</summary>
public class IndexRowGraphTests
{
    private const string Places = Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\nu1 ExpandDims u c1 T=int32";

    private const string Some = Places
        + "\np Greater v none\nat Where p\nof GatherNd x at Tindices=int64\nq Greater v one\nat2 Where q\nof2 GatherNd x at2 Tindices=int64";

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
        """;

    private const string Filled = Words + "\n" + """
        dash Const dtype=string value=-
        fill SparseFillEmptyRows split:0 split:1 split:2 dash T=string
        fl StringLength fill:1
        flf Cast fl
        fids StridedSlice fill:0 s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2
        """;

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "looked up by row", "o GatherV2 v40 u c0", true },
        { "looked up by place", Places + "\no GatherV2 v40 r c0", false },
        { "looked up by the number of rows", Count + "\nm FloorMod n c3 T=int32\na GatherV2 v40 m c0\no AddV2 v a", false },
        { "looked up along the second axis", "t Const dtype=float value=[[1,2,3,4]]\na GatherV2 t u c1\no Squeeze a squeeze_dims=[0]", true },
        { "looked up along the last axis", "t Const dtype=float value=[[1,2,3,4]]\na GatherV2 t u m1\no Squeeze a squeeze_dims=[0]", true },
        { "columns picked", "i Const dtype=int32 value=[3,0]\no GatherV2 x i c1", true },
        { "columns picked, counted from the end", "i Const dtype=int32 value=[3,0]\no GatherV2 x i m1", true },
        { "columns picked by rows", "o GatherV2 x u c1", false },
        { "a column that the number of rows picks", Count + "\nm FloorMod n c3 T=int32\no GatherV2 x m c1", false },
        { "columns of the turned picked", "t Transpose x v10\na GatherV2 t v01 c0\no Transpose a v10", true },
        { "a column of the turned picked", "t Transpose x v10\no GatherV2 t c1 c0", true },
        { "rows picked by what all share", "a GatherV2 x v0 c0\no AddV2 x a", false },
        { "rows picked by rows", "o GatherV2 x u c0", false },
        { "rows picked by places", Places + "\no GatherV2 x r c0", true },
        { "rows picked by places in columns", Places + "\no GatherV2 x r1 c0", true },
        { "each row's own column", Places + "\na GatherV2 x u1 c1 batch_dims=1\no EnsureShape a shape=[-1,1]", true },
        { "each row's own column, counted from the end", Places + "\na GatherV2 x u1 c1 batch_dims=-1\no EnsureShape a shape=[-1,1]", true },
        {
            "each row's column that all share", "j Const dtype=int32 value=[[0],[1],[2],[3]]\na GatherV2 x j c1 batch_dims=1\no EnsureShape a shape=[-1,1]",
                false
        },
        {
            "each row's own column of an order", Sorted + "\nu1 ExpandDims u c1 T=int32\na GatherV2 sorted u1 c1 batch_dims=1\no EnsureShape a shape=[-1,1]",
                false
        },
        { "each row's column by its place", Places + "\na GatherV2 x r1 c1 batch_dims=1\no EnsureShape a shape=[-1,1]", false },
        { "each column's own row", "t Transpose x v10\nj Const dtype=int32 value=[[0],[1],[2],[3]]\na GatherV2 t j c1 batch_dims=1\no Identity a", false },
        { "what places hold, picked by row", Places + "\na GatherV2 r u c0 Tparams=int32\no Cast a", false },
        { "places picked by places", Places + "\na GatherV2 r r c0 Tparams=int32\no GatherV2 x a c0", true },
        { "looked up at coordinates", Places + "\no GatherNd v40 u1", true },
        { "looked up at coordinates of places", Places + "\no GatherNd v40 r1", false },
        { "rows at coordinates of places", Places + "\no GatherNd x r1", true },
        { "rows at coordinates of rows", Places + "\no GatherNd x u1", false },
        { "elements at coordinates in a row", Places + "\nt Transpose u1 v10 T=int32\no GatherNd v40 t", false },
        { "places in columns picked at coordinates", Places + "\na GatherNd r u1 Tparams=int32\no Cast a", false },
        { "columns at coordinates", Places + "\nt Transpose x v10\no GatherNd t u1", false },
        { "columns at coordinates of rows", Places + "\ni Pack r u axis=1\nt Transpose x v10\no GatherNd t i", false },
        { "coordinates, the second of which is picked", Places + "\ni Pack r u axis=1\nj GatherV2 i v1 c1 Tparams=int32\no GatherNd x j", false },
        { "coordinates picked the other way round", Places + "\ni Pack r u axis=1\nj GatherV2 i v10 c1 Tparams=int32\no GatherNd x j", false },
        { "at the coordinates that all rows are", Places + "\na GatherNd v40 u\no EnsureShape a shape=[-1]", false },
        { "each row's element by batches", Places + "\no GatherNd x u1 batch_dims=1", false },
        { "the number of a row on", "o OneHot u c3 one none", true },
        { "the number of a row on, first", "a OneHot u c3 one none axis=0\no Transpose a v10", true },
        { "the number of a row on, as deep as there are rows", Count + "\na OneHot u n one none\no Sum a c1", false },
        { "the place of a row on", Places + "\na OneHot r c9 one none\no Identity a", false },
        { "the number of a row on by the number of rows", Count + "\nnf Cast n\no OneHot u c3 nf none", false },
        { "the number of a row off by the number of rows", Count + "\nnf Cast n\no OneHot u c3 one nf", false },
        { "places from one", Count + "\nm AddV2 n c1 T=int32\nr Range c1 m c1\na FloorMod r n T=int32\no GatherV2 x a c0", false },
        { "places from one, as they are", Count + "\nm AddV2 n c1 T=int32\nr Range c1 m c1\ni Sub r c1 T=int32\no GatherV2 x r c0", false },
        { "places in twos", Count + "\nm Mul n c2 T=int32\nr Range c0 m c2\no GatherV2 x r c0", false },
        { "places to what an input says", "r Range c0 two c1\na GatherV2 x r c0\nb Sum a c0\no AddV2 x b", false },
        {
            "places of blocks", Count
                + "\nm Mul n c2 T=int32\nr Range c0 m c1\ns Const dtype=int32 value=[-1,2]\na Reshape x s\nb GatherV2 a r c0\n"
                + "t Const dtype=int32 value=[-1,4]\no Reshape b t", true
        },
        {
            "places of blocks for rows", Count
                + "\nm Mul n c2 T=int32\nr Range c0 m c1\ni Reshape r s T=int32\ns Const dtype=int32 value=[-1,2]\na GatherV2 x i c0\no Sum a c1", false
        },
        { "some rows doubled", Some + "\nd AddV2 of of\no TensorScatterUpdate x at d Tindices=int64", true },
        { "some rows, and nothing for others", Some + "\nl Cast xs2 DstT=int64\nxs2 Shape x\no ScatterNd at of l Tindices=int64", true },
        { "some rows for others", Some + "\no TensorScatterUpdate x at of2 Tindices=int64", false },
        {
            "some rows added to what all share", Some + "\ns Const dtype=float value=[[1,2,3,4],[5,6,7,8]]\no TensorScatterUpdate s at of Tindices=int64",
                false
        },
        {
            "some rows added to places", Some
                + "\nrf OnesLike at T=int64\nrs Squeeze rf T=int64 squeeze_dims=[1]\na TensorScatterAdd r at rs T=int64\nb Cast r DstT=int64\n"
                + "o Cast b SrcT=int64", false
        },
        { "some rows", Some + "\no Identity of", false },
        { "the mean of some rows", Some + "\na Mean of c0\no AddV2 x a", false },
        { "elements that are something", "p Greater x none\nat Where p\na GatherNd x at Tindices=int64\no TensorScatterUpdate x at a Tindices=int64", true },
        {
            "elements that are something, turned",
                "t Transpose x v10\np Greater t none\nat Where p\na GatherNd t at Tindices=int64\nb TensorScatterUpdate t at a Tindices=int64\n"
                + "o Transpose b v10", false
        },
        { "where a width is something", Wide + "\np Greater wide none\nat Where p\no Cast at SrcT=int64", false },
        { "where places are not the first", Places + "\nat Where r T=int32\no GatherNd x at Tindices=int64", false },
        {
            "elements of an order that are something", Sorted
                + "\np Greater sorted none\nat Where p\na GatherNd x at Tindices=int64\no TensorScatterUpdate x at a Tindices=int64", false
        },
        {
            "where places are something", Places
                + "\nb Cast r DstT=bool\nat Where b\na GatherNd x at Tindices=int64\no TensorScatterUpdate x at a Tindices=int64", false
        },
        { "put at places", Places + "\ns Shape x\no ScatterNd r1 x s", true },
        { "put at rows' numbers", Places + "\ns Shape x\no ScatterNd u1 x s", false },
        { "an order put back", Sorted + "\ni ExpandDims top:1 c1 T=int32\ns Shape x\no ScatterNd i sorted s", true },
        { "rows put where an order came from", Sorted + "\ni ExpandDims top:1 c1 T=int32\ns Shape x\no ScatterNd i x s", false },
        {
            "put at places that all share, into as many as an input says",
            Places + "\nj Const dtype=int32 value=[[0],[1],[2],[3]]\ns Pack two c9\na ScatterNd j x s\no EnsureShape a shape=[-1,4]", false
        },
        {
            "put into an order at places, and put back",
            Sorted + "\nr Range c0 un c1\nr1 ExpandDims r c1 T=int32\na TensorScatterUpdate sorted r1 y\ni InvertPermutation top:1\no GatherV2 a i c0", false
        },
        {
            "put where an order takes each row",
            Sorted + "\ni InvertPermutation top:1\ni1 ExpandDims i c1 T=int32\no TensorScatterUpdate x i1 y", false
        },
        { "put into as many rows as an input says", Places + "\nc4 Const dtype=int32 value=4\ns Pack two c4\no ScatterNd r1 x s", false },
        { "put into more rows than there are", Places + "\nc4 Const dtype=int32 value=4\nm AddV2 n c1 T=int32\ns Pack m c4\no ScatterNd r1 x s", false },
        { "one for all put at places", Places + "\ns Pack n N=1\no ScatterNd r1 v40 s", false },
        { "the number of rows put at places", Places + "\nnf Cast n\ns Shape v\na Fill s nf\no TensorScatterUpdate v r1 a", false },
        { "places put at places", Places + "\na TensorScatterUpdate r r1 u T=int32\no Cast a", false },
        { "put at places of columns", Places + "\nt Transpose r1 v10 T=int32\ns Const dtype=int32 value=[9]\no ScatterNd t v s", false },
        { "sums of words", Words + "\no UnsortedSegmentSum lf ids wn Tindices=int64", true },
        { "sums of words, for as many as an input says", Words + "\no UnsortedSegmentSum lf ids c9 Tindices=int64", false },
        { "sums of rows by what all share", "i Const dtype=int32 value=[0,0,1,1]\no UnsortedSegmentSum x i two", false },
        { "sums of rows by their numbers", Count + "\no UnsortedSegmentSum x u n", false },
        { "sums of rows by their places", Places + "\no UnsortedSegmentSum x r n", true },
        { "sums of rows by an order", Sorted + "\no UnsortedSegmentSum sorted top:1 un", true },
        { "sums of rows by an order that is none of theirs", Sorted + "\no UnsortedSegmentSum x top:1 un", false },
        { "sums of words by those of another text", Words + """

            w2 StringLower w
            split2 StringSplitV2 w2 space
            ids2 StridedSlice split2:0 s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2
            o UnsortedSegmentSum lf ids2 wn Tindices=int64
            """, false },
        { "sums of words turned round", Words + "\na ReverseV2 lf v0\nb ReverseV2 ids v0 T=int64\no UnsortedSegmentSum a b wn Tindices=int64", false },
        {
            "sums of columns by places, the first of each", Places + "\nt Transpose x v10\na UnsortedSegmentSum t r n\n"
                + "o StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        {
            "sums of words, for twice as many", Words + "\nm Mul wn c2 T=int32\na UnsortedSegmentSum lf ids m Tindices=int64\n"
                + "s Const dtype=int32 value=[-1,2]\no Reshape a s", false
        },
        {
            "words parted by the number of rows",
            Count + "\nan AsString n T=int32\nsp StringSplitV2 w an\nsl StringLength sp:1\no Cast sl", false
        },
        {
            "sums of distinct numbers",
                "d Unique u\ng Cast d:0\ns Shape d:0 T=int32\nm StridedSlice s v0 v1 v1 T=int32 shrink_axis_mask=1\nr Range c0 m c1\n"
                + "a UnsortedSegmentSum g r m\no GatherV2 a d:1 c0", false
        },
        {
            "sums of rows by the distinct number that they have",
                "d Unique u\ns Shape d:0 T=int32\nm StridedSlice s v0 v1 v1 T=int32 shrink_axis_mask=1\na UnsortedSegmentSum v d:1 m\n"
                + "o GatherV2 a d:1 c0", false
        },
        { "sums of words with numbers in order", Words + "\no SegmentSum lf ids Tindices=int64", false },
        {
            "sums of words with numbers in order, as words", Words + "\na SegmentSum lf ids Tindices=int64\no UnsortedSegmentSum a ids wn Tindices=int64",
                false
        },
        { "sums of words with numbers in order, none empty", Filled + "\no SegmentSum flf fids Tindices=int64", true },
        { "sums of words with those of others", Filled + "\no SegmentSum flf ids Tindices=int64", false },
        { "sums of places", Places + "\no SegmentSum x r", true },
        { "sums by rows' numbers in order", "o SegmentSum x u", false },
        { "sums of the first words", Filled + "\nflm Maximum flf one\nm GatherV2 v fids c0 Tindices=int64\no SegmentSum m fids Tindices=int64", true },
        {
            "weights of a table, added up by row", Filled
                + "\nh StringToHashBucketFast fill:1 num_buckets=4\no SparseSegmentSum v40 h fids Tidx=int64 Tsegmentids=int64", true
        },
        {
            "weights of a table, added up by row, some without any", Words
                + "\nh StringToHashBucketFast split:1 num_buckets=4\no SparseSegmentSum v40 h ids Tidx=int64 Tsegmentids=int64", false
        },
        {
            "weights of a table, added up by the rows of others",
            Filled + "\nh StringToHashBucketFast fill:1 num_buckets=4\no SparseSegmentSum v40 h ids Tidx=int64 Tsegmentids=int64", false
        },
        { "weights of a table by places", Places + "\no SparseSegmentSum v40 r r", false },
        {
            "weights of a table by other words", Filled
                + "\nh StringToHashBucketFast split:1 num_buckets=4\no SparseSegmentSum v40 h fids Tidx=int64 Tsegmentids=int64", false
        },
        { "rows picked and added up", Places + "\no SparseSegmentSum x r r", true },
        { "rows picked by rows and added up", Places + "\no SparseSegmentSum x u r", false },
        { "rows picked by an order and added up", Sorted + "\nr Range c0 un c1\no SparseSegmentSum x top:1 r", false },
        { "rows of an order picked and added up", Sorted + "\nr Range c0 un c1\no SparseSegmentSum sorted r r", false },
        {
            "columns picked by places and added up, the first of each", Places + "\nt Transpose x v10\na SparseSegmentSum t r r\n"
                + "o StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        { "columns picked and added up", Places + "\nt Transpose x v10\no SparseSegmentSum t v01 v01", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
