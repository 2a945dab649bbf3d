using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>What a model's graph tells of the values that an input (or a feature of a parsed example) takes.</summary>
internal sealed class InputHints
{
    /// <summary>Strings that a lookup table knows.</summary>
    public List<byte[]> Words { get; } = [];

    /// <summary>Integers that a lookup table knows.</summary>
    public List<long> Ids { get; } = [];

    /// <summary>Where buckets begin.</summary>
    public List<double> Boundaries { get; } = [];

    /// <summary>Between which numbers the values lie.</summary>
    public ValueRange Range { get; } = new();

    /// <summary>What the values leave when they are divided: a divisor and its remainder; null if that does not matter.</summary>
    public (long Divisor, long Remainder)? Multiple { get; set; }

    /// <summary>The sizes that the declaration leaves open, by dimension.</summary>
    public Dictionary<int, long> Sizes { get; } = [];

    /// <summary>The number of dimensions, where the declaration leaves it open; null if it is not known.</summary>
    public int? Rank { get; set; }

    /// <summary>Whether the text is split into words.</summary>
    public bool IsSplit { get; set; }

    /// <summary>The type of the numbers that the text spells; null if it need not spell any.</summary>
    public DataType? SpeltNumber { get; set; }

    /// <summary>How the input is parsed, if it is a serialized tf.Example.</summary>
    public ExampleSpec? Example { get; set; }

    /// <summary>Whether nothing is known of the values.</summary>
    public bool IsEmpty => Words.Count == 0 && Ids.Count == 0 && Boundaries.Count == 0 && Range.IsEmpty && Multiple is null && SpeltNumber is null && Example is null;
}
