using System.Text;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>A node as the file has it: what it does and what it reads. Its attributes are parsed one by one, when they are asked for.</summary>
internal sealed class NodeRecord(
    ReadOnlyMemory<byte> name, NamedOperation operation, InputReference[] inputs, AttributeList attributes, ReadOnlyMemory<byte>[] missing) : INodeName
{
    /// <summary>Its name.</summary>
    public string Name => field ??= Encoding.UTF8.GetString(name.Span);

    /// <summary>What it does.</summary>
    public NamedOperation Operation { get; } = operation;

    /// <summary>What it reads and waits for.</summary>
    public InputReference[] Inputs { get; } = inputs;

    /// <summary>How many tensors it reads: the rest of its inputs it only waits for.</summary>
    public int DataInputs
    {
        get
        {
            int count = 0;
            foreach (InputReference input in Inputs)
                count += input.IsControl ? 0 : 1;
            return count;
        }
    }

    /// <summary>Its attributes.</summary>
    public AttributeList Attributes { get; } = attributes;

    /// <summary>The first input that names nothing, for messages; null if there is none.</summary>
    public string? Missing => missing.Length == 0 ? null : TensorReference.Parse(Encoding.UTF8.GetString(missing[0].Span)).Node;
}
