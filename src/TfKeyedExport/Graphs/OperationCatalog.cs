using System.Collections.Concurrent;
using System.Text;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Graphs;

/// <summary>What TensorFlow's own operations take, give and default to; for models that do not declare all that they use.</summary>
internal static class OperationCatalog
{
    private const string Where = "the catalogue of operations";
    private static readonly Lazy<SerializedMap> Declarations = new(Read);
    private static readonly ConcurrentDictionary<string, OpDef?> Parsed = new(StringComparer.Ordinal);

    /// <summary>The declaration of an operation; null if it is not one of TensorFlow's that models are served with.</summary>
    public static OpDef? Find(string op)
    {
        if (Parsed.TryGetValue(op, out OpDef? declaration))
            return declaration;
        int number = Declarations.Value.Find(Encoding.UTF8.GetBytes(op));
        // Names that are not in the catalogue are not kept: a model can make up any number of them.
        return number < 0 ? null : Parsed.GetOrAdd(op, ProtoFile.Parse(OpDef.Parser, Declarations.Value[number].Span, Where));
    }

    private static SerializedMap Read()
    {
        using Stream stream = typeof(OperationCatalog).Assembly.GetManifestResourceStream("OpDeclarations.bin")
            ?? throw new InvalidOperationException("the op declarations are not in the assembly");
        byte[] list = new byte[stream.Length];
        stream.ReadExactly(list);
        return SerializedMap.OfField(list, OpList.OpFieldNumber, [OpDef.NameFieldNumber], "declaration", Where);
    }
}
