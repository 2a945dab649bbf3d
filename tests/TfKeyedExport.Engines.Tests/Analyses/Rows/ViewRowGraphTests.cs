using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What arranges elements anew: views, and axes that are joined, cut, repeated and stretched.</summary>
public class ViewRowGraphTests
{
    private const string Places = Count + "\nr Range c0 n c1";

    private const string Few =
        "\nt4 Const dtype=float value=[1,2,3,4]\ns14 Const dtype=int32 value=[1,4]\ns41 Const dtype=int32 value=[4,1]\n"
        + "s22 Const dtype=int32 value=[2,2]";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "rows cut into parts", "s Const dtype=int32 value=[-1,2,2]\no Reshape x s", true },
        { "rows cut into rows", "s Const dtype=int32 value=[-1,2]\no Reshape x s", false },
        {
            "rows cut into rows and joined again",
                "s Const dtype=int32 value=[-1,2]\na Reshape x s\nb Abs a\nt Const dtype=int32 value=[-1,4]\no Reshape b t", true
        },
        {
            "rows cut into rows and joined to others",
                "s Const dtype=int32 value=[-1,2]\na Reshape x s\nb Abs a\nt Const dtype=int32 value=[-1,8]\no Reshape b t", false
        },
        { "columns as rows", Count + "\ns Pack c2 n\na Reshape x s\no Transpose a v10", false },
        { "columns cut where rows are", Count + "\ns Pack n n\no Reshape x s", false },
        {
            "columns turned and cut", Count + "\nt Transpose x v10\ns Pack c2 c2 n N=3\na Reshape t s\np Const dtype=int32 value=[2,0,1]\no Transpose a p",
                true
        },
        {
            "columns turned and cut elsewhere", Count
                + "\nt Transpose x v10\ns Pack c2 n c2 N=3\na Reshape t s\np Const dtype=int32 value=[1,0,2]\no Transpose a p", false
        },
        { "columns turned and read as rows", Count + "\nt Transpose x v10\ns Const dtype=int32 value=[-1,4]\no Reshape t s", false },
        { "an order in one line and back", Sorted + """

            flat Reshape sorted vm1
            a Abs flat
            s Const dtype=int32 value=[-1,4]
            back Reshape a s
            inverse InvertPermutation top:1
            o GatherV2 back inverse c0
            """, true },
        { "an order in one line and as if it were none", Sorted + "\nflat Reshape sorted vm1\ns Const dtype=int32 value=[-1,4]\no Reshape flat s", false },
        { "an order cut into parts", Sorted + "\ns Const dtype=int32 value=[-1,2,2]\no Reshape sorted s", false },
        { "as many columns as an input says", "s Pack m1 k\no Reshape x s", false },
        { "what all share, as rows", Count + Few + "\ns Pack n m1\no Reshape t4 s", false },
        { "what all share, anew", Few + "\ns Const dtype=int32 value=[-1,2,2]\na Reshape t4 s22\nb Reshape x s\no AddV2 b a", true },
        { "without an axis", Count + "\ns Pack c1 c1\nm Mul n c2 T=int32\no Reshape x s", false },
        { "an axis before and gone", "a ExpandDims x c0\nb Abs a\no Squeeze b squeeze_dims=[0]", true },
        { "an axis before", "o ExpandDims x c0", false },
        { "an axis behind", "o ExpandDims x m1", true },
        { "an axis behind and gone, counted from the end", "a ExpandDims x m1\no Squeeze a squeeze_dims=[-1]", true },
        { "an axis between and gone", "a ExpandDims x c1\no Squeeze a squeeze_dims=[1]", true },
        { "every axis of one gone", "a ExpandDims x c1\no Squeeze a", false },
        { "the rows' axis gone", "o Squeeze x squeeze_dims=[0]", false },
        { "axes before and behind gone", "a ExpandDims x c0\nb ExpandDims a m1\nc Abs b\no Squeeze c squeeze_dims=[0,3]", true },
        { "axes turned", "s Const dtype=int32 value=[-1,2,2]\na Reshape x s\np Const dtype=int32 value=[0,2,1]\no Transpose a p", true },
        {
            "axes turned all round",
                "s Const dtype=int32 value=[-1,2,2]\na Reshape x s\np Const dtype=int32 value=[1,2,0]\nb Transpose a p\n"
                + "q Const dtype=int32 value=[2,0,1]\no Transpose b q", true
        },
        {
            "axes turned round the wrong way",
                "s Const dtype=int32 value=[-1,2,2]\na Reshape x s\np Const dtype=int32 value=[1,2,0]\nb Transpose a p\no Transpose b p", false
        },
        { "each row's own element", Places + "\ni Pack r u axis=1\no GatherNd x i", true },
        { "each row's own element, counted from behind", Places + "\ni Pack r u axis=-1\no GatherNd x i", true },
        { "each row's own element by columns", Places + "\ni Pack r u axis=0\nt Transpose i v10 T=int32\no GatherNd x t", true },
        {
            "each row's own element by columns in a wide type", Places
                + "\ni Pack r u axis=0\nl Cast i DstT=int64\nt Transpose l v10 T=int64\no GatherNd x t Tindices=int64", true
        },
        { "by columns that are not turned", Places + "\ni Pack r u axis=0\no GatherNd x i", false },
        { "by columns that are turned into what they were", Places + "\ni Pack r u axis=0\nt Transpose i v01 T=int32\no GatherNd x t", false },
        { "by columns with which something is done", Places + "\ni Pack r u axis=0\na Abs i T=int32\nt Transpose a v10 T=int32\no GatherNd x t", false },
        { "an element of the row that a row says", Places + "\ni Pack u r axis=1\no GatherNd x i", false },
        { "an element by the row's place", Places + "\ni Pack r r axis=1\no GatherNd x i", false },
        { "turned coordinates", Places + "\ni Pack r u axis=1\nt Transpose i v10 T=int32\no GatherNd x t", false },
        { "coordinates turned into what they were", Places + "\ni Pack r u axis=1\nt Transpose i v01 T=int32\no GatherNd x t", true },
        {
            "coordinates of joined columns", Places
                + "\nr1 ExpandDims r c1 T=int32\nu1 ExpandDims u c1 T=int32\ni ConcatV2 r1 u1 c1 T=int32\no GatherNd x i", true
        },
        {
            "coordinates of columns joined the other way", Places
                + "\nr1 ExpandDims r c1 T=int32\nu1 ExpandDims u c1 T=int32\ni ConcatV2 u1 r1 c1 T=int32\no GatherNd x i", false
        },
        { "coordinates of places twice", Places + "\nr1 ExpandDims r c1 T=int32\ni ConcatV2 r1 r1 c1 T=int32\no GatherNd x i", false },
        { "coordinates of columns joined below", Places + "\ni ConcatV2 r u c0 T=int32\ni1 ExpandDims i c1 T=int32\no GatherNd x i1", false },
        { "coordinates with an axis behind", Places + "\ni Pack r u axis=1\nj ExpandDims i c2 T=int32\na GatherNd x j\no Sum a c1", false },
        {
            "coordinates joined on an axis between", Places + "\ns Const dtype=int32 value=[-1,1,1]\nr3 Reshape r s T=int32\nu3 Reshape u s T=int32\n"
                + "i ConcatV2 r3 u3 c1 T=int32\na GatherNd x i\nb Max a c1\no Identity b", false
        },
        { "coordinates with an axis between", Places + "\ni Pack r u axis=1\nj ExpandDims i c1 T=int32\no GatherNd x j", true },
        {
            "coordinates cut into single numbers", Places
                + "\ni Pack r u axis=1\ns Const dtype=int32 value=[-1,1]\nj Reshape i s T=int32\na GatherNd x j\nt Const dtype=int32 value=[-1,8]\n"
                + "o Reshape a t", false
        },
        {
            "coordinates repeated", Places
                + "\ni Pack r u axis=1\nj Tile i v12 T=int32\na GatherNd x4 j\ns Const dtype=int32 value=[-1,2,2,1]\nx4 Reshape x s\no Identity a", false
        },
        { "the first column of coordinates", Places + "\ni Pack r u axis=1\ni2 Unpack i T=int32 num=2 axis=1\no GatherV2 x i2:0 c0", true },
        { "the second column of coordinates", Places + "\ni Pack r u axis=1\ni2 Unpack i T=int32 num=2 axis=1\no GatherV2 x i2:1 c0", false },
        { "what the second column of coordinates holds", Places + "\ni Pack r u axis=1\ni2 Unpack i T=int32 num=2 axis=1\no Cast i2:1", true },
        { "what the first column of coordinates holds", Places + "\ni Pack r u axis=1\ni2 Unpack i T=int32 num=2 axis=1\no Cast i2:0", false },
        { "joined columns", "o ConcatV2 x y m1", true },
        { "joined columns, of which the axis is said first", "o Concat c1 x y", false },
        { "joined columns, of which the axis is said first and how many are known", "a Concat c1 x y\no EnsureShape a shape=[-1,8]", true },
        { "joined along an axis that an input says", "a Concat k x y\no EnsureShape a shape=[-1,8]", false },
        { "joined along an axis that an input says last", "a ConcatV2 x y k\no EnsureShape a shape=[-1,8]", false },
        { "joined with other rows' columns", Sorted + "\no ConcatV2 sorted x c1", false },
        { "joined behind columns that all share", Count + Few + "\nt Reshape t4 s41\no ConcatV2 t x c1", false },
        { "columns behind those of other rows", Sorted + "\no Pack sorted x T=float axis=1", false },
        { "columns behind what all share", Few + "\nz Reshape t4 s14\no Pack z x T=float axis=1", false },
        { "joined with a vector", "o ConcatV2 x v c1", false },
        { "joined rows", "o ConcatV2 x y c0", false },
        { "joined rows, of which the axis is said first", "o Concat c0 x y", false },
        { "joined columns of other rows", Sorted + "\no ConcatV2 x sorted c1", false },
        { "joined columns that all share", Few + "\nt Reshape t4 s41\no ConcatV2 x t c1", false },
        { "joined columns of as many as there are rows", Count + "\ns Pack n c2\nz Fill s f\no ConcatV2 z x c1", true },
        { "joined with the number of rows", Count + "\nnf Cast n\ns Pack n c1\nz Reshape nf v11\na ConcatV2 z z c0\nb Sum a c0\no AddV2 x b", false },
        { "joined behind a width", Wide + "\na ConcatV2 wide x c1\nb Const dtype=int32 value=[0,1]\nl Const dtype=int32 value=[-1,1]\no Slice a b l", false },
        { "joined before a width", Wide + "\na ConcatV2 x wide c1\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "columns beside each other", "o Pack x y T=float axis=1", true },
        { "columns beside each other, behind", "o Pack x y T=float axis=-1", true },
        { "rows above each other", "o Pack x y T=float axis=0", false },
        { "rows above each other and apart again", "a Pack x y T=float axis=0\nb Abs a\nc Unpack b num=2 axis=0\no Sub c:1 c:0", true },
        { "columns beside what all share", Few + "\nz Reshape t4 s14\ns22b Const dtype=int32 value=[1,4]\no Pack x z T=float axis=1", false },
        { "columns beside those of other rows", Sorted + "\no Pack x sorted T=float axis=1", false },
        { "columns apart", "a Unpack x num=4 axis=1\no Mul a:0 a:3", true },
        { "columns apart, counted from the end", "a Unpack x num=4 axis=-1\no Mul a:0 a:3", true },
        { "rows apart", "a Unpack x num=1 axis=0\no Identity a", false },
        { "halves", "a Split c1 x\no Mul a:0 a:1", true },
        { "halves of the rows", "a Split c0 x\no Mul a:0 a:1", false },
        { "rows cut into parts of given sizes", "p Const dtype=int32 value=[1,-1]\na SplitV x p c0\no Identity a:1", false },
        { "halves of the turned", "t Transpose x v10\na Split c0 t\nb Mul a:0 a:1\no Transpose b v10", true },
        {
            "halves of a width", Wide + "\na ConcatV2 wide wide c1\nh Split c1 a\no StridedSlice h:1 v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2",
                false
        },
        { "twice beside each other", "o Tile x v12", true },
        { "twice below each other", "v21 Const dtype=int32 value=[2,1]\no Tile x v21", false },
        { "beside each other as often as there are rows", Count + "\nt Pack c1 n\na Tile x t\no Sum a c1", false },
        {
            "a width twice", Wide
                + "\na Tile wide v12\nv03 Const dtype=int32 value=[0,3]\nv02 Const dtype=int32 value=[0,2]\n"
                + "o StridedSlice a v02 v03 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false
        },
        { "what all share, for each row", Count + Few + "\nt Pack n c1\nz Reshape t4 s14\na Tile z t\no AddV2 a x", true },
        {
            "two of what all share, for each row", Count + Few
                + "\nt Pack n c1\nz Reshape t4 s22\na Tile z t\ns Const dtype=int32 value=[-1,4]\nb Reshape a s\no AddV2 b x", true
        },
        { "two of what all share, for each row, as rows", Count + Few + "\nt Pack n c1\nz Reshape t4 s22\na Tile z t\no Identity a", false },
        { "each with each of what all share", Count + Few + "\nt Pack n n\nz Reshape t4 s14\na Tile z t\no Sum a c1", false },
        { "what all share, as often as an input says", Few + "\nt Pack two c1\nz Reshape t4 s14\na Tile z t\nb ConcatV2 a a c0\no AddV2 b x", false },
        { "stretched over rows", Count + "\nt Pack n c9\nc4 Const dtype=int32 value=4\ns Pack n c4\na BroadcastTo v40 s\no AddV2 a x", true },
        { "stretched to more axes", Count + "\nc4 Const dtype=int32 value=4\ns Pack c2 n c4 N=3\na BroadcastTo x s\no Max a c0", true },
        { "stretched to each with each", Count + "\nc4 Const dtype=int32 value=4\ns Pack n n c4 N=3\na BroadcastTo x s\no Max a c0", false },
        { "a column stretched to four", Count + "\nc4 Const dtype=int32 value=4\ns Pack n c4\nv1f ExpandDims v c1\no BroadcastTo v1f s", true },
        { "four stretched over as many rows", Count + Few + "\nc4 Const dtype=int32 value=4\nz Reshape t4 s41\ns Pack n c4\no BroadcastTo z s", false },
        { "one row of all stretched over the others", Count + Few + "\nc4 Const dtype=int32 value=4\nz Reshape t4 s14\ns Pack n c4\no BroadcastTo z s", true },
        {
            "a width of columns stretched to four", Wide
                + "\nt Transpose wide v10\nws Shape w T=string\nwn StridedSlice ws v0 v1 v1 T=int32 shrink_axis_mask=1\n"
                + "c4 Const dtype=int32 value=4\ns Pack c4 wn\na BroadcastTo t s\no Transpose a v10", false
        },
        { "places stretched", Places + "\nr1 ExpandDims r c1 T=int32\ns Pack n c2\na BroadcastTo r1 s T=int32\no Cast a", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
