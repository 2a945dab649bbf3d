namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>How elements are taken together, two at a time.</summary>
internal interface ITotal<T>
    where T : unmanaged
{
    /// <summary>What no elements give.</summary>
    static abstract T Identity { get; }

    /// <summary>Takes two elements together.</summary>
    static abstract T Combine(T left, T right);
}
