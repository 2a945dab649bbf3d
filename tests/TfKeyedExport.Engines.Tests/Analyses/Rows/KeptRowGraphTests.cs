using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Tables of TensorFlow 1, whose handles are references that branches may give.</summary>
public class KeptRowGraphTests
{
    private const string Find = " Tin=int32 Tout=float";

    private const string Table = "t MutableHashTable key_dtype=int32 value_dtype=float shared_name=m\n";

    private const string Merged = Table + "p Less k c0 T=int32\ns RefSwitch t p T=string\na RefIdentity s:0 T=string\nb RefIdentity s:1 T=string\n"
        + "m RefMerge a b T=string N=2\n";

    private const string Read = "\no LookupTableFind t u f" + Find;

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "a table that is read", Table + Read, true },
        { "a table that is written", Table + "set LookupTableInsert t u v" + Find + Read + " ^set", false },
        { "a table that is written by what two branches give", Merged + "set LookupTableInsert m u v" + Find + Read + " ^set", false },
        { "a table that is imported by what two branches give", Merged + "set LookupTableImport m u v" + Find + Read + " ^set", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
