using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Variables: of TensorFlow 2 by handle, of TensorFlow 1 by reference.</summary>
internal static class VariableKernels
{
    private static readonly DataType[] ChangeTypes = [.. TypeSets.Numbers, DataType.Half];

    public static void Register(KernelRegistry registry) => registry
        .Add("Assign", Exactness.BitExact, TypeSets.Any, _ => new AssignReferenceKernel())
        .Add("AssignAdd", Exactness.BitExact, ChangeTypes, r => UpdateKernels.Change(r, subtract: false, isReference: true))
        .Add("AssignAddVariableOp", Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: false))
        .Add("AssignSub", Exactness.BitExact, ChangeTypes, r => UpdateKernels.Change(r, subtract: true, isReference: true))
        .Add("AssignSubVariableOp", Exactness.BitExact, TypeSets.Any, r => UpdateKernels.Change(r, subtract: true))
        .Add("AssignVariableOp", Exactness.BitExact, TypeSets.Any, _ => new AssignKernel())
        .Add("DisableCopyOnRead", Exactness.BitExact, TypeSets.Any, _ => new Arrays.NoOpKernel())
        .Add("IsVariableInitialized", Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add("ReadVariableOp", Exactness.BitExact, TypeSets.Any, _ => new ReadKernel())
        .Add("ResourceGather", Exactness.BitExact, TypeSets.PlainAndStrings, r => new ResourceGatherKernel(r), typeAttribute: "dtype")
        .Add("ResourceGatherNd", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ResourceGatherNdKernel(), typeAttribute: "dtype")
        .Add("ResourceScatterAdd", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Add, typeAttribute: "dtype")
        .Add("ResourceScatterDiv", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Div, typeAttribute: "dtype")
        .Add("ResourceScatterMax", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Max, typeAttribute: "dtype")
        .Add("ResourceScatterMin", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Min, typeAttribute: "dtype")
        .Add("ResourceScatterMul", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Mul, typeAttribute: "dtype")
        .Add("ResourceScatterNdAdd", Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Add)
        .Add("ResourceScatterNdMax", Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Max)
        .Add("ResourceScatterNdMin", Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Min)
        .Add("ResourceScatterNdSub", Exactness.BitExact, TypeSets.Numbers, ScatterNdVariableKernels.Sub)
        .Add("ResourceScatterNdUpdate", Exactness.BitExact, TypeSets.Plain, ScatterNdVariableKernels.Update)
        .Add("ResourceScatterSub", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Sub, typeAttribute: "dtype")
        .Add("ResourceScatterUpdate", Exactness.BitExact, TypeSets.Plain, ScatterVariableKernels.Update, typeAttribute: "dtype")
        .Add("RestoreV2", Exactness.BitExact, TypeSets.Any, r => new RestoreKernel(r))
        .Add("ScatterAdd", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Add)
        .Add("ScatterDiv", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Div)
        .Add("ScatterMax", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Max)
        .Add("ScatterMin", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Min)
        .Add("ScatterMul", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Mul)
        .Add("ScatterSub", Exactness.BitExact, TypeSets.Numbers, ScatterVariableKernels.Sub)
        .Add("ScatterUpdate", Exactness.BitExact, TypeSets.Plain, ScatterVariableKernels.Update)
        .Add("VarHandleOp", Exactness.BitExact, TypeSets.Any, r => new HandleKernel(r))
        .Add("VarIsInitializedOp", Exactness.BitExact, TypeSets.Any, _ => new IsInitializedKernel())
        .Add("Variable", Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r))
        .Add("VariableShape", Exactness.BitExact, TypeSets.Any, r => r.OutputType(0) == DataType.Int32 ? new VariableShapeKernel<int>() : new VariableShapeKernel<long>())
        .Add("VariableV2", Exactness.BitExact, TypeSets.Any, r => new ReferenceKernel(r))
        .Add(Planning.ReferenceReads.Op, Exactness.BitExact, TypeSets.Any, _ => new ReadReferenceKernel());
}
