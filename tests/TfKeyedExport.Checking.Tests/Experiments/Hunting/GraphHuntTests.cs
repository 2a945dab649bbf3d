using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments.Hunting;

/// <summary>Models that mix rows only beyond a constant of their graph: a check that did not read it would have to guess it.</summary>
public class GraphHuntTests
{
    // Where the condition c:z:0 holds, the largest x of the batch is added to all.
    private const string Mixing = """
        axis Const dtype=int32 value=0
        m Cast c:z:0 SrcT=bool DstT=float
        t Max x axis:output:0 T=float Tidx=int32 keep_dims=false
        p Mul m:y:0 t:output:0 T=float
        y AddV2 x p:z:0 T=float
        """;

    private static void IsFound(string inputs, string condition)
    {
        foreach (long seed in (long[])[1, 2, 3])
            GraphModel.Check(inputs, condition + "\n" + Mixing, "y:z:0", seed).IsUnsafe("y", Reason.RowsMix);
    }

    [Theory]
    [InlineData("Greater", 700)]
    [InlineData("Equal", 83)]
    [InlineData("GreaterEqual", 3000)]
    public void A_batch_beyond_a_size_that_the_graph_compares_with_is_tried(string comparison, int size) => IsFound(
        "x:float", $"n Size x T=float out_type=int32\nb Const dtype=int32 value={size}\nc {comparison} n:output:0 b:output:0 T=int32");

    [Fact]
    public void A_batch_of_a_multiple_of_what_sizes_are_divided_by_is_tried() => IsFound("x:float", """
        n Size x T=float out_type=int32
        b Const dtype=int32 value=47
        r FloorMod n:output:0 b:output:0 T=int32
        o Const dtype=int32 value=0
        c Equal r:z:0 o:output:0 T=int32
        """);

    [Fact]
    public void Conditions_of_two_inputs_that_one_row_must_meet_are_tried_together() => IsFound("x:float z:float", """
        b1 Const dtype=float value=777
        b2 Const dtype=float value=-55
        axis0 Const dtype=int32 value=0
        g Greater x b1:output:0 T=float
        l Less z b2:output:0 T=float
        both LogicalAnd g:z:0 l:z:0
        a Any both:z:0 axis0:output:0 Tidx=int32 keep_dims=false
        c LogicalAnd a:output:0 a:output:0
        """);

    [Theory]
    [InlineData("r Max x axis0:output:0 T=float Tidx=int32 keep_dims=false\nb Const dtype=float value=333\nc Greater r:output:0 b:output:0 T=float")]
    [InlineData("r Sum x axis0:output:0 T=float Tidx=int32 keep_dims=false\nb Const dtype=float value=9000\nc Greater r:output:0 b:output:0 T=float")]
    [InlineData("e Exp x T=float\nr Max e:y:0 axis0:output:0 T=float Tidx=int32 keep_dims=false\nb Const dtype=float value=1e9\n"
        + "c Greater r:output:0 b:output:0 T=float")]
    [InlineData("f Const dtype=float value=0.01\ns Mul x f:output:0 T=float\nr Min s:z:0 axis0:output:0 T=float Tidx=int32 keep_dims=false\n"
        + "b Const dtype=float value=-7\nc Less r:output:0 b:output:0 T=float")]
    [InlineData("b Const dtype=float value=12.5\nq Equal x b:output:0 T=float\nc Any q:z:0 axis0:output:0 Tidx=int32 keep_dims=false", "c:output:0")]
    public void A_value_beyond_what_the_graph_compares_with_is_tried(string condition, string result = "c:z:0")
    {
        string axis = "axis0 Const dtype=int32 value=0\n" + condition;
        string nodes = (axis + "\n" + Mixing).Replace("c:z:0", result, StringComparison.Ordinal);
        foreach (long seed in (long[])[1, 2, 3])
            GraphModel.Check("x:float", nodes, "y:z:0", seed).IsUnsafe("y", Reason.RowsMix);
    }

