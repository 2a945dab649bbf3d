using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Graphs that tell conditions of rules apart: each keeps one mutant of the proof or more from going unnoticed.</summary>
public class KeenRowGraphTests
{
    private const string First = " v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2";

    // Places: in a vector r, in a column r1, and in two columns rr; down: counted down.
    private const string Places = Count + "\nr Range c0 n c1\nr1 ExpandDims r c1 T=int32\nrr Tile r1 v12 T=int32\ndown Sub c3 r T=int32\n"
        + "u1 ExpandDims u c1 T=int32\nd1 ExpandDims down c1 T=int32\ni Pack r u axis=1\n";

    // As wide as there are rows: a number for each in the column that it says, and zeros; ww: one more of each.
    private const string RowsWide = Places + "nn Pack n n\nrw ScatterNd i v nn\nww AddV2 rw one\n"
        + "z0 ZerosLike u T=int32\ni0 Pack r z0 axis=1\nrz ScatterNd i0 v nn\nc1n Pack c1 n\nrn Tile r1 c1n T=int32\n";

    private const string Turned = "t Transpose x v10\n";

    private const string Table = "w4 Const dtype=float value=[[1,2,3,4],[5,6,7,8],[9,1,2,3],[4,5,6,7]]\n";

    // What all share, of whose rank nothing is known: hv [4], hm [4,4].
    private const string Hidden = Table + "s411 Const dtype=int32 value=[4,1,1]\nh0 Reshape v40 s411\nhv MatrixDeterminant h0 T=float\n"
        + "s4411 Const dtype=int32 value=[4,4,1,1]\nh1 Reshape w4 s4411\nhm MatrixDeterminant h1 T=float\n";

    // A number for each row, in a tensor of whose rank nothing is known: d.
    private const string Determinants = "s222 Const dtype=int32 value=[-1,2,2]\nm22 Reshape x s222\nd MatrixDeterminant m22 T=float\n";

    // Texts of a letter fill up rows to the width of the widest, so that others are shorter: long.
    private static readonly string Long = Wide.Replace(" text T", " long T", StringComparison.Ordinal) + "\nlong Const dtype=string value=????\n";

    private const string Channels = Places + "c4 Const dtype=int32 value=4\ns Pack c1 n c4 c1 N=4\nim Reshape x s\nsn Pack n N=1\nones Fill sn one\n"
        + "zeros Fill sn none\ne Fill v0 none\n";

    private const string Norm = " T=float U=float is_training=true";

    private const string Last = Channels + Turned + "ls Pack c1 c4 c1 n N=4\nil Reshape t ls\nb FusedBatchNormV3 il ones zeros e e" + Norm;

    private const string Back = "\nbs Pack c4 n\nbt Reshape b bs\no Transpose bt v10";

    private const string Splits = "b UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nbe StridedSlice b v0 vm1 v1 T=int64\n"
        + "en StridedSlice b v1 v0 v1 T=int64 end_mask=1\n";

    // Splits of rows of one entry: s.
    private const string Single = Places + "m AddV2 n c1 T=int32\ns Range c0 m c1\n";

    private const string Differences = "en StridedSlice s v1 v0 v1 T=int32 end_mask=1\nbe StridedSlice s v0 vm1 v1 T=int32\nd Sub en be T=int32\no Cast d";

    private const string Blocks = Places + "c4 Const dtype=int32 value=4\nm Mul n c4 T=int32\nflat Reshape x vm1\nrb Range c0 m c1\n"
        + "n4 Const dtype=int32 value=[-1,4]\ng Greater n c1 T=int32\n";

    // Four of each row, sorted all together: sf, with the numbers of their rows: si.
    private const string SortedBlocks = Blocks + "t14 Const dtype=int32 value=[1,4]\nrt Tile r1 t14 T=int32\nrows Reshape rt vm1 T=int32\n"
        + "top TopKV2 flat m\nsf GatherV2 flat top:1 c0\nsi GatherV2 rows top:1 c0 Tparams=int32\n";

