using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Variables and tables, which all rows share as long as no call writes them; chance; and what nothing is known of.</summary>
public class StateRowGraphTests
{
    private const string Variable = "var VarHandleOp dtype=float shape=[4] shared_name=a\nother VarHandleOp dtype=float shape=[4] shared_name=b\n";

    private const string Table = Count + "\n" + """
        r Range c0 n c1
        table HashTableV2 key_dtype=int32 value_dtype=float shared_name=t
        changing MutableHashTableV2 key_dtype=int32 value_dtype=float shared_name=m
        nf Cast n
        """;

    private const string Find = " Tin=int32 Tout=float";

    private const string Scalars = "s1 VarHandleOp dtype=float shape=[] shared_name=c\ns2 VarHandleOp dtype=float shape=[] shared_name=d\n";

    private const string Scaled =
        "ra EnsureShape r1 shape=[] T=float\na Mul v ra\nrb EnsureShape r2 shape=[] T=float\nb Mul v rb\n" + EqualRowGraphTests.Twice;

    private static string Orders => EqualRowGraphTests.Twice[(Count.Length + 1)..];

    public static TheoryData<string, string, bool> Graphs => new()
    {
        {
            "ordered by a variable and back by it, read twice", Scalars + "r1 ReadVariableOp s1 dtype=float\nr2 ReadVariableOp s1 dtype=float\n" + Scaled,
                true
        },
        {
            "ordered by a variable and back by another one", Scalars + "r1 ReadVariableOp s1 dtype=float\nr2 ReadVariableOp s2 dtype=float\n" + Scaled,
                false
        },
        {
            "ordered by a variable and back by it, written between", Scalars + "r1 ReadVariableOp s1 dtype=float\nset AssignVariableOp s1 f dtype=float ^r1\n"
                + "r2 ReadVariableOp s1 dtype=float ^set\n" + Scaled, false
        },
        {
            "ordered by what a table has and back by it", Table + "\na LookupTableFindV2 table u one" + Find + "\nb LookupTableFindV2 table u one" + Find
                + "\n" + Orders, true
        },
        {
            "ordered by what a table has and back by what it has of others", Table + "\na LookupTableFindV2 table u one" + Find
                + "\nb LookupTableFindV2 table u half" + Find + "\n" + Orders, false
        },
        {
            "ordered by what a changing table has and back by it", Table + "\na LookupTableFindV2 changing u one" + Find
                + "\nset LookupTableInsertV2 changing c1 one Tin=int32 Tout=float ^a\nb LookupTableFindV2 changing u one" + Find + " ^set\n" + Orders, false
        },
        { "a variable", Variable + "a ReadVariableOp var dtype=float\nb Reshape a s4\ns4 Const dtype=int32 value=[4]\no AddV2 x b", true },
        {
            "a variable that is written", Variable
                + "set AssignVariableOp var v40 dtype=float\na ReadVariableOp var dtype=float\nb Reshape a s4\ns4 Const dtype=int32 value=[4]\n"
                + "o AddV2 x b ^set", false
        },
        {
            "a variable that is written after it was read", Variable
                + "a ReadVariableOp var dtype=float\nset AssignAddVariableOp var v40 dtype=float ^a\nb Reshape a s4\ns4 Const dtype=int32 value=[4]\n"
                + "o AddV2 x b ^set", false
        },
        {
            "a variable beside one that is written", Variable
                + "set AssignVariableOp other v40 dtype=float\na ReadVariableOp var dtype=float\nb Reshape a s4\ns4 Const dtype=int32 value=[4]\n"
                + "o AddV2 x b ^set", true
        },
        { "a variable, looked up by row", Variable + "a ResourceGather var u dtype=float Tindices=int32\no EnsureShape a shape=[-1]", true },
        {
            "a variable, looked up by place", Variable + Count
                + "\nr Range c0 n c1\na ResourceGather var r dtype=float Tindices=int32\no EnsureShape a shape=[-1]", false
        },
        {
            "a variable that is written, looked up by row", Variable
                + "set AssignVariableOp var v40 dtype=float\na ResourceGather var u dtype=float Tindices=int32 ^set\no EnsureShape a shape=[-1]", false
        },
        { "a table", Table + "\no LookupTableFindV2 table u f" + Find, true },
        {
            "a table of single keys, or of others", Table + "\ne1 Const dtype=int32 value=-1\ne2 Const dtype=int32 value=-2\n"
                + "dense MutableDenseHashTableV2 e1 e2 key_dtype=int32 value_dtype=float shared_name=d\na LookupTableFindV2 dense u f" + Find
                + "\no EnsureShape a shape=[-1]", false
        },
        {
            "a table of pairs", Table + "\ne1 Const dtype=int32 value=[-1,-1]\ne2 Const dtype=int32 value=[-2,-2]\n"
                + "dense MutableDenseHashTableV2 e1 e2 key_dtype=int32 value_dtype=float shared_name=d\nd Unpack x num=4 axis=1\n"
                + "i Cast x SrcT=float DstT=int32\na LookupTableFindV2 dense i f" + Find + "\nb ExpandDims a c1\no AddV2 x b", false
        },
        { "a table, by place", Table + "\no LookupTableFindV2 table r f" + Find, false },
        { "a table, or how many rows there are", Table + "\no LookupTableFindV2 table u nf" + Find, false },
        { "a table, by how many rows there are", Table + "\na LookupTableFindV2 table n f" + Find + "\no AddV2 x a", false },
        { "a table that is only read", Table + "\no LookupTableFindV2 changing u f" + Find, true },
        { "a table that is written", Table + "\nset LookupTableInsertV2 changing u v" + Find + "\no LookupTableFindV2 changing u f ^set" + Find, false },
        { "how many a table has", Table + "\ns LookupTableSizeV2 table\na Cast s SrcT=int64\no AddV2 x a", true },
        {
            "how many a table has that is written", Table + "\nset LookupTableInsertV2 changing u v" + Find
                + "\ns LookupTableSizeV2 changing ^set\na Cast s SrcT=int64\no AddV2 x a", false
        },
        { "chance", "s Shape x\na RandomUniform s T=int32 dtype=float\no AddV2 x a", false },
        { "chance for all", "a RandomUniform v1 T=int32 dtype=float\no AddV2 x a", false },
        { "chance by a seed, for all", "a StatelessRandomUniform v1 v12 T=int32 dtype=float Tseed=int32\nb EnsureShape a shape=[1]\no AddV2 x b", true },
        { "chance by a seed, for each", "s Shape x\na StatelessRandomUniform s v12 T=int32 dtype=float Tseed=int32\no AddV2 x a", false },
        { "the time", "a Timestamp\nb Cast a SrcT=double\no AddV2 x b", false },
        { "shuffled", "o RandomShuffle x T=float", false },
        { "an operation without a rule", "a Bitcast x T=float type=int32\no Cast a", false },
        { "an operation without a rule of what all share", "a Lgamma v40 T=float\no AddV2 x a", true },
        { "what an input says", "o AddV2 x f", true },
        {
            "gathered from several calls",
                "o BatchFunction x f=@same num_batch_threads=1 max_batch_size=64 batch_timeout_micros=0 Tin=[float] Tcaptured=[] Tout=[float]", false
        },
        { "printed", "a Print x x T=float U=[float] message=a\no Abs a", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) =>
        Hold(what, text, isByRow, isAnswered: false);

    [Fact]
    public void The_number_of_rows_is_one_beside_an_input_of_which_no_shape_is_declared()
    {
        ProofTrial trial = Trial("a Abs u T=int32\nvs Shape v\nn StridedSlice vs v0 v1 v1 T=int32 shrink_axis_mask=1\nnf Cast n\no AddV2 v nf", "o:0", []);

        Assert.False(trial.Claims(column => column == 1 ? default : new TensorShape([-1]))[0]);
        Assert.False(trial.Claims(column => column == 0 ? default : new TensorShape([-1]))[0]);
    }
}
