namespace TfKeyedExport.Operations.Hints;

/// <summary>What a model's graph tells of the values that an input (or a feature of a parsed example) takes.</summary>
internal sealed class InputHints
{
    /// <summary>Strings that a lookup table knows.</summary>
    public List<byte[]> Words { get; } = [];

    /// <summary>Integers that a lookup table knows.</summary>
    public List<long> Ids { get; } = [];

    /// <summary>Where buckets begin.</summary>
    public List<double> Boundaries { get; } = [];

    /// <summary>Whether the model takes nothing but the words and integers of its tables.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Between which numbers the values lie.</summary>
    public ValueRange Range { get; } = new();

    /// <summary>What the values leave when they are divided: a divisor and its remainder; null if that does not matter.</summary>
    public (long Divisor, long Remainder)? Multiple { get; set; }

    /// <summary>The sizes that the declaration leaves open, by dimension.</summary>
    public Dictionary<int, long> Sizes { get; } = [];

    /// <summary>The number of dimensions, where the declaration leaves it open; null if it is not known.</summary>
    public int? Rank { get; set; }

    /// <summary>What the text is split at; null if it is not.</summary>
    public string? Separator { get; set; }

    /// <summary>What the text, or each part of it, spells; null if it may be any.</summary>
    public TextForm? Form { get; set; }

    /// <summary>How the input is parsed, if it is a serialized tf.Example.</summary>
    public ExampleSpec? Example { get; set; }

    /// <summary>Numbers with which the model compares the values: what happens on one side of them need not happen on the other.</summary>
    public SortedSet<double> Compared { get; } = [];

    /// <summary>Texts with which the model compares the values, or that match a pattern of it.</summary>
    public List<byte[]> ComparedWords { get; } = [];

    /// <summary>Lengths with which the model compares those of the texts.</summary>
    public SortedSet<long> ComparedLengths { get; } = [];

    /// <summary>Numbers by which the model divides the values to use the remainder: values that leave the same one may meet.</summary>
    public SortedSet<long> Moduli { get; } = [];

    /// <summary>Whether the values say how large something is made, or how often something is done: then large ones are not tried.</summary>
    public bool IsSize { get; set; }

    /// <summary>The only value; null if there is a choice. It may be what no range has, such as NaN.</summary>
    public double? Only { get; set; }

    /// <summary>Notes that an open size must be a certain one; what is known already stays.</summary>
    public void Ask(int dimension, long size)
    {
        if (size >= 0)
            Sizes.TryAdd(dimension, size);
    }

    /// <summary>Whether nothing is known of the values.</summary>
    public bool IsEmpty => Words.Count == 0 && Ids.Count == 0 && Boundaries.Count == 0 && Range.IsEmpty && Multiple is null && Form is null && Example is null;
}