    private const string Parts = Places + "h2 FloorMod u c2 T=int32\np DynamicPartition x h2\nq DynamicPartition r h2 T=int32\n";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        // Along axes.
        { "sums of what has an unknown rank", Determinants + "a Sum d vm1 keep_dims=true\nb EnsureShape a shape=[-1]\no AddV2 v b", false },
        { "totals of numbers less those before", "a Cumsum v c0\nb Cumsum v c0 exclusive=true\no Sub a b", false },
        { "totals over columns that stand first", Turned + "a Cumsum t c0\no Transpose a v10", true },
        { "the first of a spectrum as long as there are rows", Count + "\nnn Pack n N=1\nsp RFFT x nn Treal=float Tcomplex=complex64\nf0 StridedSlice sp"
            + First + " T=complex64\no Real f0 T=complex64 Tout=float", false },
        { "a distribution over what has an unknown rank", Determinants + "a Softmax d\no EnsureShape a shape=[-1]", false },
        { "pools over rows of what has an unknown rank", Places + Hidden
            + "s1421 Const dtype=int32 value=[1,4,1,1,1,1]\nh3 Reshape v40 s1421\nh4 MatrixDeterminant h3 T=float\nhx GatherV2 h4 u c1\n"
            + "a MaxPool hx T=float ksize=[1,2,1,1] strides=[1,1,1,1] padding=SAME\nb EnsureShape a shape=[1,-1,1,1]\no Squeeze b squeeze_dims=[0,2,3]",
            false },
        { "a response over a width", Long + "a ExpandDims wide c1\nb ExpandDims a c1\nl LRN b T=float\no StridedSlice l v000 v000 v111 begin_mask=1 "
            + "end_mask=1 shrink_axis_mask=14\nv000 Const dtype=int32 value=[0,0,0,0]\nv111 Const dtype=int32 value=[1,1,1,1]", false },
        { "a spectrum of a width and a column", Long + "a ExpandDims wide c2\nb Cast a SrcT=float DstT=complex64\nsp FFT2D b Tcomplex=complex64\n"
            + "f0 StridedSlice sp v000 v000 v111 T=complex64 begin_mask=1 end_mask=1 shrink_axis_mask=6\no Real f0 T=complex64 Tout=float\n"
            + "v000 Const dtype=int32 value=[0,0,0]\nv111 Const dtype=int32 value=[1,1,1]", false },
        { "images by filters of other rows", Places + Turned + "fs Pack c1 c1 c4 n N=4\nc4 Const dtype=int32 value=4\nfl Reshape t fs\n"
            + "s14 Const dtype=int32 value=[1,1,1,4]\nj Reshape v40 s14\nb Conv2DBackpropInput s14 fl j T=float strides=[1,1,1,1] padding=SAME\n"
            + "a Squeeze b squeeze_dims=[0,1,2]\no AddV2 a v", false },
        { "images whose channels are rows", Places + Turned + "c4 Const dtype=int32 value=4\nis Pack c1 c2 c2 n N=4\nim Reshape t is\n" + Table
            + "s1144 Const dtype=int32 value=[1,1,4,4]\nfl Reshape w4 s1144\ns1224 Const dtype=int32 value=[1,2,2,4]\n"
            + "b Conv2DBackpropInput s1224 fl im T=float strides=[1,1,1,1] padding=SAME\np3 Const dtype=int32 value=[3,0,1,2]\n"
            + "bt Transpose b p3\nm1a Max bt c3\nm2a Max m1a c2\nm3a Max m2a c1\no AddV2 m3a v", false },
        { "images of places", Places + "ps Pack n c1 c1 c1 N=4\nim Reshape r ps T=int32\nf0 Const dtype=int32 value=[0]\ns1 Const dtype=int32 value=[1,1,1,1]\n"
            + "fl Reshape f0 s1 T=int32\nb Conv2DBackpropInput ps fl im T=int32 strides=[1,1,1,1] padding=SAME\na Squeeze b T=int32 squeeze_dims=[1,2,3]\n"
            + "o GatherV2 x a c0", false },
        { "the first of images that the batch makes higher", Places + "ps Pack n c1 c1 c1 N=4\nim Reshape v ps\n"
            + "k9 Const dtype=float value=[1,2,3,4,5,6,7,8,9]\ns33 Const dtype=int32 value=[3,3,1,1]\nfl Reshape k9 s33\nhs Pack n n c2 c1 N=4\n"
            + "b Conv2DBackpropInput hs fl im T=float strides=[1,2,2,1] padding=SAME\n"
            + "o StridedSlice b v000 v000 v111 begin_mask=1 end_mask=1 shrink_axis_mask=14\n"
            + "v000 Const dtype=int32 value=[0,0,0,0]\nv111 Const dtype=int32 value=[1,1,1,1]", false },
        { "means of two of as many as there are rows", RowsWide + "a ExpandDims rz c2\nb ExpandDims a c3\n"
            + "l AvgPool b T=float ksize=[1,2,1,1] strides=[1,1,1,1] padding=SAME\n"
            + "o StridedSlice l v000 v000 v111 begin_mask=1 end_mask=1 shrink_axis_mask=14\n"
            + "v000 Const dtype=int32 value=[0,0,0,0]\nv111 Const dtype=int32 value=[1,1,1,1]", false },
        { "how often each number stands in the batch", "d UniqueWithCounts u T=int32\na EnsureShape d:2 shape=[-1] T=int32\no Cast a", false },
        { "ones like a list that is as long as the widest row", Wide + "\nws Shape wide\nm StridedSlice ws v1 v2 v1 T=int32 shrink_axis_mask=1\n"
            + "v2 Const dtype=int32 value=[2]\ne4 Const dtype=int32 value=[4]\n"
            + "l TensorListReserve e4 m\nst TensorListStack l e4\na Cos st T=float\nb Reshape a vm1\nd Sum b c0\no AddV2 v d", false },
        { "one put at the place of a single row", Places + "one1 Const dtype=float value=[2]\no TensorScatterUpdate v r1 one1", true },

