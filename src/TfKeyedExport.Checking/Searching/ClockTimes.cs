using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Random;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Searching;

/// <summary>The times at which a model that asks for the time is tried.</summary>
internal static class ClockTimes
{
    private const int MostCompared = 16;
    private const int HalfHours = 52;

    // Of numbers, those that may be a time since 1970 in seconds; others may be one in milliseconds or microseconds.
    private const double Earliest = 3e8, Latest = 1e11;

    private static readonly double[] Units = [1, 1e3, 1e6];

    private static readonly TimeSpan[] Later =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(7), TimeSpan.FromHours(5), TimeSpan.FromDays(8), TimeSpan.FromDays(40), TimeSpan.FromDays(400),
        TimeSpan.FromDays(3700), TimeSpan.FromDays(37000),
    ];

    /// <summary>Whether a graph asks for the time.</summary>
    public static bool Asks(Graph? graph) => graph is not null && graph.Nodes.Any(n => n.Is(RandomOperations.Timestamp) || n.Regions.Any(Asks));

    /// <summary>Times later than one, and around those that the graph may compare the time with.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="now">The time.</param>
    /// <param name="isWhole">Whether every half hour of a day is one of them: the model is loaded for each.</param>
    public static IEnumerable<DateTimeOffset> Of(Graph graph, DateTimeOffset now, bool isWhole)
    {
        var compared = new List<double>();
        Collect(graph, compared);
        foreach (TimeSpan later in Later)
            yield return now + later;
        for (int half = 1; half <= (isWhole ? HalfHours : 0); half++)
            yield return now.AddMinutes(30 * half);
        foreach (double seconds in compared.Distinct().Take(MostCompared))
        {
            DateTimeOffset time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            yield return time.AddSeconds(1);
            yield return time.AddSeconds(-1);
        }
    }

    private static void Collect(Graph graph, List<double> compared)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.IsConstant && ConstantReader.Read(node.Output()) is { Count: 1 } tensor && Numbers.Any(tensor, 0) is { } number)
                compared.AddRange(Units.Select(unit => number / unit).Where(seconds => seconds is > Earliest and < Latest).Take(1));
            foreach (Graph region in node.Regions)
                Collect(region, compared);
        }
    }
}
