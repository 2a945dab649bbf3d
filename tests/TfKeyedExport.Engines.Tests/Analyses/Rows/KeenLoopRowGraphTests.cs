using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Loops over rows, one by one, that give them what is not theirs: each keeps one mutant of the proof or more from going unnoticed.</summary>
public class KeenLoopRowGraphTests
{
    private const string Start = Count + "\nr Range c0 n c1\nc4 Const dtype=int32 value=4\nm Mul n c4 T=int32\ne0 Slice v0 v0 v0 T=int32\n";

    private const string Item = "item GatherV2 a i zero:output:0 Tparams=int32\n";

    /// <summary>Graphs, what their bodies are given, and what these do.</summary>
    public static TheoryData<string, string, string, string> Loops => new()
    {
        { "places", Loop("r int32", "int32") + "\no Cast st", "a int32", Item + "set TensorListSetItem o i item:output:0 element_dtype=int32" },
        {
            "rows of other numbers", Loop("u int32,v float", "float") + "\no Identity st", "a int32, b float",
            Item + "got GatherV2 b item:output:0 zero:output:0\nset TensorListSetItem o i got:output:0"
        },
        {
            "a list of places", "lr TensorListFromTensor r e0 element_dtype=int32\n" + Loop("lr variant", "int32") + "\no Cast st", "l variant",
            "item TensorListGetItem l i es:output:0 element_dtype=int32\nset TensorListSetItem o i item:item:0 element_dtype=int32"
        },
        {
            "elements of other numbers", "lv TensorListFromTensor v e0\n" + Loop("u int32,lv variant", "float") + "\no Identity st", "a int32, l variant",
            Item + "got TensorListGetItem l item:output:0 es:output:0\nset TensorListSetItem o i got:item:0"
        },
        {
            "halves put where numbers say", Loop("u int32", "float") + "\no Identity st", "a int32",
            Item + "set TensorListSetItem o item:output:0 half:output:0"
        },
        {
            "rows put where numbers say", Loop("u int32,v float", "float") + "\no Identity st", "a int32, b float",
            Item + "got GatherV2 b i zero:output:0\nset TensorListSetItem o item:output:0 got:output:0"
        },
        { "places put", Loop("u int32", "int32") + "\no Cast st", "a int32", "set TensorListSetItem o i i element_dtype=int32" },
        {
            "rows put into four times as many", Loop("v float", "float", "m") + "\nn4 Const dtype=int32 value=[-1,4]\no Reshape st n4", "a float",
            "got GatherV2 a i zero:output:0\nset TensorListSetItem o i got:output:0"
        },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void A_loop_that_gives_rows_what_is_not_theirs_is_not_proved(string what, string text, string given, string body)
    {
        string handed = string.Join(", ", given.Split(", ").Select(p => string.Join(' ', p.Split(' ').Reverse())));
        string[] functions =
        [
            $"goeson: i int32, n int32, {given}, o variant -> bool less:z:0\nless Less i n T=int32",
            $"body: i int32, n int32, {given}, o variant -> int32 next:z:0, int32 n, {handed}, variant set:output_handle:0\n"
                + "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nhalf Const dtype=float value=0.5\nes Shape one:output:0 T=int32\n"
                + $"next AddV2 i one:output:0 T=int32\n{body}",
        ];

        Hold(what, Start + text, false, functions: functions);

        Assert.True(Collected is not null || Trial(Start + text, "o:0", functions).Refute([true], 1, rounds: 8) is not null, $"{what}: no batch shows it");
    }

    // What the rounds of a loop put into a list, stacked: st. The loop is given tensors, each with its type.
    private static string Loop(string given, string element, string length = "n")
    {
        string[][] pairs = [.. given.Split(',').Select(p => p.Split(' '))];
        return $"out TensorListReserve e0 {length} element_dtype={element}\nloop While c0 n {string.Join(' ', pairs.Select(p => p[0]))} out T=[int32,int32,"
            + $"{string.Join(',', pairs.Select(p => p[1]))},variant] cond=@goeson body=@body\n"
            + $"st TensorListStack loop:{pairs.Length + 2} e0 element_dtype={element}";
    }
}
