using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What one rule promises and another one takes for more.</summary>
public class PromiseRowGraphTests
{
    private const string Coordinates = Count + "\nr Range c0 n c1\np Pack r u axis=1\ni Cast p SrcT=int32 DstT=int64";

    // Where each four elements of a row begin, once for each of them and once beside others: b, in a vector.
    private static readonly string Blocks = RowGraph.Blocks("0,0,0,3");

    public static TheoryData<string, string> Graphs => new()
    {
        {
            "coordinates for other sizes, some behind the end of theirs", Coordinates
                + "\nsz Pack n c2\nsz64 Cast sz SrcT=int32 DstT=int64\not Pack n c1 c2 N=3\not64 Cast ot SrcT=int32 DstT=int64\nq SparseReshape i sz64 ot64\n"
                + "d StridedSlice q v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2 T=int64\nd32 Cast d SrcT=int64 DstT=int32\n"
                + "o UnsortedSegmentSum v d32 n"
        },
        {
            "sums of a sparse tensor of three axes, some behind the end of theirs", Count
                + "\nr Range c0 n c1\np Pack r u u axis=1 N=3\ni Cast p SrcT=int32 DstT=int64\nsz Pack n c2 c9 N=3\nsz64 Cast sz SrcT=int32 DstT=int64\n"
                + "o SparseReduceSum i v sz64 v2 T=float\nv2 Const dtype=int32 value=[2]"
        },
        {
            "parts put to places of which some come twice and some never", Blocks
                + "\nh Greater flat none\nkk Cast h SrcT=bool DstT=int32\n"
                + "pp DynamicPartition flat kk\nqq DynamicPartition b kk T=int32\ns DynamicStitch qq qq:1 pp pp:1\nn44 Pack n four\no Reshape s n44"
        },
        {
            "coordinates in order, of which some are the same", SparseRowGraphTests.Words
                + "\nln Cast l SrcT=int32 DstT=int64\np Pack ids ln axis=1 T=int64\nbig Const dtype=int64 value=99\nsz Pack n64 big T=int64\n"
                + "re SparseReorder p lf sz T=float\no SparseToDense re sz re:1 none Tindices=int64 validate_indices=false"
        },
        {
            "two a row sorted by what may be no number, and back by where the first of each row was", Count
                + "\nm Mul n c2 T=int32\nr Range c0 m c1\nn2 Const dtype=int32 value=[-1,2]\nr2 Reshape r n2 T=int32\n"
                + "b2 GatherV2 r2 v00 c1 Tparams=int32\nb Reshape b2 vm1 T=int32\nyc GatherV2 y c1 c1\nkk Pack v yc axis=1 T=float\nkf Reshape kk vm1\n"
                + "top TopKV2 kf m\nbt GatherV2 b top:1 c0 Tparams=int32\ndown Neg bt T=int32\nback TopKV2 down m T=int32\n"
                + "xx Slice x v00 n2\nxf Reshape xx vm1\nsorted GatherV2 xf top:1 c0\nres GatherV2 sorted back:1 c0\no Reshape res n2"
        },
        {
            "an element of a list that was not set", Count
                + "\nes Const dtype=int32 value=[-1,4]\nthree Const dtype=int32 value=[3,4]\nl TensorListReserve es c2\nl1 TensorListSetItem l c0 x\n"
                + "o TensorListGetItem l1 c1 three"
        },
        {
            "how many elements an element of a list has that was not set", Count
                + "\nl TensorListReserve vm1 c2\nl1 TensorListSetItem l c0 v40\nnn Pack n N=1\ng TensorListGetItem l1 c1 nn\non OnesLike g\n"
                + "s Sum on c0\no Mul x s"
        },
        {
            "numbers of rows that wrapped around", Count
                + "\nbig Const dtype=int32 value=65536\nm Mul n big T=int32\nmm Mul m big T=int32\ne Equal mm c0 T=int32\n"
                + "xm Mean x v0 keep_dims=true\nxx ZerosLike x\nalls AddV2 xm xx\n"
                + "o If e x alls Tin=[float,float] then_branch=@second else_branch=@first2"
        },
        {
            "what is one more than rows beside rows", Count
                + "\nbb UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nbs Shape bb T=int64\nco ConcatV2 bs xs c0 T=int32\no Cast co"
        },
        {
            "what is one more than rows beside rows, added", Count
                + "\nbb UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\nbs Shape bb T=int64\nb1 StridedSlice bs v0 v1 v1 T=int32 shrink_axis_mask=1\n"
                + "co Pack n b1\nz Fill co none\no Max z c1"
        },
    };

    private static readonly string[] Branches =
        ["first2: a float, b float -> float s:output:0\ns Identity a T=float", "second: a float, b float -> float s:output:0\ns Identity b T=float"];

    /// <summary>None of them answers each row by itself.</summary>
    [Theory]
    [MemberData(nameof(Graphs))]
    public void What_a_rule_promises_is_no_more_than_it_keeps(string what, string text) => Hold(what, text, isByRow: false, functions: Branches);
}
