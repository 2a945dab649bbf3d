using System.Collections.Immutable;
using System.Globalization;

namespace TfKeyedExport.Tensors;

/// <summary>A tensor's shape: one size a dimension, -1 where it is not known; or a shape of unknown rank.</summary>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    private readonly ImmutableArray<long> _dimensions;

    /// <summary>Makes a shape of known rank.</summary>
    /// <param name="dimensions">One size a dimension; -1 is an unknown one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than -1.</exception>
    public TensorShape(params ReadOnlySpan<long> dimensions)
    {
        foreach (long size in dimensions)
            ArgumentOutOfRangeException.ThrowIfLessThan(size, -1, nameof(dimensions));
        _dimensions = [.. dimensions];
    }

    /// <summary>The shape of which not even the rank is known; also the default value.</summary>
    public static TensorShape Unknown => default;

    /// <summary>The shape of a single value.</summary>
    public static TensorShape Scalar { get; } = new([]);

    /// <summary>Whether the rank is known.</summary>
    public bool HasRank => !_dimensions.IsDefault;

    /// <summary>The number of dimensions; -1 if it is not known.</summary>
    public int Rank => _dimensions.IsDefault ? -1 : _dimensions.Length;

    /// <summary>The sizes; empty for a scalar and for an unknown rank.</summary>
    public ReadOnlySpan<long> Dimensions => _dimensions.IsDefault ? [] : _dimensions.AsSpan();

    /// <summary>Whether every size is known.</summary>
    public bool IsFullyDefined => HasRank && !Dimensions.Contains(-1);

    /// <summary>The size of one dimension.</summary>
    public long this[int dimension] => Dimensions[dimension];

    /// <summary>The number of elements.</summary>
    /// <exception cref="InvalidOperationException">A size or the rank is not known.</exception>
    /// <exception cref="OverflowException">There are more elements than a <see cref="long"/> counts.</exception>
    public long ElementCount()
    {
        if (!IsFullyDefined)
            throw new InvalidOperationException($"the shape {this} is not fully known");
        if (Dimensions.Contains(0))
            return 0;
        long count = 1;
        foreach (long size in Dimensions)
            count = checked(count * size);
        return count;
    }

    /// <summary>Whether a tensor of this (known) shape fits a declared shape, in which sizes may be open.</summary>
    public bool Fits(TensorShape declared)
    {
        if (!declared.HasRank)
            return true;
        if (Rank != declared.Rank)
            return false;
        for (int i = 0; i < Rank; i++)
        {
            if (declared[i] >= 0 && declared[i] != this[i])
                return false;
        }
        return true;
    }

    /// <summary>The same shape with another size in the first dimension.</summary>
    public TensorShape WithBatch(long size)
    {
        long[] dimensions = Dimensions.ToArray();
        dimensions[0] = size;
        return new TensorShape(dimensions);
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape other) => HasRank == other.HasRank && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Rank);
        foreach (long size in Dimensions)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Compares two shapes, unknown sizes included.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Compares two shapes, unknown sizes included.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>The shape as Python prints it to people: <c>[None, 3]</c>, <c>[]</c>, <c>&lt;unknown&gt;</c>.</summary>
    public override string ToString() => HasRank
        ? "[" + string.Join(", ", Dimensions.ToArray().Select(d => d < 0 ? "None" : d.ToString(CultureInfo.InvariantCulture))) + "]"
        : "<unknown>";
}
