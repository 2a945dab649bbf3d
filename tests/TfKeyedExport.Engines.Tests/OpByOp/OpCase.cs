using TfKeyedExport.Graphs;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>One operation on some inputs.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Attributes">Its attributes, those of its types included; those with a default may be left out.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Constants">The positions of inputs that are constants of the graph.</param>
internal sealed record OpCase(string Op, Dictionary<string, AttrValue> Attributes, Tensor[] Inputs, params int[] Constants)
{
    /// <summary>The operation's declaration.</summary>
    public OpDef Declaration => OperationCatalog.Find(Op) ?? throw new InvalidOperationException($"TensorFlow declares no {Op}");

    /// <summary>The types of its outputs.</summary>
    public DataType[] OutputTypes()
    {
        var types = new List<DataType>();
        foreach (OpDef.Types.ArgDef output in Declaration.OutputArg)
        {
            DataType type = output.TypeAttr.Length > 0 ? Type(output.TypeAttr) : output.Type;
            types.AddRange(Enumerable.Repeat(type, output.NumberAttr.Length > 0 ? (int)Attributes[output.NumberAttr].I : 1));
        }
        return [.. types];
    }

    /// <summary>How much a reader has to look at: elements first, then how odd they are.</summary>
    public long Complexity => Inputs.Sum(i => (1000L * i.Count) + (i.Shape.Rank * 100) + (i.Type == DataType.String ? i.Strings.Data.Length : i.Bytes.Span.Length - i.Bytes.Span.Count((byte)0)));

    /// <summary>Types, shapes and attributes.</summary>
    public override string ToString() =>
        $"{Op}({string.Join(", ", Inputs.Select(i => i.ToString()))}) {string.Join(' ', Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"))}";

    private DataType Type(string attribute) => Attributes.TryGetValue(attribute, out AttrValue? given)
        ? given.Type
        : Declaration.Attr.Single(a => a.Name == attribute).DefaultValue.Type;
}