        // Rows as channels.
        { "rows as channels that stand last", Last + " data_format=NHWC" + Back, true },
        { "rows as channels where nothing is said of them", Last + Back, true },
        { "rows as channels, scaled by what all share", Channels + "b FusedBatchNormV3 im v40 zeros e e data_format=NCHW" + Norm
            + "\nxn Shape x\no Reshape b xn", false },
        { "channels over a width that stands first", Channels + Long + "wt Transpose wide v10\nw3 ExpandDims wt c2\nwi ExpandDims w3 c3\n"
            + "b FusedBatchNormV3 wi ones zeros e e data_format=NCHW" + Norm + "\nq Squeeze b squeeze_dims=[2,3]\n"
            + "o StridedSlice q v0 v1 v1 shrink_axis_mask=1", false },
        { "channels over a width", Channels + Long + "w3 ExpandDims wide c0\nwi ExpandDims w3 c3\n"
            + "b FusedBatchNormV3 wi ones zeros e e data_format=NCHW" + Norm + "\nq Squeeze b squeeze_dims=[0,3]\no StridedSlice q" + First, false },

        // Element by element.
        { "letters that others replace", "z Const dtype=string value=a\na RegexReplace w z text\nl StringLength a\no Cast l", true },
        { "splits beside rows", Places + Splits + "e Cast b SrcT=int64 DstT=int32\na AddV2 u1 e T=int32\nc StridedSlice a v01 v12 v11 T=int32 begin_mask=1 "
            + "end_mask=1 shrink_axis_mask=2\no Cast c", false },
        { "rows beside what has an unknown rank", Hidden + "a AddV2 v hv\no EnsureShape a shape=[-1]", false },
        { "ends in a row less begins in a column", Splits + "b1 ExpandDims be c1 T=int64\ne1 ExpandDims en c0 T=int64\nd Sub e1 b1 T=int64\n"
            + "c StridedSlice d v0 v1 v1 T=int64 shrink_axis_mask=1\no Cast c SrcT=int64", false },
        { "a number less a row's", "a Sub c9 u T=int32\no Cast a", true },
        { "an inverse, counted down from what is added", Sorted
            + "\nneg Neg top:1 T=int32\ndown AddV2 neg c9 T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", true },
        { "the row before each, added up", Places + "a AddV2 r m1 T=int32\no UnsortedSegmentSum x a n", false },
        { "texts of two letters a row", Single + "e Mul s c2 T=int32\nuu Pack u u axis=1\nuf Reshape uu vm1 T=int32\n"
            + "a UnicodeEncode uf e errors=replace output_encoding=UTF-8 Tsplits=int32\nl StringLength a\no Cast l", true },
        { "texts of two letters a row, by two times", Single + "e Mul c2 s T=int32\nuu Pack u u axis=1\nuf Reshape uu vm1 T=int32\n"
            + "a UnicodeEncode uf e errors=replace output_encoding=UTF-8 Tsplits=int32\nl StringLength a\no Cast l", true },
        { "ends where there are several rows", Single + "en StridedSlice s v1 v0 v1 T=int32 end_mask=1\nbe StridedSlice s v0 vm1 v1 T=int32\n"
            + "g Greater n c1 T=int32\na SelectV2 g en c0 T=int32\nd Sub a be T=int32\no Cast d", false },
        { "places of four a row where there are several rows", Blocks + "j SelectV2 g rb c0 T=int32\na GatherV2 flat j c0\no Reshape a n4", false },
        { "places of the last of each row where there are several rows", Blocks
            + "r4 Reshape rb n4 T=int32\nl GatherV2 r4 c3 c1 Tparams=int32\nj SelectV2 g l c0 T=int32\no GatherV2 flat j c0", false },
        { "chosen by what has an unknown rank", Hidden + "g Greater hv one\no Select g x y", false },
        { "columns chosen by element", Turned + "p Greater t none\ns Transpose y v10\na Select p t s\no Transpose a v10", true },
        { "the first of columns chosen by row", Turned
            + "p Greater v none\ns Transpose y v10\na Select p t s\nb StridedSlice a" + First + "\no AddV2 b v", false },
        { "two places or numbers chosen by row", Places + "g Greater u c1 T=int32\nuu Pack u u axis=1\na Select g rr uu T=int32\no Cast a", false },
        { "a bias for each row of what has an unknown rank", Hidden + "hx GatherV2 hm u c1\na BiasAdd hx v40\nb EnsureShape a shape=[4,-1]\no Transpose b v10",
            false },
        { "the first of ones as wide as the widest", Wide + "\nz OnesLike wide\no StridedSlice z" + First, true },

