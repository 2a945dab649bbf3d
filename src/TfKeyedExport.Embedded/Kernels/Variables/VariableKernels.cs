namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Variables: of TensorFlow 2 by handle, of TensorFlow 1 by reference.</summary>
internal static class VariableKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("Assign", Exactness.BitExact, TypeSets.Any, _ => new AssignReferenceKernel())
        .Add("AssignVariableOp", Exactness.BitExact, TypeSets.Any, _ => new AssignKernel())
        .Add("DisableCopyOnRead", Exactness.BitExact, TypeSets.Any, _ => new Arrays.NoOpKernel())
        .Add("ReadVariableOp", Exactness.BitExact, TypeSets.Any, _ => new ReadKernel())
        .Add("VarHandleOp", Exactness.BitExact, TypeSets.Any, r => new HandleKernel(r))
        .Add("VarIsInitializedOp", Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add("VariableV2", Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r));
}
