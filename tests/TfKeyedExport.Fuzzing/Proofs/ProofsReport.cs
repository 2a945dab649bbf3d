using System.Diagnostics;
using TfKeyedExport.Engines.Tests.Analyses.Rows;

namespace TfKeyedExport.Fuzzing.Proofs;

/// <summary>Tells whether what is proved of random graphs holds in random batches.</summary>
internal static class ProofsReport
{
    private const int Rounds = 4;

    /// <summary>Goes through random graphs for a while.</summary>
    /// <returns>0 if everything held; else 1.</returns>
    public static int Run(Options options)
    {
        var sum = new RandomGraphSum();
        var clock = Stopwatch.StartNew();
        for (long number = options.Case ?? options.From; sum.Graphs < (options.Case is null ? options.Count : 1)
            && clock.Elapsed.TotalSeconds < options.Seconds; number++)
        {
            int before = sum.Differences.Count;
            sum.Try(new FuzzRandom(options.Seed, number).Seed(), Rounds);
            foreach (string difference in sum.Differences.Skip(before))
                Console.WriteLine($"case {number}: {difference}");
        }
        Console.WriteLine(sum);
        return sum.Differences.Count == 0 ? 0 : 1;
    }
}
