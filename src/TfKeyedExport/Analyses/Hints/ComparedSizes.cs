namespace TfKeyedExport.Analyses.Hints;

/// <summary>Whole numbers in a graph that may be numbers of rows, steps or calls at which something changes.</summary>
internal sealed class ComparedSizes
{
    // What is not known to be a number of rows is a size of a layer, an axis or a seed more often than not.
    private const long Most = 1 << 20;

    /// <summary>Numbers with which a size of a tensor is compared, or by which it is divided.</summary>
    public SortedSet<long> Sizes { get; } = [];

    /// <summary>Numbers with which something is compared that may be a count of rows.</summary>
    public SortedSet<long> Counts { get; } = [];

    /// <summary>Numbers with which something is compared that calls may change: a variable, an entry of a table.</summary>
    public SortedSet<long> Stored { get; } = [];

    /// <summary>Other whole numbers that stand in the graph.</summary>
    public SortedSet<long> Others { get; } = [];

    /// <summary>All of them, those first that are sizes most likely.</summary>
    public IEnumerable<long> All => Sizes.Concat(Counts).Concat(Others);

    /// <summary>Notes a number, if it can be one of something.</summary>
    public static void Note(SortedSet<long> numbers, double number)
    {
        if (number is >= 1 and <= Most)
            numbers.Add((long)Math.Ceiling(number));
    }
}
