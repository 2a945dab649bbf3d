using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>How elements are taken together in any order.</summary>
internal interface IReduction<T> : ITotal<T>
    where T : unmanaged
{
    /// <summary>Whether <see cref="Combine"/> is there.</summary>
    static abstract bool Vectorizes { get; }

    /// <summary>Takes registers of elements together.</summary>
    static abstract Vector256<T> Combine(Vector256<T> left, Vector256<T> right);

    /// <summary>Makes the result of what was taken together.</summary>
    /// <param name="total">All elements together.</param>
    /// <param name="count">How many there were.</param>
    static virtual T Finish(T total, int count) => total;

    /// <summary>What an element contributes.</summary>
    static virtual T Prepare(T value) => value;

    /// <summary>What a register of elements contributes.</summary>
    static virtual Vector256<T> Prepare(Vector256<T> value) => value;
}
