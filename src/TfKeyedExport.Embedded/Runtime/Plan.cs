using System.Globalization;
using System.Text;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What to run for a graph, in order. Immutable; shared by all calls.</summary>
internal sealed class Plan
{
    /// <summary>What the plan is for.</summary>
    public required string Name { get; init; }

    public required PlanStep[] Steps { get; init; }

    /// <summary>The number of values of one call.</summary>
    public required int ValueCount { get; init; }

    /// <summary>Values that are known: shared by all calls and never written.</summary>
    public required (int Index, ConstantValue Constant)[] Constants { get; init; }

    /// <summary>The value of each parameter; -1 for one that nothing reads.</summary>
    public required int[] Parameters { get; init; }

    /// <summary>The type of each parameter.</summary>
    public required DataType[] ParameterTypes { get; init; }

    /// <summary>The value of each result.</summary>
    public required int[] Results { get; init; }

    /// <summary>Every value that is no constant.</summary>
    public int[] Computed => field ??= [.. Parameters.Where(p => p >= 0).Concat(Steps.SelectMany(s => s.Outputs)).Distinct()];

    /// <summary>The values that are neither constants nor given up by the steps: results, and parameters that are not read.</summary>
    public int[] Remaining => field ??= [.. Computed.Except(Steps.SelectMany(s => s.Dying))];

    /// <summary>The plan as text, for people who debug one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"plan {Name}: {Steps.Length} steps, {ValueCount} values, {Constants.Length} constants");
        text.AppendLine(CultureInfo.InvariantCulture, $"  parameters {string.Join(" ", Parameters.Select(p => $"%{p}"))}");
        foreach ((int index, ConstantValue constant) in Constants)
            text.AppendLine(CultureInfo.InvariantCulture, $"  %{index} = {constant.Value}");
        foreach (PlanStep step in Steps)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {string.Join(", ", step.Outputs.Select(o => $"%{o}"))} = "
                    + $"{step.Node.Work.Name}({string.Join(", ", step.Inputs.Select((v, i) => step.IsLastUse[i] ? $"%{v}!" : $"%{v}"))})  "
                    + $"{step.Kernel.GetType().Name}  {step.Node.Origin}");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"  results {string.Join(" ", Results.Select(p => $"%{p}"))}");
        return text.ToString();
    }
}
