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

    /// <summary>The number of rows of a table that the input indexes; null if there is none.</summary>
    public long? IndexBound { get; set; }

    /// <summary>Whether the text is split into words.</summary>
    public bool IsSplit { get; set; }

    /// <summary>How the input is parsed, if it is a serialized tf.Example.</summary>
    public ExampleSpec? Example { get; set; }

    /// <summary>Whether anything is known.</summary>
    public bool IsEmpty => Words.Count == 0 && Ids.Count == 0 && Boundaries.Count == 0 && IndexBound is null && Example is null;
}
