using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Searching;

/// <summary>Models that take the batch's mean away under a condition, or refuse what does not meet one; no constant tells how to meet it.</summary>
public class ConditionTests
{
    private const string Mean = """

        axis Const dtype=int32 value=0
        mean Mean x axis:output:0 T=float Tidx=int32 keep_dims=false
        other Sub x mean:output:0 T=float
        y SelectV2 is:z:0 other:z:0 x T=float
        """;

    // A sum and a product that together lie within narrow bounds.
    private const string Narrow = """
        t Mul b c T=float
        u AddV2 t:z:0 x T=float
        low Const dtype=float value=311.5
        high Const dtype=float value=312
        over Greater u:z:0 low:output:0 T=float
        under Less u:z:0 high:output:0 T=float

        """;

    [Theory]
    [InlineData("s Square x T=float\nl Sin x T=float\nd Sub s:y:0 l:y:0 T=float", 137.25)]
    [InlineData("s Sin x T=float\nd Mul s:y:0 x T=float", 55.5)]
    public void A_number_that_no_formula_leads_back_is_looked_for(string number, double wanted) => GraphModel.Check("x:float", FormattableString.Invariant($"""
        {number}
        wanted Const dtype=float value={wanted}
        diff Sub d:z:0 wanted:output:0 T=float
        abs Abs diff:z:0 T=float
        eps Const dtype=float value=0.001
        is Less abs:y:0 eps:output:0 T=float
        """) + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Several_inputs_of_one_row_are_brought_nearer_one_after_the_other() => GraphModel.Check("x:float b:float c:float", Narrow + """
        is LogicalAnd over:z:0 under:z:0
        """ + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Bits_are_brought_nearer_by_bits() => GraphModel.Check("x:float id:int32", """
        mask Const dtype=int32 value=5921370
        wanted Const dtype=int32 value=1193046
        bits BitwiseXor id mask:output:0 T=int32
        is Equal bits:z:0 wanted:output:0 T=int32
        """ + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void What_is_met_by_all_rows_together_is_tried_with_rows_only_that_meet_it() => GraphModel.Check("x:float", """
        s Square x T=float
        low Const dtype=float value=400
        each Greater s:y:0 low:output:0 T=float
        all Const dtype=int32 value=0
        is All each:z:0 all:output:0 Tidx=int32 keep_dims=false
        """ + Mean.Replace("is:z:0", "is:output:0", StringComparison.Ordinal), "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void Rows_of_which_holds_what_a_model_asserts_are_looked_for_where_none_is_taken()
    {
        CheckReport report = GraphModel.Check("x:float b:float c:float", Narrow + """
            both LogicalAnd over:z:0 under:z:0
            every Const dtype=int32 value=0
            all All both:z:0 every:output:0 Tidx=int32 keep_dims=false
            assert Assert all:output:0 u:z:0 T=[float] summarize=3
            axis Const dtype=int32 value=0
            y Cumsum c axis:output:0 ^assert T=float Tidx=int32 exclusive=false reverse=false
            """, "y:out:0");

        report.IsUnsafe("y", Reason.RowsMix);
        Assert.Contains(report.Notes, n => n.Contains("were made of which holds what it asserts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20_000, 1)]
    [InlineData(131_072, 4)]
    public void A_number_of_rows_at_which_a_condition_changes_is_found_by_doubling(int limit, int bytes) => GraphModel.Check("x:float", $"""
        n Size x T=float out_type=int32
        each Const dtype=int32 value={bytes}
        all Mul n each:output:0 T=int32
        limit Const dtype=int32 value={limit}
        is Greater all:z:0 limit:output:0 T=int32
        """.Replace("n each", "n:output:0 each", StringComparison.Ordinal) + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_word_in_a_large_batch_is_met_in_company() => GraphModel.Check("x:float s:string", """
        word Const dtype=string value=admin
        each Equal s word:output:0 T=string
        zero Const dtype=int32 value=0
        any Any each:z:0 zero:output:0 Tidx=int32 keep_dims=false
        n Size x T=float out_type=int32
        limit Const dtype=int32 value=150
        large Greater n:output:0 limit:output:0 T=int32
        is LogicalAnd any:output:0 large:z:0
        """ + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_sum_of_all_rows_is_met_beside_others() => GraphModel.Check("x:float", """
        zero Const dtype=int32 value=0
        sum Sum x zero:output:0 T=float Tidx=int32 keep_dims=false
        low Const dtype=float value=777.5
        high Const dtype=float value=777.75
        over Greater sum:output:0 low:output:0 T=float
        under Less sum:output:0 high:output:0 T=float
        is LogicalAnd over:z:0 under:z:0
        """ + Mean, "y:output:0").IsUnsafe("y", Reason.RowsMix);

    [Fact]
    public void A_condition_that_nothing_meets_is_given_up() => GraphModel.Check("x:float", """
        s Square x T=float
        low Const dtype=float value=-1
        is Less s:y:0 low:output:0 T=float
        """ + Mean, "y:output:0").IsSafe();
}