        // Picked.
        { "picked by what has an unknown rank", Hidden
            + "h2 FloorMod hv half\nj Cast h2 SrcT=float DstT=int32\na GatherV2 x j c0\no EnsureShape a shape=[-1,4]", false },
        { "picked along the last axis of an unknown rank", Hidden + "a GatherV2 hm u m1\no EnsureShape a shape=[4,-1]", false },
        { "picked by row from what all share", Places + Table + "a GatherV2 w4 u1 c1 batch_dims=1\no EnsureShape a shape=[-1,1]", false },
        { "coordinates in the rows' order", Places + "j GatherV2 i r c0 Tparams=int32\no GatherNd x j", true },
        { "the first of coordinates, picked", Places + "a GatherV2 i c0 c1 Tparams=int32\no Cast a", false },
        { "picked by row with numbers that lie across", Places + "t14 Const dtype=int32 value=[1,4]\nu4 Tile u1 t14 T=int32\nj Transpose u4 v10 T=int32\n"
            + "a GatherV2 x j c1 batch_dims=1\no StridedSlice a" + First, false },
        { "picked by column out of other rows", Places + Turned + "t14 Const dtype=int32 value=[1,4]\nu4 Tile u1 t14 T=int32\nj Transpose u4 v10 T=int32\n"
            + "a GatherV2 t j c1 batch_dims=1\no Transpose a v10", false },
        { "places picked by places", Places + "a GatherNd r r1 Tparams=int32\no Cast a", false },
        { "elements at places and places", Places + "o GatherNd x rr", false },
        { "rows at places counted down", Places + "o GatherNd x d1", false },
        { "rows that are not the first", Places + "at Where r T=int32\na GatherNd v at Tindices=int64\nz ZerosLike v\n"
            + "o TensorScatterAdd z at a Tindices=int64", false },
        { "where columns are above zero", Turned + "q Greater t none\nat Where q\na Cast at SrcT=int64\nb Transpose a v10\nc StridedSlice b" + First
            + "\no AddV2 v c", false },
        { "as many as there are rows, each time", RowsWide + "g Greater ww none\nat Where g\nj StridedSlice at v00 v01 v11 T=int64 begin_mask=1 end_mask=1\n"
            + "a GatherNd v j Tindices=int64\nz ZerosLike v\no TensorScatterAdd z j a Tindices=int64", false },
        { "where as many as there are rows are above zero", RowsWide + "g Greater ww none\nat Where g\na Cast at SrcT=int64\no StridedSlice a" + First, false },
        { "from the first to the number of rows, less those before", Places + "m AddV2 n c1 T=int32\ns Range c1 m c1\n" + Differences, false },
        { "every other number, less those before", Places + "m AddV2 n c1 T=int32\ns Range c0 m c2\n" + Differences, false },
        { "how often each word stands in a row, and half", SparseRowGraphTests.Words + "\nh StringToHashBucketFast split:1 num_buckets=3\n"
            + "fill Const dtype=int64 value=-1\ndh SparseToDense split:0 split:2 h fill T=int64 Tindices=int64\nhot OneHot dh c3 one half TI=int64\n"
            + "o Sum hot c1", false },
        { "rows put among columns", Places + Turned + "a TensorScatterUpdate t r1 y\no Transpose a v10", false },
        { "as many numbers as there are rows, added up by row", RowsWide + "j ExpandDims rn c2 T=int32\nz ZerosLike v\no TensorScatterAdd z j ww", false },
        { "sums of columns by places", Places + Turned + "a SegmentSum t r\nb StridedSlice a" + First + "\no AddV2 b v", false },
        { "sums of rows picked by places counted down", Places + "o SparseSegmentSum x down r", false },
        { "sums by places counted down", Places + "o UnsortedSegmentSum x down n", false },
        { "sums of as many as there are rows", RowsWide + "o UnsortedSegmentSum ww rn n", false },

