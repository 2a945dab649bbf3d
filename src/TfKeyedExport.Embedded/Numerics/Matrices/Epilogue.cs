namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>What happens to a product's elements while they are still in registers.</summary>
internal enum Epilogue
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Negative values become zero; NaN stays NaN.</summary>
    Relu,

    /// <summary>What is not positive becomes zero: NaN too.</summary>
    QuietRelu,
}
