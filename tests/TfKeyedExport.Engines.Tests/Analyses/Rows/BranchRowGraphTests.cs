using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Branches: whoever chooses between them may be what all share, or whether there are rows at all.</summary>
public class BranchRowGraphTests
{
    /// <summary>A branch that adds up all rows.</summary>
    internal const string Sums = "sums: a float -> float r:z:0\nz Const dtype=int32 value=0\ns Sum a z:output:0\nr AddV2 a s:output:0";

    private const string If = "\no If g x then_branch=@twice else_branch=@same";

    private const string Size = "s Size x\n";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "no rows", Count + "\ng Equal n c0 T=int32" + If, true },
        { "no rows, the other way round", Count + "\ng Equal c0 n T=int32" + If, true },
        { "one row", Count + "\ng Equal n c1 T=int32" + If, false },
        { "any rows", Count + "\ng NotEqual n c0 T=int32" + If, true },
        { "other than one row", Count + "\ng NotEqual n c1 T=int32" + If, false },
        { "less than one row", Count + "\ng Less n c1 T=int32" + If, true },
        { "less than one row, the other way round", Count + "\ng Greater c1 n T=int32" + If, true },
        { "less than two rows", Count + "\ng Less n c2 T=int32" + If, false },
        { "less than no rows", Count + "\ng Less n c0 T=int32" + If, false },
        { "at most no rows", Count + "\ng LessEqual n c0 T=int32" + If, true },
        { "at most no rows, the other way round", Count + "\ng GreaterEqual c0 n T=int32" + If, true },
        { "at most one row", Count + "\ng LessEqual n c1 T=int32" + If, false },
        { "more than no rows", Count + "\ng Greater n c0 T=int32" + If, true },
        { "more than no rows, the other way round", Count + "\ng Less c0 n T=int32" + If, true },
        { "more than one row", Count + "\ng Greater n c1 T=int32" + If, false },
        { "more than one row, the other way round", Count + "\ng Less c1 n T=int32" + If, false },
        { "at least one row", Count + "\ng GreaterEqual n c1 T=int32" + If, true },
        { "at least one row, the other way round", Count + "\ng LessEqual c1 n T=int32" + If, true },
        { "at least two rows", Count + "\ng GreaterEqual n c2 T=int32" + If, false },
        { "not no rows", Count + "\ne Equal n c0 T=int32\ng LogicalNot e" + If, true },
        { "not one row", Count + "\ne Equal n c1 T=int32\ng LogicalNot e" + If, false },
        { "no rows as an input counts", "g Equal two c0 T=int32" + If, true },
        { "as many rows as an input says", Count + "\ng Equal n two T=int32" + If, false },
        { "three for each row, of which there are none", Count + "\nm Mul n c3 T=int32\ng Equal m c0 T=int32" + If, true },
        { "three for each row, of which there are three", Count + "\nm Mul n c3 T=int32\ng Equal m c3 T=int32" + If, false },
        { "three for each row, of which there are less than one", Count + "\nm Mul n c3 T=int32\ng Less m c1 T=int32" + If, true },
        { "minus one for each row, of which there are always less than one", Count + "\nm Mul n m1 T=int32\ng Less m c1 T=int32" + If, false },
        { "none for each row", Count + "\nm Mul n c0 T=int32\ng Equal m c0 T=int32" + If, true },
        { "an odd number of rows", Count + "\nm FloorMod n c2 T=int32\ng Equal m c0 T=int32" + If, false },
        { "no elements", Size + "g Equal s c0 T=int32" + If, true },
        { "no elements of a width", Wide + "\ns Size wide\ng Equal s c0 T=int32" + If, false },
        { "no words", "split StringSplitV2 w space\ns Size split:1 T=string\ng Equal s c0 T=int32" + If, false },
        { "no rows, in other sizes", Count + "\ne Equal n c0 T=int32\na ExpandDims e c0 T=bool\ng Squeeze a T=bool squeeze_dims=[0]" + If, true },
        {
            "no rows, asked in a vector, which has an element in any case", "xs Shape x\nn StridedSlice xs v0 v1 v1 T=int32\ng Equal n c0 T=int32\n"
                + "o If g x then_branch=@nothing else_branch=@same", false
        },
        {
            "no rows, asked in a vector that was none",
                Count + "\ne Equal n c0 T=int32\ng ExpandDims e c0 T=bool\no If g x then_branch=@nothing else_branch=@same", false
        },
        { "a row's own number", "e Max u c0 T=int32\ng Equal e c0 T=int32" + If, false },
        { "no rows, which get an answer", Count + "\ng Equal n c0 T=int32\no If g x then_branch=@fixed else_branch=@same", false },
        { "no rows, which get no answer", Count + "\ng Equal n c0 T=int32\no If g x then_branch=@nothing else_branch=@same", true },
        { "any rows, which get one answer of all", Count + "\ng Equal n c0 T=int32\no If g x then_branch=@same else_branch=@sums", false },
        { "any rows, which are turned round", Count + "\ng Equal n c0 T=int32\no If g x then_branch=@same else_branch=@backwards", false },
        { "an input, by which rows are turned round", "g Greater k c2 T=int32\no If g x then_branch=@same else_branch=@backwards", false },
        { "an input, by which rows are turned round or added up", "g Greater k c2 T=int32\no If g x then_branch=@sums else_branch=@backwards", false },
        {
            "an input, by which rows are turned round twice",
                "g Greater k c2 T=int32\na If g x then_branch=@backwards else_branch=@backwards\no ReverseV2 a v0", true
        },
        { "an input, by which rows are added up", "g Greater k c2 T=int32\no If g x then_branch=@same else_branch=@sums", false },
        { "an input, by which there are other rows", "g Greater k c2 T=int32\no If g x then_branch=@same else_branch=@fixed", false },
    };

    private static readonly string[] Branches =
    [
        "fixed: a float -> float c:output:0\nc Const dtype=float value=[[1,2,3,4]]",
        "nothing: a float -> float c:output:0\ns Const dtype=int32 value=[0,4]\nf Const dtype=float value=1\nc Fill s:output:0 f:output:0",
        "backwards: a float -> float r:output:0\nv0 Const dtype=int32 value=[0]\nr ReverseV2 a v0:output:0",
        Sums,
    ];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_branch_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) =>
        Hold(what, text, isByRow, functions: Branches);

    [Fact]
    public void What_is_given_wherever_there_are_rows_is_what_all_share() => Hold(
        "a fixed answer", Count + "\ng Equal n c0 T=int32\no If g x then_branch=@same else_branch=@fixed", false, functions: Branches, decidesNothing: true);

    [Fact]
    public void What_is_empty_wherever_there_are_rows_is_what_all_share() => Hold(
        "no answer", Count + "\ng NotEqual n c0 T=int32\no If g x then_branch=@nothing else_branch=@same", false, functions: Branches, decidesNothing: true);
}
