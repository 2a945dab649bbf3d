namespace TfKeyedExport.Embedded.Kernels;

/// <summary>How close a kernel comes to TensorFlow's own result. A ladder of names, so that tests and documents say the same.</summary>
/// <param name="Name">The name in the documents.</param>
/// <param name="Ulps">The most units in the last place that a finite element may differ by.</param>
/// <param name="Relative">The most relative difference that is allowed besides; 0 for none.</param>
internal sealed record Exactness(string Name, int Ulps, double Relative)
{
    /// <summary>The same bits.</summary>
    public static Exactness BitExact { get; } = new("bit exact", 0, 0);

    /// <summary>Rounded once, as elementary functions are: within 4 units in the last place.</summary>
    public static Exactness Close { get; } = new("4 ULP", 4, 0);

    /// <summary>Functions that TensorFlow itself computes no better: within 16 units in the last place.</summary>
    public static Exactness Special { get; } = new("16 ULP", 16, 0);

    /// <summary>Normal random numbers: TensorFlow's own logarithm, sine and cosine in single precision, within 64 units in the last place.</summary>
    public static Exactness Normal { get; } = new("64 ULP", 64, 0);

    /// <summary>Sums in another order: within a relative difference of 1e-5.</summary>
    public static Exactness Summed { get; } = new("1e-5 relative", 0, 1e-5);

    /// <summary>Random numbers: the same distribution, other numbers.</summary>
    public static Exactness Distribution { get; } = new("same distribution", int.MaxValue, double.PositiveInfinity);
}
