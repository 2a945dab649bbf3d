using TfKeyedExport.Operations.Hints;

namespace TfKeyedExport.Operations.ControlFlow;

/// <summary>Branches, loops, calls and order. What is within them tells what they do.</summary>
internal static class ControlFlowOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("ControlFlow");

    public static Operation Abort { get; } = Family.Add(outside: new("ends the process"));
    public static Operation Assert { get; } = Family.Add(effect: Effect.Checks, hints: HintRules.Assert);
    public static Operation Batch { get; } = Family.Add();
    public static Operation BatchFunction { get; } = Family.Add();
    public static Operation Case { get; } = Family.Add(effect: Effect.None);
    public static Operation ControlTrigger { get; } = Family.Add(flow: FlowKind.Trigger);
    public static Operation Enter { get; } = Family.Add(flow: FlowKind.Enter);
    public static Operation Exit { get; } = Family.Add(flow: FlowKind.Exit);
    public static Operation If { get; } = Family.Add(effect: Effect.None);
    public static Operation LoopCond { get; } = Family.Add(flow: FlowKind.LoopCond);
    public static Operation Merge { get; } = Family.Add(flow: FlowKind.Merge);
    public static Operation NextIteration { get; } = Family.Add(flow: FlowKind.NextIteration);
    public static Operation PartitionedCall { get; } = Family.Add(effect: Effect.None, traits: Trait.Calls);
    public static Operation RefEnter { get; } = Family.Add(flow: FlowKind.Enter);
    public static Operation RefExit { get; } = Family.Add(flow: FlowKind.Exit);
    public static Operation RefMerge { get; } = Family.Add(flow: FlowKind.Merge);
    public static Operation RefNextIteration { get; } = Family.Add(flow: FlowKind.NextIteration);
    public static Operation RefSwitch { get; } = Family.Add(flow: FlowKind.Switch);
    public static Operation StatefulPartitionedCall { get; } = Family.Add(effect: Effect.None, traits: Trait.Calls);
    public static Operation StatelessCase { get; } = Family.Add();
    public static Operation StatelessIf { get; } = Family.Add();
    public static Operation StatelessWhile { get; } = Family.Add();
    public static Operation Switch { get; } = Family.Add(flow: FlowKind.Switch);
    public static Operation While { get; } = Family.Add(effect: Effect.None);
}
