using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Variables: of TensorFlow 2 by handle, of TensorFlow 1 by reference.</summary>
internal static class VariableKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("Assign", Exactness.BitExact, TypeSets.Any, _ => new AssignReferenceKernel())
        .Add("AssignAddVariableOp", Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: false))
        .Add("AssignSubVariableOp", Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: true))
        .Add("AssignVariableOp", Exactness.BitExact, TypeSets.Any, _ => new AssignKernel())
        .Add("DisableCopyOnRead", Exactness.BitExact, TypeSets.Any, _ => new Arrays.NoOpKernel())
        .Add("IsVariableInitialized", Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add("ReadVariableOp", Exactness.BitExact, TypeSets.Any, _ => new ReadKernel())
        .Add("ResourceGather", Exactness.BitExact, TypeSets.PlainAndStrings, r => new ResourceGatherKernel(r), typeAttribute: "dtype")
        .Add("RestoreV2", Exactness.BitExact, TypeSets.Any, r => new RestoreKernel(r))
        .Add("VarHandleOp", Exactness.BitExact, TypeSets.Any, r => new HandleKernel(r))
        .Add("VarIsInitializedOp", Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add("Variable", Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r))
        .Add("VariableShape", Exactness.BitExact, TypeSets.Any, r => r.OutputType(0) == DataType.Int32 ? new VariableShapeKernel<int>() : new VariableShapeKernel<long>())
        .Add("VariableV2", Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r));
}
