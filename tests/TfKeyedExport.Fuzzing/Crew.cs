using System.Diagnostics;

namespace TfKeyedExport.Fuzzing;

/// <summary>Several workers at once, and the summary of what they found.</summary>
internal static class Crew
{
    /// <summary>Lets every worker work to its end, then tells what was found.</summary>
    /// <param name="options">How many workers, and where the summary goes.</param>
    /// <param name="summary">What they find; they see to it that only one adds to it at a time.</param>
    /// <param name="clock">Runs since the beginning.</param>
    /// <param name="work">What a worker does, by its number.</param>
    /// <returns>The exit code: 0 without faults.</returns>
    public static int Run(Options options, Summary summary, Stopwatch clock, Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, options.Workers).Select(i => new Thread(() => work(i)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        summary.Print(Console.Out, clock.Elapsed, options.Seed);
        if (options.Json is not null)
            summary.Write(options.Json, clock.Elapsed, options.Seed);
        return summary.Faults == 0 ? 0 : 1;
    }
}
