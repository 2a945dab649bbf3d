using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What is computed twice, as programs are written: an order and its inverse, a condition and its like. And what looks so and is not.</summary>
public class EqualRowGraphTests
{
    // As TensorFlow's sort and argsort have it, each with its own constants.
    private const string Sort = "sort_neg Neg v\nsort_shape Shape sort_neg\na0 Const dtype=int32 value=[-1]\na1 Const dtype=int32 value=[0]\n"
        + "a2 Const dtype=int32 value=[1]\nsort_n StridedSlice sort_shape a0 a1 a2 T=int32 shrink_axis_mask=1\nsort TopKV2 sort_neg sort_n\n"
        + "sorted Neg sort\n";

    private const string Rank = "b0 Const dtype=int32 value=[-1]\nb1 Const dtype=int32 value=[0]\nb2 Const dtype=int32 value=[1]\nrank_shape Shape rank_neg\n"
        + "rank_n StridedSlice rank_shape b0 b1 b2 T=int32 shrink_axis_mask=1\nrank TopKV2 rank_neg rank_n\ndown Neg rank:1 T=int32\n"
        + "b4 Const dtype=int32 value=1\nbelow Sub down b4 T=int32\nback TopKV2 below rank_n T=int32\no GatherV2 sorted back:1 c0";

    internal const string Twice = Count + "\nt1 TopKV2 a n\nt2 TopKV2 b n\ng GatherV2 x t1:1 c0\ni InvertPermutation t2:1\no GatherV2 g i c0";

    private const string Hashes = "\nt1 TopKV2 a n T=int64\nt2 TopKV2 b n T=int64\ng GatherV2 x t1:1 c0\ni InvertPermutation t2:1\no GatherV2 g i c0";

    private const string Draw = "\nsh Pack n N=1 T=int32\na RandomUniform sh T=int32 dtype=float\n";

    private const string Parts = Count + "\nr Range c0 n c1\nd DynamicPartition x p\ne DynamicPartition r q T=int32\n"
        + "d0 Neg d:0\no DynamicStitch e:0 e:1 d0 d:1";


    private const string Condition = "under: i int32, n int32, a float, p int32 -> bool less:z:0\nless Less i n T=int32";

    private const string Loop = Count + "\nr Range c0 n c1\nloop While c0 two x r T=[int32,int32,float,int32] cond=@under body=@round\no Identity loop:2";

    // A round that has two orders of its own; what it gives on is said behind.
    private const string Round = """
        c0 Const dtype=int32 value=0
        c1 Const dtype=int32 value=1
        v0 Const dtype=int32 value=[0]
        v1 Const dtype=int32 value=[1]
        v00 Const dtype=int32 value=[0,0]
        v01 Const dtype=int32 value=[0,1]
        v11 Const dtype=int32 value=[1,1]
        next AddV2 i c1:output:0 T=int32
        ka StridedSlice a v00:output:0 v01:output:0 v11:output:0 begin_mask=1 end_mask=1 shrink_axis_mask=2
        kb StridedSlice a v00:output:0 v01:output:0 v11:output:0 begin_mask=1 end_mask=1 shrink_axis_mask=2
        s Shape ka:output:0
        m StridedSlice s:output:0 v0:output:0 v1:output:0 v1:output:0 T=int32 shrink_axis_mask=1
        t1 TopKV2 ka:output:0 m:output:0
        t2 TopKV2 kb:output:0 m:output:0
        g GatherV2 a t1:indices:0 c0:output:0

        """;

