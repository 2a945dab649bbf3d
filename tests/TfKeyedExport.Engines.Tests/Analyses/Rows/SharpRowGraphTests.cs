using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.SparseRowGraphTests;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Views, slices and stretched tensors that stand just beside what is proved.</summary>
public class SharpRowGraphTests
{
    // Three numbers a row, of which the first is its place, twice over with an axis between: i [N,2], i3 [N,3], j [N,2,2]; the places alone: one [N,1].
    private const string Places = Count + "\n" + """
        r Range c0 n c1
        i Pack r u axis=1
        i3 Pack r u u axis=1 N=3
        r1 ExpandDims r c1 T=int32
        u1 ExpandDims u c1 T=int32
        r2 Tile r1 v12 T=int32
        u2 Tile u1 v12 T=int32
        j Pack r2 u2 axis=2
        v02 Const dtype=int32 value=[0,2]
        v03 Const dtype=int32 value=[0,3]
        v30 Const dtype=int32 value=[3,0]
        v1m Const dtype=int32 value=[1,-1]
        vmm Const dtype=int32 value=[-1,-1]
        vm0 Const dtype=int32 value=[-1,0]
        vm2 Const dtype=int32 value=[-1,2]
        nm FloorMod n c3 T=int32

        """;

    // What all share, and is not known before it is run.
    private const string Given = "kk Pack k c3\nuk Unique kk\nu12 Unique v12\n";

    private const string First = " v00 v01 v11 T=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2";

    private const string Picked = "\no GatherV2 x a c0";

    private const string Seen = "\no Cast a";

    private const string OfFour = "\no EnsureShape a shape=[-1,4]";

