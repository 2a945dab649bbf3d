using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Catalog;
using Xunit;

namespace TfKeyedExport.Tests.Operations;

public class EffectTests
{
    private const string Inside = "what is within it tells";
    private const string References = "TensorFlow 1's operations on references are not marked, whatever they do";

    /// <summary>Operations whose effect differs from what TensorFlow declares by <c>is_stateful</c>, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["Assign"] = References,
        ["AssignAdd"] = References,
        ["AssignSub"] = References,
        ["Case"] = Inside,
        ["DisableCopyOnRead"] = "how variables are copied is no affair of answers",
        ["If"] = Inside,
        ["InitializeTable"] = References,
        ["InitializeTableFromTextFile"] = References,
        ["IsVariableInitialized"] = References,
        ["LookupTableExport"] = References,
        ["LookupTableFind"] = References,
        ["LookupTableImport"] = References,
        ["LookupTableInsert"] = References,
        ["LookupTableSize"] = References,
        ["ScatterAdd"] = References,
        ["ScatterDiv"] = References,
        ["ScatterMax"] = References,
        ["ScatterMin"] = References,
        ["ScatterMul"] = References,
        ["ScatterSub"] = References,
        ["ScatterUpdate"] = References,
        ["StatefulPartitionedCall"] = Inside,
        ["StatelessRandomGetAlg"] = "it names the algorithm of the device, which is the same always",
        ["While"] = Inside,
    };

    private static IEnumerable<Operation> Declared => OperationCatalog.Families.SelectMany(f => f.Operations).Where(o => o.Declaration is not null);

    [Fact]
    public void Effects_are_what_TensorFlow_declares_but_for_those_that_are_listed_with_a_reason()
    {
        string[] different = [.. Declared.Where(o => o.Declaration!.IsStateful != (o.Effect != Effect.None)).Select(o => o.Name).Order(StringComparer.Ordinal)];

        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), different);
    }

    [Fact]
    public void What_TensorFlow_declares_as_stateful_and_no_table_explains_writes() =>
        Assert.All(Declared.Where(o => o.HasDeclaredEffect), o => Assert.Equal(o.Declaration!.IsStateful ? Effect.Writes : Effect.None, o.Effect));

    [Fact]
    public void What_TensorFlow_has_and_no_table_lists_has_the_effect_that_TensorFlow_declares()
    {
        Assert.Equal(Effect.Writes, OperationCatalog.Find("IteratorGetNext")!.Effect);
        Assert.Equal(Effect.None, OperationCatalog.Find("SparseSlice")!.Effect);
    }

    [Fact]
    public void What_is_anonymous_is_another_each_time() => Assert.All(
        Declared.Where(o => o.Name.StartsWith("Anonymous", StringComparison.Ordinal)), o => Assert.Equal(Effect.Draws, o.Effect));

    [Fact]
    public void What_nobody_declares_writes_and_has_no_shape()
    {
        Assert.Null(OperationCatalog.Find("NobodyKnowsThis"));
        var unknown = new Operation("NobodyKnowsThis");

        Assert.Equal(Effect.Writes, unknown.Effect);
        Assert.Null(unknown.Shapes);
        Assert.Null(unknown.Rows);
    }

    [Fact]
    public void Tables_list_an_operation_once_under_the_name_that_it_is_found_by() => Assert.All(
        OperationCatalog.Families.SelectMany(f => f.Operations.Select(o => (Family: f.Name, Operation: o))),
        entry =>
        {
            Assert.Same(entry.Operation, OperationCatalog.Find(entry.Operation.Name));
            Assert.Equal(entry.Family, entry.Operation.Family);
        });
}
