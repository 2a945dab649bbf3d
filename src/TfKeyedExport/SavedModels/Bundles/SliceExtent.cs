namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The part of one dimension that a slice covers.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Length">How many; -1 means the whole dimension.</param>
public readonly record struct SliceExtent(long Start, long Length)
{
    /// <summary>The whole dimension.</summary>
    public static SliceExtent Full { get; } = new(0, -1);

    /// <summary>Whether it is the whole dimension, whatever that is.</summary>
    public bool IsFull => Length < 0;
}