        // Joined and cut.
        { "ends and one more behind a zero", Splits + "z Const dtype=int64 value=[0]\nz9 Const dtype=int64 value=[9]\ns64 ConcatV2 z en z9 c0 T=int64 N=3\n"
            + "e2 StridedSlice s64 v1 v0 v1 T=int64 end_mask=1\nb2 StridedSlice s64 v0 vm1 v1 T=int64\nd Sub e2 b2 T=int64\no Cast d SrcT=int64", false },
        { "columns behind columns that stand first", Turned + "a ConcatV2 t t c0\no Transpose a v10", true },
        { "columns behind columns that stand first, the axis before them", Turned + "a Concat c0 t t\nb EnsureShape a shape=[8,-1]\no Transpose b v10", true },
        { "rows beside columns, one behind the other", Turned + "x3 ExpandDims x c2\nt3 ExpandDims t c2\no ConcatV2 x3 t3 c2", false },
        { "coordinates that begin with places counted down", Places + "j ConcatV2 d1 u1 c1 T=int32\no GatherNd x j", false },
        { "coordinates that begin with two places", Places + "s222 Const dtype=int32 value=[-1,2,2]\nm22 Reshape x s222\nj ConcatV2 rr u1 c1 T=int32\n"
            + "o GatherNd m22 j", false },
        { "packed before what has an unknown rank", Determinants + "a Pack d v T=float axis=0\nb EnsureShape a shape=[2,-1]\nc StridedSlice b" + First
            + "\no AddV2 v c", false },
        { "rows packed beside columns", Turned + "o Pack x t T=float axis=2", false },
        { "places in a column packed with numbers", Places + "j Pack r1 u1 axis=2\no GatherNd x j", true },
        { "coordinates taken out of their column", Places + "j Pack r1 u1 axis=2\na Unpack j T=int32 num=1 axis=1\no Cast a", false },
        { "cut along an axis that nobody knows", "zz ReverseV2 v10 v0 T=int32\nz StridedSlice zz v0 v1 v1 T=int32 shrink_axis_mask=1\na Split z x\n"
            + "o EnsureShape a shape=[-1,4]", false },
        { "the second half of as many as there are rows", RowsWide + "p Split c1 rw\no StridedSlice p:1" + First, false },
        { "two columns of places, cut", Places + "p Split c1 rr T=int32\no GatherNd x p", true },
        { "coordinates cut into columns", Places + "p Split c1 i T=int32\no Cast p", false },

