using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Shapes, and moving elements without computing.</summary>
internal static class ArrayKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("ExpandDims", Exactness.BitExact, TypeSets.Any, _ => new ExpandDimsKernel())
        .Add("Identity", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("IdentityN", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("NoOp", Exactness.BitExact, TypeSets.Any, _ => new NoOpKernel())
        .Add("PreventGradient", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("Rank", Exactness.BitExact, TypeSets.Any, _ => new RankKernel())
        .Add("Reshape", Exactness.BitExact, TypeSets.Any, _ => new ReshapeKernel())
        .Add("Shape", Exactness.BitExact, TypeSets.Any, r => r.OutputType(0) == DataType.Int32 ? new ShapeKernel<int>() : new ShapeKernel<long>())
        .Add("ShapeN", Exactness.BitExact, TypeSets.Any, r => r.OutputType(0) == DataType.Int32 ? new ShapeKernel<int>() : new ShapeKernel<long>())
        .Add("Size", Exactness.BitExact, TypeSets.Any, _ => new SizeKernel())
        .Add("Snapshot", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("Squeeze", Exactness.BitExact, TypeSets.Any, r => new SqueezeKernel(r))
        .Add("StopGradient", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel());
}
