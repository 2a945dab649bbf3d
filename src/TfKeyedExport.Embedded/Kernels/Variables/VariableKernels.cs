using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Variables: of TensorFlow 2 by handle, of TensorFlow 1 by reference.</summary>
internal static class VariableKernels
{
    private static readonly DataType[] ChangeTypes = [.. TypeSets.Numbers, DataType.Half];

    public static void Register(KernelRegistry registry) => registry
        .Add(VariableOperations.Assign, Exactness.BitExact, TypeSets.Any, _ => new AssignReferenceKernel())
        .Add(VariableOperations.AssignAdd, Exactness.BitExact, ChangeTypes, r => UpdateKernels.Change(r, subtract: false, isReference: true))
        .Add(VariableOperations.AssignAddVariableOp, Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: false))
        .Add(VariableOperations.AssignSub, Exactness.BitExact, ChangeTypes, r => UpdateKernels.Change(r, subtract: true, isReference: true))
        .Add(VariableOperations.AssignSubVariableOp, Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: true))
        .Add(VariableOperations.AssignVariableOp, Exactness.BitExact, TypeSets.Any, _ => new AssignKernel())
        .Add(VariableOperations.DisableCopyOnRead, Exactness.BitExact, TypeSets.Any, _ => new Common.NoOpKernel())
        .Add(VariableOperations.IsVariableInitialized, Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add(VariableOperations.ReadVariableOp, Exactness.BitExact, TypeSets.Any, _ => new ReadKernel())
        .Add(VariableOperations.ResourceGather, Exactness.BitExact, TypeSets.PlainAndStrings, r => new ResourceGatherKernel(r), typeAttribute: "dtype")
        .Add(VariableOperations.ResourceGatherNd, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ResourceGatherNdKernel(), typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterAdd, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Add, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterDiv, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Div, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterMax, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Max, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterMin, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Min, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterMul, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Mul, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterNdAdd, Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Add)
        .Add(VariableOperations.ResourceScatterNdMax, Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Max)
        .Add(VariableOperations.ResourceScatterNdMin, Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Min)
        .Add(VariableOperations.ResourceScatterNdSub, Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Sub)
        .Add(VariableOperations.ResourceScatterNdUpdate, Exactness.BitExact, TypeSets.Plain, ScatterNdVariableKernels.Update)
        .Add(VariableOperations.ResourceScatterSub, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Sub, typeAttribute: "dtype")
        .Add(VariableOperations.ResourceScatterUpdate, Exactness.BitExact, TypeSets.Plain, ScatterVariableKernels.Update, typeAttribute: "dtype")
        .Add(VariableOperations.RestoreV2, Exactness.BitExact, TypeSets.Any, r => new RestoreKernel(r))
        .Add(VariableOperations.ScatterAdd, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Add)
        .Add(VariableOperations.ScatterDiv, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Div)
        .Add(VariableOperations.ScatterMax, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Max)
        .Add(VariableOperations.ScatterMin, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Min)
        .Add(VariableOperations.ScatterMul, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Mul)
        .Add(VariableOperations.ScatterSub, Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Sub)
        .Add(VariableOperations.ScatterUpdate, Exactness.BitExact, TypeSets.Plain, ScatterVariableKernels.Update)
        .Add(VariableOperations.VarHandleOp, Exactness.BitExact, TypeSets.Any, r => new HandleKernel(r))
        .Add(VariableOperations.VarIsInitializedOp, Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add(VariableOperations.Variable, Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r))
        .Add(
            VariableOperations.VariableShape, Exactness.BitExact, TypeSets.Any,
            r => r.OutputType(0) == DataType.Int32 ? new VariableShapeKernel<int>() : new VariableShapeKernel<long>())
        .Add(VariableOperations.VariableV2, Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r))
        .AddStep<ReadReferenceStep>((_, _) => new ReadReferenceKernel());
}