    public static TheoryData<string, string, bool> SliceGraphs => new()
    {
        { "a range of which one begin is said", "a Slice x v0 vm1" + OfFour, false },
        { "a range of which one size is said", "a Slice x v00 vm1" + OfFour, false },
        { "a range that begins nobody knows where", Places + Given + "a Slice x uk vmm" + OfFour, false },
        { "a range of the turned of which no size is known", Places + Given + "t Transpose x v10\na Slice t v00 uk\nb Transpose a v10\n"
            + "o EnsureShape b shape=[-1,4]", false },
        { "as many rows as there are", Places + "c4 Const dtype=int32 value=4\ns Pack n c4\na Slice x v00 s" + OfFour, true },
        { "a range that begins where the number of rows says", Places + "b Pack c0 nm\ns Const dtype=int32 value=[-1,1]\no Slice x b s", false },
        { "all of coordinates", Places + "j2 Slice i v00 vmm T=int32\no GatherNd x j2", true },
        { "the second of coordinates", Places + "s Const dtype=int32 value=[-1,1]\na Slice i v01 s T=int32\no GatherNd x a", false },
        { "the second of coordinates as it is", Places + "s Const dtype=int32 value=[-1,1]\na Slice i v01 s T=int32" + Seen, false },
        { "two of three coordinates", Places + "a Slice i3 v00 vm2 T=int32" + Picked, false },
        { "some of several coordinates", Places + "b Const dtype=int32 value=[0,0,0]\ns Const dtype=int32 value=[-1,1,-1]\na Slice j b s T=int32\n"
            + "o GatherNd x a", true },
        { "some of several coordinates for rows", Places + "b Const dtype=int32 value=[0,0,0]\ns Const dtype=int32 value=[-1,1,-1]\n"
            + "a Slice j b s T=int32" + Picked, false },
        { "a part that begins nobody knows where", Places + Given + "a StridedSlice x uk vmm v11 end_mask=3" + OfFour, false },
        { "the column of a width that an input says", Wide + "\nb Pack c0 k\no StridedSlice wide b v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2",
            false },
        { "a width backwards from its third", Places + Wide + "\na StridedSlice wide v02 v00 v1m begin_mask=1 end_mask=1\n"
            + "o StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false },
        { "the first of a width, whatever its end", Places + Wide + "\no StridedSlice wide v00 vmm v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "the first of the first of a width", Wide + "\na StridedSlice wide v00 v01 v11 begin_mask=1 end_mask=1\n"
            + "o StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "all of coordinates, part by part", Places + "a StridedSlice i v00 v00 v11 begin_mask=3 end_mask=3 T=int32\no GatherNd x a", true },
        { "the first of several coordinates", Places + "b Const dtype=int32 value=[0,0]\na StridedSlice j b v01 v11 T=int32 begin_mask=1 end_mask=1 "
            + "shrink_axis_mask=2\no GatherNd x a", true },
        { "the first of several coordinates for rows", Places + "b Const dtype=int32 value=[0,0]\n"
            + "a StridedSlice j b v01 v11 T=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2" + Picked, false },
        { "the first two of three coordinates", Places + "a StridedSlice i3 v00 v02 v11 T=int32 begin_mask=1 end_mask=1" + Picked, false },
        { "the first two of three coordinates as they are", Places + "a StridedSlice i3 v00 v02 v11 T=int32 begin_mask=1 end_mask=1" + Seen, false },
        { "the first of coordinates, whatever its end", Places + "a StridedSlice i v00 vmm v11 T=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2" + Picked,
            true },
        { "the first of coordinates as a column", Places + "a StridedSlice i v00 v01 v11 T=int32 begin_mask=1 end_mask=1" + Picked, true },
        { "the first of coordinates, backwards", Places + "b Const dtype=int32 value=[0,2]\nl Const dtype=int32 value=[0,-9]\n"
            + "a StridedSlice i3 b l v1m T=int32 begin_mask=1 end_mask=1" + Seen, false },
        { "the last but one of coordinates as it is", Places + "b Const dtype=int32 value=[0,-2]\n"
            + "a StridedSlice i b v00 v11 T=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2" + Seen, false },
        { "the first of coordinates, with an axis behind", Places + "b Const dtype=int32 value=[0,0,0]\ne Const dtype=int32 value=[0,1,0]\n"
            + "s Const dtype=int32 value=[1,1,1]\na StridedSlice i b e s T=int32 begin_mask=1 end_mask=1 new_axis_mask=4" + Picked, true },
        { "coordinates with an axis behind, as they are", Places + "b Const dtype=int32 value=[0,0,0]\n"
            + "s Const dtype=int32 value=[1,1,1]\na StridedSlice i b b s T=int32 begin_mask=3 end_mask=3 new_axis_mask=4" + Seen, false },
        { "columns up to an end that the number of rows would say", Places + "e Pack n n\no StridedSlice x v01 e v11 begin_mask=1 end_mask=3", true },
        { "a column up to an end that the number of rows would say", Places
            + "e Pack n n\no StridedSlice x v01 e v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "columns up to an end beside the number of rows", Places + "e Pack n c2\no StridedSlice x v01 e v11", true },
        { "columns by rows' numbers", Places + "a StridedSlice v40 u u v1" + "\no EnsureShape a shape=[-1]", false },
    };

    public static TheoryData<string, string, bool> ViewGraphs => new()
    {
        { "repeated as often as one number says", "a Tile x v1" + OfFour, false },
        { "coordinates repeated, as they are", Places + "a Tile i v12 T=int32\nb StridedSlice a v02 v03 v11 T=int32 begin_mask=1 end_mask=1\no Cast b",
            false },
        { "a width repeated before the rows", Places + Wide + "\nt Transpose wide v10\nv21 Const dtype=int32 value=[2,1]\na Tile t v21\nb Transpose a v10\n"
            + "o StridedSlice b v03 v03 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false },
        { "stretched to fewer axes", Count + "\ns Pack n N=1\na BroadcastTo x s\no EnsureShape a shape=[-1]", false },
        { "stretched nobody knows how far", Places + Given + "a BroadcastTo x u12" + OfFour, false },
        { "a width stretched to four, and four to a width", Places + Wide + "\nw3 ExpandDims wide c2\nws Shape wide\nwm StridedSlice ws v1 v0 v1 T=int32 "
            + "end_mask=1 shrink_axis_mask=1\nc4 Const dtype=int32 value=4\ns Pack n c4 wm N=3\na BroadcastTo w3 s\n"
            + "b Const dtype=int32 value=[0,3,0]\nfe Const dtype=int32 value=[1,1,1]\n"
            + "o StridedSlice a b fe fe begin_mask=1 end_mask=1 shrink_axis_mask=6", false },
        { "a width before rows stretched to four, and four to a width", Places + Wide + "\nt Transpose wide v10\nw3 ExpandDims t c1\nws Shape wide\n"
            + "wm StridedSlice ws v1 v0 v1 T=int32 end_mask=1 shrink_axis_mask=1\nc4 Const dtype=int32 value=4\ns Pack c4 wm n N=3\n"
            + "a BroadcastTo w3 s\nb Const dtype=int32 value=[3,0,0]\nfe Const dtype=int32 value=[1,1,1]\n"
            + "o StridedSlice a b fe fe begin_mask=4 end_mask=4 shrink_axis_mask=3", false },
        { "coordinates stretched, as they are", Places + "q Pack r axis=1 N=1\ns Pack n c2\na BroadcastTo q s T=int32\n"
            + "b StridedSlice a v01 v02 v11 T=int32 begin_mask=1 end_mask=1\no Cast b", false },
        { "coordinates in no axes", Places + "e Slice v0 v0 v0 T=int32\na Reshape i e T=int32" + Seen, false },
        { "coordinates with an axis between", Places + "s Const dtype=int32 value=[-1,1,2]\na Reshape i s T=int32\no GatherNd x a", true },
        { "what all share, as rows and one", Count + "\nt4 Const dtype=float value=[1,2,3,4]\ns Pack n m1 c1 N=3\na Reshape t4 s\nb Max a v12\n"
            + "o AddV2 v b", false },
        { "an axis where an input says", "a ExpandDims x k\no EnsureShape a shape=[-1,4,1]", false },
        { "coordinates with an axis behind", Places + "a ExpandDims i c2 T=int32" + Seen, false },
        { "an axis gone that there is not", "a Squeeze x squeeze_dims=[9]" + OfFour, false },
        { "an axis gone that there is not, counted from the end", "a Squeeze x squeeze_dims=[-9]" + OfFour, false },
        { "the first axis gone, counted from the end", "a ExpandDims x c0\no Squeeze a squeeze_dims=[-3]", true },
        { "the axis of coordinates gone", Places + "q Pack r axis=1 N=1\na Squeeze q T=int32 squeeze_dims=[1]" + Picked, true },
        { "coordinates with an axis between and gone", Places + "b ExpandDims i c1 T=int32\na Squeeze b T=int32 squeeze_dims=[1]\no GatherNd x a", true },
        { "coordinates with an axis between and gone, for rows", Places + "b ExpandDims i c1 T=int32\na Squeeze b T=int32 squeeze_dims=[1]" + Picked, false },
        { "turned by one number", "a Transpose x v0" + OfFour, false },
        { "turned as an input says", Given + "p Pack k c0\na Transpose x p" + OfFour, false },
        { "turned by an order that lacks an axis", "t Transpose x v10\na Transpose t v00\nb Transpose a v10" + "\no EnsureShape b shape=[-1,4]", false },
        { "columns of coordinates turned into what they were", Places + "q Pack r u axis=0\nb Transpose q v01 T=int32\nc Cast b\no Transpose c v10", false },
        { "the second of columns of coordinates, turned", Places + "q Pack r u axis=0\n"
            + "b StridedSlice q v10 v00 v11 T=int32 begin_mask=2 end_mask=3\na Transpose b v10 T=int32\no GatherNd x a", false },
        { "two widths", Words + Others + "\nf0 SparseToDense split:0 split:2 lf none Tindices=int64\nf1 SparseToDense other:0 other:2 olf none Tindices=int64\n"
            + "a AddV2 f0 f1\no StridedSlice a v01 v12 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", false },
    };

    [Theory]
    [MemberData(nameof(SliceGraphs))]
    public void A_slice_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);

    [Theory]
    [MemberData(nameof(ViewGraphs))]
    public void A_view_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
