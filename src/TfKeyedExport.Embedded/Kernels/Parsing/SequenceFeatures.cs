using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Where in serialized <c>tf.train.SequenceExample</c>s each wanted feature list lies.</summary>
internal readonly ref struct SequenceFeatures
{
    private const uint ListsTag = 0x12;
    private const uint FeatureTag = 0x0A;
    private readonly FeatureMap _lists;

    /// <summary>Finds the feature lists of all rows.</summary>
    /// <param name="serialized">The examples.</param>
    /// <param name="names">The wanted lists.</param>
    /// <param name="places">Room for two numbers for each row and list.</param>
    public SequenceFeatures(StringBuffer serialized, NameIndex names, Span<int> places)
    {
        _lists = new FeatureMap(serialized, names, places);
        for (int row = 0; row < Count; row++)
        {
            if (!_lists.TryFind(row, ListsTag, needsValues: false))
                throw KernelContext.Error($"example {row}: the bytes are not a serialized tf.train.SequenceExample");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _lists.Count;

    /// <summary>Whether a row has a list.</summary>
    public bool Has(int row, int list) => _lists.TryGet(row, list, out _, out _);

    /// <summary>The features of a list, one after the other.</summary>
    public WireReader Features(int row, int list) =>
        _lists.TryGet(row, list, out int start, out int length) ? new WireReader(_lists.Row(row), start, length) : new WireReader(_lists.Row(row), 0, 0);

    /// <summary>Reads the next feature of a list.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryNext(ref WireReader features, int row, int list, DataType type, out FeatureList values)
    {
        values = default;
        if (!features.TryNext(FeatureTag, out int start, out int length))
            return features.IsDamaged ? throw Unreadable(row, list) : false;
        if (!FeatureList.TryRead(_lists.Row(row), start, length, out values))
            throw Unreadable(row, list);
        if (values.Type != DataType.Invalid && values.Type != type)
            throw KernelContext.Error($"{Place(row, list)}: Data types don't match. Data type: {values.Type.Name()} but expected type: {type.Name()}");
        return true;
    }

    /// <summary>The error about a list that cannot be read.</summary>
    public Exception Unreadable(int row, int list) => KernelContext.Error($"{Place(row, list)}: the values cannot be read");

    /// <summary>A row and a list, for messages.</summary>
    public string Place(int row, int list) => $"example {row}, feature list {Encoding.UTF8.GetString(_lists.Name(list))}";
}
