using Google.Protobuf;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Graphs;

/// <summary>What each operation takes, gives and defaults to: the model's own list, then TensorFlow's.</summary>
internal sealed class OpDeclarations
{
    private static readonly Lazy<Dictionary<string, OpDef>> BuiltIn = new(ReadBuiltIn);

    private readonly Dictionary<string, OpDef> _own = new(StringComparer.Ordinal);

    /// <summary>Starts from a model's serialized <c>stripped_op_list</c>; operations that it leaves out are TensorFlow's own.</summary>
    /// <exception cref="InvalidProtocolBufferException">The list is not a serialized OpList.</exception>
    public OpDeclarations(ByteString? strippedOpList)
    {
        if (strippedOpList is null)
            return;
        foreach (OpDef op in OpList.Parser.ParseFrom(strippedOpList).Op)
            _own[op.Name] = op;
    }

    /// <summary>The declaration of an operation; null if neither the model nor TensorFlow declares it.</summary>
    public OpDef? Find(string op) => _own.GetValueOrDefault(op) ?? BuiltIn.Value.GetValueOrDefault(op);

    private static Dictionary<string, OpDef> ReadBuiltIn()
    {
        using Stream stream = typeof(OpDeclarations).Assembly.GetManifestResourceStream("OpDeclarations.bin")
            ?? throw new InvalidOperationException("the op declarations are not in the assembly");
        return OpList.Parser.ParseFrom(stream).Op.ToDictionary(o => o.Name, StringComparer.Ordinal);
    }
}
