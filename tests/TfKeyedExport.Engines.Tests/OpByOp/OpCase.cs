using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
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
    public OpDef Declaration => TensorFlowDeclarations.Find(Op) ?? throw new InvalidOperationException($"TensorFlow declares no {Op}");

    /// <summary>Further nodes, for operations that mean nothing alone; null if the operation is the whole graph.</summary>
    public OpGraph? Graph { get; init; }

    /// <summary>The types of its outputs.</summary>
    public DataType[] OutputTypes() => Graph is null
        ? [.. Declaration.OutputArg.SelectMany(TypesOf)]
        : [.. Graph.Fetches.Select(f => f.Type)];

    /// <summary>What is fetched, as <c>node:output</c>, with its type.</summary>
    public IReadOnlyList<(string Output, DataType Type)> Fetches() => Graph?.Fetches ?? [.. OutputTypes().Select((type, i) => ($"op:{i}", type))];

    /// <summary>The case as a model, for any engine.</summary>
    public SavedModel Model()
    {
        if (Graph is null)
            return OneOp.Model(Op, Attributes, Inputs, OutputTypes(), Constants);
        return OneOp.Model(Inputs, Constants, Graph.AddTo, Graph.Fetches);
    }

    /// <summary>How much a reader has to look at: elements first, then how odd they are.</summary>
    public long Complexity => Inputs.Sum(i => (1000L * i.Count) + (i.Shape.Rank * 100) + Oddness(i));

    private static int Oddness(Tensor input) =>
        input.Type == DataType.String ? input.Strings.Data.Length : input.Bytes.Span.Length - input.Bytes.Span.Count((byte)0);

    /// <summary>Types, shapes and attributes.</summary>
    public override string ToString() =>
        $"{Op}({string.Join(", ", Inputs.Select(i => i.ToString()))}) "
            + $"{string.Join(' ', Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"))}";

    private IEnumerable<DataType> TypesOf(OpDef.Types.ArgDef output)
    {
        if (output.TypeListAttr.Length > 0)
            return Attributes.TryGetValue(output.TypeListAttr, out AttrValue? list) ? list.List.Type : [];
        DataType type = output.TypeAttr.Length > 0 ? Type(output.TypeAttr) : output.Type;
        return Enumerable.Repeat(type, output.NumberAttr.Length > 0 ? (int)Attributes[output.NumberAttr].I : 1);
    }

    private DataType Type(string attribute) => Attributes.TryGetValue(attribute, out AttrValue? given)
        ? given.Type
        : Declaration.Attr.Single(a => a.Name == attribute).DefaultValue.Type;
}
