using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Variables;

/// <summary>Variables of both of TensorFlow's kinds.</summary>
internal static class VariableOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Variables");

    public static Operation Assign { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation AssignAdd { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation AssignAddVariableOp { get; } = Family.Add();
    public static Operation AssignSub { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation AssignSubVariableOp { get; } = Family.Add();
    public static Operation AssignVariableOp { get; } = Family.Add();
    public static Operation DisableCopyOnRead { get; } = Family.Add(effect: Effect.None);
    public static Operation IsVariableInitialized { get; } = Family.Add(effect: Effect.Reads);
    public static Operation ReadVariableOp { get; } = Family.Add(effect: Effect.Reads, shapes: ShapeRules.LikeFirst, traits: Trait.Moves);
    public static Operation ResourceGather { get; } = Family.Add(
        effect: Effect.Reads, shapes: ShapeRules.Gather, rows: RowRules.Gather, hints: HintRules.BatchedRows);
    public static Operation ResourceGatherNd { get; } = Family.Add(effect: Effect.Reads, rows: RowRules.GatherNd, hints: HintRules.Places);
    public static Operation ResourceScatterAdd { get; } = Family.Add();
    public static Operation ResourceScatterDiv { get; } = Family.Add();
    public static Operation ResourceScatterMax { get; } = Family.Add();
    public static Operation ResourceScatterMin { get; } = Family.Add();
    public static Operation ResourceScatterMul { get; } = Family.Add();
    public static Operation ResourceScatterNdAdd { get; } = Family.Add();
    public static Operation ResourceScatterNdMax { get; } = Family.Add();
    public static Operation ResourceScatterNdMin { get; } = Family.Add();
    public static Operation ResourceScatterNdSub { get; } = Family.Add();
    public static Operation ResourceScatterNdUpdate { get; } = Family.Add();
    public static Operation ResourceScatterSub { get; } = Family.Add();
    public static Operation ResourceScatterUpdate { get; } = Family.Add();
    public static Operation RestoreV2 { get; } = Family.Add(effect: Effect.Reads, outside: new("reads files") { FileInputs = [0] });
    public static Operation ScatterAdd { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterDiv { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterMax { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterMin { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterMul { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterSub { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation ScatterUpdate { get; } = Family.Add(effect: Effect.Writes, passes: Passing.Reference);
    public static Operation VarHandleOp { get; } = Family.Add(effect: Effect.Handle, traits: Trait.Moves);
    public static Operation VarIsInitializedOp { get; } = Family.Add(effect: Effect.Reads);
    public static Operation Variable { get; } = Family.Add(effect: Effect.Reads, traits: Trait.Moves);
    public static Operation VariableShape { get; } = Family.Add(effect: Effect.Reads);
    public static Operation VariableV2 { get; } = Family.Add(effect: Effect.Reads, traits: Trait.Moves);
}
