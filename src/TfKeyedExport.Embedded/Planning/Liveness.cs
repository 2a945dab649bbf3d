using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Finds the last reader of every value, so that its memory can be used again from there on.</summary>
internal static class Liveness
{
    /// <summary>Marks the last uses in every step.</summary>
    public static PlanStep[] Mark(IReadOnlyList<PlanStep> steps, IEnumerable<int> constants, IEnumerable<int> results)
    {
        // Results live on; constants belong to the plan; parameters are given up by whoever filled them.
        var kept = new HashSet<int>([.. constants, .. results]);
        var seen = new HashSet<int>(kept);
        var marked = new PlanStep[steps.Count];
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            PlanStep step = steps[i];
            bool[] last = [.. step.Inputs.Select(v => !seen.Contains(v))];
            int[] dying = [.. step.Inputs.Concat(step.Outputs).Distinct().Where(v => !seen.Contains(v))];
            seen.UnionWith(step.Inputs);
            seen.UnionWith(step.Outputs);
            marked[i] = new PlanStep
            {
                Kernel = step.Kernel,
                Node = step.Node,
                Inputs = step.Inputs,
                Outputs = step.Outputs,
                OutputTypes = step.OutputTypes,
                IsLastUse = last,
                Dying = dying,
            };
        }
        return marked;
    }
}
