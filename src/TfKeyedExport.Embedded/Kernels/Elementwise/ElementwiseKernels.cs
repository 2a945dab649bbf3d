namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Functions of one element or of pairs of elements.</summary>
internal static class ElementwiseKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("AddV2", Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.Add), widens: true)
        .Add("Mul", Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.Mul), widens: true)
        .Add("RealDiv", Exactness.BitExact, TypeSets.Floats, r => NumberKernels.Binary(r, BinaryNumberOperation.RealDiv), widens: true)
        .Add("Relu", Exactness.BitExact, TypeSets.Numbers, NumberKernels.Relu, widens: true)
        .Add("Sub", Exactness.BitExact, TypeSets.Numbers, r => NumberKernels.Binary(r, BinaryNumberOperation.Sub), widens: true);
}