        // Lists.
        { "a list of numbers of rows", Places + "nv Pack n n\ne0 Slice v0 v0 v0 T=int32\nl TensorListFromTensor nv e0 element_dtype=int32\n"
            + "m TensorListGetItem l c0 e0 element_dtype=int32\na Cast m\no AddV2 v a", false },
        { "a list of numbers of rows, stacked", Places + "nv Pack n n\ne0 Slice v0 v0 v0 T=int32\nl TensorListFromTensor nv e0 element_dtype=int32\n"
            + "m TensorListStack l e0 element_dtype=int32\nb Max m c0 T=int32\na Cast b\no AddV2 v a", false },
        { "rows as the first of as many elements", Places + "e1 Const dtype=int32 value=[-1]\nl TensorListReserve e1 n\nl1 TensorListSetItem l c0 v\n"
            + "a TensorListStack l1 e1\no StridedSlice a" + First, false },
        { "a number as the first of as many elements", Places + "e0 Slice v0 v0 v0 T=int32\nl TensorListReserve e0 n\nl1 TensorListSetItem l c0 one\n"
            + "st TensorListStack l1 e0\na Cos st T=float\nd Sum a c0\no AddV2 v d", false },

        // Orders.
        { "coordinates of two elements a row, turned round", Places
            + "uu Pack u u axis=1\nj Pack rr uu axis=2\nk2 ReverseV2 j v1 T=int32\no GatherNd x k2", true },
        { "coordinates turned round, as they are", Places + "a ReverseV2 i v1 T=int32\no Cast a", false },
        { "moved on by what nobody knows", "z ReverseV2 v1 v0 T=int32\no Roll x z v0", false },
        { "coordinates whose parts are turned", Places + "sn Pack n N=1\nls Fill sn c2 T=int32\nj ReverseSequence i ls T=int32\no GatherNd x j", false },
        { "parts of columns turned by rows", Determinants + "o ReverseSequence m22 u seq_dim=2 batch_dim=1", false },
        { "as much turned as the place says", Places + "o ReverseSequence x r", false },
        { "the largest of as many as there are rows", RowsWide + "a TopKV2 rz c1\no Squeeze a squeeze_dims=[1]", false },
        { "narrow places in an order, as they are", Places + "top TopKV2 u n T=int32 index_type=int16\no Cast top:1 SrcT=int16", false },
        { "elements in the order of their rows", SortedBlocks + "neg Neg si T=int32\nback TopKV2 neg m T=int32\no GatherV2 sf back:1 c0", false },
        { "places counted down in an order, put back", Sorted + "\ndown Sub c9 top:1 T=int32\nback TopKV2 down un T=int32\ni InvertPermutation top:1\n"
            + "a GatherV2 back i c0 Tparams=int32\no Cast a", false },
        { "the inverse of an order that is counted down", Sorted + "\ndown Sub c3 top:1 T=int32\ni InvertPermutation down\no GatherV2 sorted i c0", false },
        { "parts of as many as there are rows", RowsWide + "un Tile u1 c1n T=int32\nhw FloorMod un c2 T=int32\np DynamicPartition rw hw\n"
            + "q DynamicPartition rn hw T=int32\no DynamicStitch q q:1 p p:1", false },
        { "the row at the first place, and zeros", Places + "p DynamicPartition x r\nq DynamicPartition r r T=int32\no UnsortedSegmentSum p q n", false },
        { "parts put back from the end", Parts + "e DynamicPartition down h2 T=int32\no DynamicStitch e e:1 p p:1", false },
        { "parts put back as columns", Parts + "p0 Transpose p v10\np1 Transpose p:1 v10\na DynamicStitch q q:1 p0 p1\no StridedSlice a" + First, false },
        { "places put back", Parts + "a DynamicStitch q q:1 q q:1 T=int32\no Cast a", false },
        { "rows put where their numbers say", "a DynamicStitch u x N=1\no EnsureShape a shape=[-1,4]", false },