    public static TheoryData<string, string, bool, string[]> Graphs => new()
    {
        { "sorted, and sorted back by where each goes", Sort + "rank_neg Neg v\n" + Rank, true, [] },
        { "sorted, and sorted back by where each goes in another order", Sort + "rank_neg Abs v\n" + Rank, false, [] },
        { "sorted, and sorted back by where each goes in the order backwards", Sort + "rank_neg Identity v\n" + Rank, false, [] },
        { "ordered by a row's square and back by its square", "a Square v\nb Square v\n" + Twice, true, [] },
        { "ordered by a row's square and back by its square of an identity", "v2 Identity v\na Square v2\nb0 Square v\nb Identity b0\n" + Twice, true, [] },
        { "ordered by a row's square and back by its size", "a Square v\nb Abs v\n" + Twice, false, [] },
        { "ordered by a row and back by its view", "e ExpandDims v c1\na Squeeze e squeeze_dims=[1]\nb Identity v\n" + Twice, false, [] },
        { "ordered by one column and back by another", "a Max x c1\nb Min x c1\n" + Twice, false, [] },
        { "ordered by a difference and back by its opposite", "f0 Max x c1\na Sub v f0\nb Sub f0 v\n" + Twice, false, [] },
        { "ordered by a product and back by one with an equal constant", "h Const dtype=float value=0.5\na Mul v half\nb Mul v h\n" + Twice, true, [] },
        { "ordered by a product and back by one with another constant", "h Const dtype=float value=-0.5\na Mul v half\nb Mul v h\n" + Twice, false, [] },
        {
            "ordered by a hash and back by it",
            Count + "\na StringToHashBucketFast w num_buckets=9\nb StringToHashBucketFast w num_buckets=9" + Hashes, true, []
        },
        {
            "ordered by a hash and back by another one",
            Count + "\na StringToHashBucketFast w num_buckets=9\nb StringToHashBucketFast w num_buckets=8" + Hashes, false, []
        },
        {
            "in two orders, of which one is none",
            Count + "\nt1 TopKV2 v n\nt2 TopKV2 v n sorted=false\ng GatherV2 x t1:1 c0\ni InvertPermutation t2:1\no GatherV2 g i c0", false, []
        },
        { "ordered by chance and back by chance", Count + Draw + "b RandomUniform sh T=int32 dtype=float\n" + Twice[Count.Length..], false, [] },
        { "ordered by chance and back by a seed", Count + Draw + "b RandomUniform sh T=int32 dtype=float seed=1\n" + Twice[Count.Length..], false, [] },
        { "parted and put together by a condition", "p FloorMod u c2 T=int32\nq FloorMod u c2 T=int32\n" + Parts, true, [] },
        { "parted and put together by two conditions", "p FloorMod u c2 T=int32\nr0 FloorDiv u c2 T=int32\nq FloorMod r0 c2 T=int32\n" + Parts, false, [] },
        {
            "true ones, and where they were", "a Greater v none\nb Greater v none\ni Where a\nj Where b\ng GatherNd v i Tindices=int64\nz ZerosLike v\n"
                + "o TensorScatterUpdate z j g Tindices=int64", true, []
        },
        {
            "true ones, and where others were", "a Greater v none\nb GreaterEqual v none\ni Where a\nj Where b\ng GatherNd v i Tindices=int64\nz ZerosLike v\n"
                + "o TensorScatterUpdate z j g Tindices=int64", false, []
        },
        {
            "ordered in a branch and back behind it", Count + "\ng Greater k c2 T=int32\nt If g v n Tin=[float,int32] Tout=[int32] then_branch=@up "
                + "else_branch=@up\ns GatherV2 x t c0\nt2 TopKV2 v n\ni InvertPermutation t2:1\no GatherV2 s i c0", false,
            ["up: a float, n int32 -> int32 t:indices:0\nt TopKV2 a n"]
        },
        {
            "ordered in one branch or the other and back", Count + "\ng Greater k c2 T=int32\nt If g v n Tin=[float,int32] Tout=[int32] then_branch=@up "
                + "else_branch=@down\ns GatherV2 x t c0\nt2 TopKV2 v n\ni InvertPermutation t2:1\no GatherV2 s i c0", false,
            ["up: a float, n int32 -> int32 t:indices:0\nt TopKV2 a n", "down: a float, n int32 -> int32 t:indices:0\nb Neg a\nt TopKV2 b:y:0 n"]
        },
        {
            "ordered and back in each round", Loop, true,
            [
                Condition, "round: i int32, n int32, a float, p int32 -> int32 next:z:0, int32 n, float o:output:0, int32 p\n" + Round
                    + "inv InvertPermutation t2:indices:0\nh Neg g:output:0\no GatherV2 h:y:0 inv:y:0 c0:output:0"
            ]
        },
        {
            "ordered in each round, and back by the order of the round before", Loop, false,
            [
                Condition, "round: i int32, n int32, a float, p int32 -> int32 next:z:0, int32 n, float o:output:0, int32 t2:indices:0\n" + Round
                    + "inv InvertPermutation p\no GatherV2 g:output:0 inv:y:0 c0:output:0"
            ]
        },
        {
            "ordered in one round, and back in the next", Loop, false,
            [
                Condition, "round: i int32, n int32, a float, p int32 -> int32 next:z:0, int32 n, float g:output:0, int32 t2:indices:0\n" + Round
                    + "inv InvertPermutation p"
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void What_is_computed_twice_is_one(string what, string text, bool isByRow, string[] functions) =>
        Hold(what, text, isByRow, functions: functions);
}
