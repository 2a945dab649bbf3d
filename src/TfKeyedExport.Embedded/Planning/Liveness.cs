using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Finds the last reader of every value, so that its memory can be used again from there on.</summary>
internal static class Liveness
{
    /// <summary>Marks the last uses in every step.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="values">The number of values.</param>
    /// <param name="constants">What belongs to the plan: it lives on. Parameters are given up by whoever filled them.</param>
    /// <param name="results">What the plan gives: it lives on.</param>
    public static void Mark(PlanStep[] steps, int values, List<(int Index, ConstantValue Constant)> constants, int[] results)
    {
        // Values that are read later or live on.
        var seen = new bool[values];
        foreach ((int index, _) in constants)
            seen[index] = true;
        foreach (int result in results)
            seen[result] = true;
        var dying = new List<int>();
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            PlanStep step = steps[i];
            var last = new bool[step.Inputs.Length];
            for (int j = 0; j < last.Length; j++)
                last[j] = !seen[step.Inputs[j]];
            foreach (int value in step.Inputs)
                See(value, seen, dying);
            foreach (int value in step.Outputs)
                See(value, seen, dying);
            step.IsLastUse = last;
            step.Dying = dying.Count == 0 ? [] : [.. dying];
            dying.Clear();
        }
    }

    private static void See(int value, bool[] seen, List<int> dying)
    {
        if (seen[value])
            return;
        seen[value] = true;
        dying.Add(value);
    }
}
