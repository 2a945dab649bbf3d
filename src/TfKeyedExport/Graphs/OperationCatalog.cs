using TfKeyedExport.Protos;

namespace TfKeyedExport.Graphs;

/// <summary>What TensorFlow's own operations take, give and default to; for models that do not declare all that they use.</summary>
internal static class OperationCatalog
{
    private static readonly Lazy<Dictionary<string, OpDef>> Operations = new(Read);

    /// <summary>The declaration of an operation; null if it is not one of TensorFlow's that models are served with.</summary>
    public static OpDef? Find(string op) => Operations.Value.GetValueOrDefault(op);

    private static Dictionary<string, OpDef> Read()
    {
        using Stream stream = typeof(OperationCatalog).Assembly.GetManifestResourceStream("OpDeclarations.bin")
            ?? throw new InvalidOperationException("the op declarations are not in the assembly");
        return OpList.Parser.ParseFrom(stream).Op.ToDictionary(o => o.Name, StringComparer.Ordinal);
    }
}