    [Theory]
    [InlineData("b Const dtype=string value=vip\nq Equal w b:output:0 T=string", "q:z:0")]
    [InlineData("l StringLower w\nb Const dtype=string value=gold\nq Equal l:output:0 b:output:0 T=string", "q:z:0")]
    [InlineData("l EncodeBase64 w pad=false\nb Const dtype=string value=Zm9vYmFy\nq Equal l:output:0 b:output:0 T=string", "q:z:0")]
    [InlineData("l DecodeBase64 w\nb Const dtype=string value=gold\nq Equal l:output:0 b:output:0 T=string", "q:z:0")]
    [InlineData("pre Const dtype=string value=id-\npost Const dtype=string value=-x\nl StringJoin pre:output:0 w post:output:0 N=3\n"
        + "b Const dtype=string value=id-77-x\nq Equal l:output:0 b:output:0 T=string", "q:z:0")]
    [InlineData("colon Const dtype=string value=:\none StringJoin w colon:output:0 N=2\nl StringJoin one:output:0 w N=2\n"
        + "b Const dtype=string value=ab:ab\nq Equal l:output:0 b:output:0 T=string", "q:z:0")]
    [InlineData("q StaticRegexFullMatch w pattern=.*(fraud|scam)[0-9]+.*", "q:output:0")]
    [InlineData("l StringLength w unit=BYTE\nb Const dtype=int32 value=611\nq Equal l:output:0 b:output:0 T=int32", "q:z:0")]
    public void A_text_that_the_graph_looks_for_is_tried(string condition, string found)
    {
        string nodes = $"axis0 Const dtype=int32 value=0\n{condition}\nc Any {found} axis0:output:0 Tidx=int32 keep_dims=false\n{Mixing}";
        foreach (long seed in (long[])[1, 2, 3])
        {
            GraphModel.Check("x:float w:string", nodes.Replace("c:z:0", "c:output:0", StringComparison.Ordinal), "y:z:0", seed)
                .IsUnsafe("y", Reason.RowsMix);
        }
    }

    [Fact]
    public void A_text_of_more_parts_than_are_looked_at_is_no_fault()
    {
        string join = $"a Const dtype=string value=a\nl StringJoin {string.Concat(Enumerable.Repeat("a:output:0 ", 69))}w N=70\n"
            + $"b Const dtype=string value={new string('a', 64)}\nq Equal l:output:0 b:output:0 T=string\n";

        GraphModel.Check("x:float w:string", $"{join}twice AddV2 x x T=float\ny SelectV2 q:z:0 twice:z:0 x T=float", "y:output:0").IsSafe();
    }

    [Fact]
    public void A_mode_that_the_graph_compares_with_is_tried() =>
        IsFound("x:float mode:string:scalar", "b Const dtype=string value=ranked\nc Equal mode b:output:0 T=string");

    [Fact]
    public void Two_values_of_a_call_that_matter_only_together_are_tried() => IsFound("x:float mode:string:scalar level:int32:scalar", """
        b Const dtype=string value=ranked
        d Equal mode b:output:0 T=string
        e Const dtype=int32 value=77
        f Greater level e:output:0 T=int32
        c LogicalAnd d:z:0 f:z:0
        """);

    [Fact]
    public void Ids_that_share_a_slot_are_tried()
    {
        const string Slots = """
            n Const dtype=int32 value=1009
            s FloorMod id n:output:0 T=int32
            g UnsortedSegmentMax x s:z:0 n:output:0 T=float Tindices=int32 Tnumsegments=int32
            a Const dtype=int32 value=0
            y GatherV2 g:output:0 s:z:0 a:output:0 Tparams=float Tindices=int32 Taxis=int32
            """;
        foreach (long seed in (long[])[1, 2, 3])
            Assert.Equal(Verdict.Unsafe, GraphModel.Check("x:float id:int32", Slots, "y:output:0", seed).Verdict);
    }

    [Fact]
    public void The_time_of_the_call_is_chance() => GraphModel.Check(
        "x:float", """
        t Timestamp
        o OnesLike t:ts:0 T=double
        h FloorMod t:ts:0 o:y:0 T=double
        f Cast h:z:0 SrcT=double DstT=float
        y AddV2 x f:y:0 T=float
        """, "y:z:0").IsUnsafe("y", Reason.Random);
}
