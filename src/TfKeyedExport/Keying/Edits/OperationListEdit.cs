using Google.Protobuf;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Keeps the metagraph's list of operations complete: it declares every operation that the graph uses.</summary>
internal static class OperationListEdit
{
    private const int OperationTag = (OpList.OpFieldNumber << 3) | 2;

    /// <summary>The metagraph's information with the declarations that the new nodes need; the same object if none is missing.</summary>
    public static MetaGraphDef.Types.MetaInfoDef? Declare(MetaGraphDef.Types.MetaInfoDef? info, IReadOnlyList<PlannedNode> nodes)
    {
        if (info is null || info.StrippedOpList.IsEmpty)
            return info;
        HashSet<string> declared = Names(info.StrippedOpList.Span);
        var missing = new OpList();
        foreach (PlannedNode node in nodes)
        {
            if (declared.Add(node.Op))
                missing.Op.Add(Declaration(node.Op));
        }
        if (missing.Op.Count == 0)
            return info;
        // Serialized lists can be joined end to end.
        MetaGraphDef.Types.MetaInfoDef edited = info.Clone();
        edited.StrippedOpList = ByteString.CopyFrom([.. info.StrippedOpList.Span, .. missing.ToByteArray()]);
        return edited;
    }

    private static HashSet<string> Names(ReadOnlySpan<byte> list)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (ProtoScanner.TryReadVarint(ref list, out ulong tag) && tag == OperationTag
            && ProtoScanner.TryReadVarint(ref list, out ulong length) && length <= (ulong)list.Length)
        {
            names.Add(ProtoScanner.Text(list[..(int)length], OpDef.NameFieldNumber, "the list of operations"));
            list = list[(int)length..];
        }
        return names;
    }

    private static OpDef Declaration(string op) => op switch
    {
        NodeDefs.PlaceholderOp => new OpDef
        {
            Name = op,
            OutputArg = { new OpDef.Types.ArgDef { Name = "output", TypeAttr = "dtype" } },
            Attr =
            {
                new OpDef.Types.AttrDef { Name = "dtype", Type = "type" },
                new OpDef.Types.AttrDef
                {
                    Name = "shape",
                    Type = "shape",
                    DefaultValue = new AttrValue { Shape = new TensorShapeProto { UnknownRank = true } },
                },
            },
        },
        NodeDefs.IdentityOp => new OpDef
        {
            Name = op,
            InputArg = { new OpDef.Types.ArgDef { Name = "input", TypeAttr = "T" } },
            OutputArg = { new OpDef.Types.ArgDef { Name = "output", TypeAttr = "T" } },
            Attr = { new OpDef.Types.AttrDef { Name = "T", Type = "type" } },
        },
        NodeDefs.CallOp => new OpDef
        {
            Name = op,
            InputArg = { new OpDef.Types.ArgDef { Name = "args", TypeListAttr = "Tin" } },
            OutputArg = { new OpDef.Types.ArgDef { Name = "output", TypeListAttr = "Tout" } },
            Attr =
            {
                new OpDef.Types.AttrDef { Name = "Tin", Type = "list(type)", HasMinimum = true },
                new OpDef.Types.AttrDef { Name = "Tout", Type = "list(type)", HasMinimum = true },
                new OpDef.Types.AttrDef { Name = "f", Type = "func" },
                new OpDef.Types.AttrDef { Name = "config", Type = "string", DefaultValue = new AttrValue { S = ByteString.Empty } },
                new OpDef.Types.AttrDef { Name = "config_proto", Type = "string", DefaultValue = new AttrValue { S = ByteString.Empty } },
                new OpDef.Types.AttrDef { Name = "executor_type", Type = "string", DefaultValue = new AttrValue { S = ByteString.Empty } },
            },
            IsStateful = true,
        },
        _ => throw new InvalidOperationException($"no declaration of {op} is known"),
    };
}