        // Products.
        { "products of what has an unknown rank", Hidden + "hx GatherV2 hm u c1\na MatMul hx w4\nb EnsureShape a shape=[4,-1]\no Transpose b v10", false },
        { "no times places", Places + "z Const dtype=int32 value=[[0,0],[0,0]]\np MatMul rr z T=int32\no GatherV2 x p c0", false },
        { "no times places, the other way round", Places + "z Const dtype=int32 value=[[0,0],[0,0]]\np MatMul z rr T=int32 transpose_b=true\n"
            + "q Transpose p v10 T=int32\no GatherV2 x q c0", false },
        { "turned by an equation with dimensions without a name", "a Einsum x N=1 equation=a...->...a\no EnsureShape a shape=[-1,4]", false },
    };

    /// <summary>Where the embedded engine has no such kernel, or a batch that shows it is a rare one, or is refused.</summary>
    public static TheoryData<string, string> Unshown => new()
    {
        { "texts of twice as many letters as others have", Places + Splits + "l2 Const dtype=int64 value=2\ne Mul b l2 T=int64\nuu Pack u u axis=1\n"
            + "uf Reshape uu vm1 T=int32\na UnicodeEncode uf e errors=replace output_encoding=UTF-8 Tsplits=int64\nl StringLength a\no Cast l" },
        { "elements by row from what all share", Places + Table + "a GatherNd w4 u1 batch_dims=1\no EnsureShape a shape=[-1]" },
        { "elements in an order, added up by row", SortedBlocks + "s1 ExpandDims si c1 T=int32\nz ZerosLike v\no TensorScatterAdd z s1 sf" },
        { "the number of rows, put everywhere", Places + "nf Cast n\no TensorScatterUpdate v r1 nf" },
        { "sums of places picked by places", Places + "a SparseSegmentSum r r r T=int32\no Cast a" },
        { "distinct complex numbers", "cv Cast v SrcT=float DstT=complex64\nd Unique cv T=complex64\ng GatherV2 d d:1 c0 Tparams=complex64\n"
            + "q Real g T=complex64 Tout=float\no Reciprocal q" },
        { "an equation without a result", Table + "a Einsum x w4 N=2 equation=ab,bc\no EnsureShape a shape=[-1,4]" },
        { "two by an equation for one", "a Einsum x y N=2 equation=ab->ab\no EnsureShape a shape=[-1,4]" },
        { "an equation of too few dimensions", Turned + "a Einsum t N=1 equation=a->a\no EnsureShape a shape=[4,-1]" },
        { "an equation of too many dimensions", "a Einsum x N=1 equation=abc->abc\no EnsureShape a shape=[-1,4]" },
    };

    [Theory]
    [MemberData(nameof(Unshown))]
    public void A_graph_that_a_condition_turns_down_is_not_proved(string what, string text) => Hold(what, text, false);

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow)
    {
        Hold(what, text, isByRow);

        Assert.True(isByRow || Collected is not null || Trial(text, "o:0", []).Refute([true], 1, rounds: 8) is not null, $"{what}: no batch shows it");
    }
}
