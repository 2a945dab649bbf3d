using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>What a node says of the table that it makes.</summary>
internal sealed class DeclaredTable
{
    private readonly string _name;
    private readonly DataType _keys;
    private readonly DataType _values;
    private readonly long[] _shape;
    private readonly bool _isMutable;

    /// <exception cref="Errors.TfKeyedException">The types are not supported.</exception>
    public DeclaredTable(KernelRequest request, bool isMutable)
    {
        _name = request.Node.Origin.Name;
        _isMutable = isMutable;
        (_keys, _values) = (request.Attributes.Type("key_dtype"), request.Attributes.Type("value_dtype"));
        if ((_keys != DataType.String && !_keys.IsInteger()) || (_values != DataType.String && !_values.IsFixedSize()))
            throw request.Unsupported($"a table from {_keys.Name()} to {_values.Name()} is not supported");
        _shape = request.Attributes.Has("value_shape")
            ? [.. request.Attributes.Shape("value_shape").Dimensions.ToArray().Select(d => Math.Max(d, 1))]
            : [];
    }

    /// <summary>Makes the table, without entries.</summary>
    /// <param name="sharedName">The name under which others find it; empty if they do not.</param>
    /// <param name="budget">Counts what it holds.</param>
    public LookupTable Make(string sharedName, StateBudget budget) => new(_name, sharedName, _keys, _values, _shape, _isMutable) { Budget = budget };
}
