using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Where in serialized <c>tf.train.Example</c>s each wanted feature lies.</summary>
internal readonly ref struct ParsedRows
{
    private const uint FeaturesTag = 0x0A;
    private readonly FeatureMap _features;
    private readonly StringBuffer? _rowNames;

    /// <summary>Finds the features of all rows.</summary>
    /// <param name="serialized">The examples.</param>
    /// <param name="names">The wanted features.</param>
    /// <param name="rowNames">A name of each example for messages, or null.</param>
    /// <param name="places">Room for two numbers for each row and feature.</param>
    /// <exception cref="TfKeyedException">An example cannot be read.</exception>
    public ParsedRows(StringBuffer serialized, NameIndex names, StringBuffer? rowNames, Span<int> places)
    {
        _features = new FeatureMap(serialized, names, places);
        _rowNames = rowNames;
        for (int row = 0; row < Count; row++)
        {
            if (!_features.TryFind(row, FeaturesTag, needsValues: true))
                throw KernelContext.Error($"{RowName(row)}: the bytes are not a serialized tf.train.Example");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _features.Count;

    /// <summary>A feature's values in a row; without a type if the row does not have the feature.</summary>
    /// <exception cref="TfKeyedException">They cannot be read or have another type.</exception>
    public FeatureList Values(int row, int feature, DataType type)
    {
        if (!_features.TryGet(row, feature, out int start, out int length))
            return default;
        if (!FeatureList.TryRead(_features.Row(row), start, length, out FeatureList list))
            throw Unreadable(row, feature);
        if (list.Type != DataType.Invalid && list.Type != type)
            throw KernelContext.Error($"{Place(row, feature)}: Data types don't match. Data type: {list.Type.Name()} but expected type: {type.Name()}");
        return list;
    }

    /// <summary>The error about a feature that cannot be read.</summary>
    public TfKeyedException Unreadable(int row, int feature) =>
        KernelContext.Error($"{Place(row, feature)}: the values cannot be read");

    /// <summary>A row and a feature, for messages.</summary>
    public string Place(int row, int feature) => $"{RowName(row)}, feature {Encoding.UTF8.GetString(_features.Name(feature))}";

    private string RowName(int row) =>
        _rowNames is null ? $"example {row}" : $"example {Encoding.UTF8.GetString(_rowNames[row])}";
}
