using System.Globalization;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>A page of metrics in Prometheus' text form.</summary>
internal sealed class MetricsPage
{
    private readonly List<(string Name, string Labels, double Value)> _lines = [];

    /// <summary>Reads a page.</summary>
    public MetricsPage(string text)
    {
        foreach (string line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            int end = line.LastIndexOf(' ');
            if (end < 0)
                continue;
            int labels = line.IndexOf('{', StringComparison.Ordinal);
            string name = line[..(labels < 0 ? end : labels)];
            string value = line[(end + 1)..];
            _lines.Add((name, labels < 0 ? "" : line[labels..end], value == "+Inf" ? double.PositiveInfinity : JsonNode.ParseNumber(value)));
        }
    }

    /// <summary>The sum of a metric over its labels, by the end of its name; zero if it is not there.</summary>
    public double Sum(string name) => _lines.Where(l => IsOf(l.Name, name)).Sum(l => l.Value);

    /// <summary>Whether a metric is there, by the end of its name.</summary>
    public bool Has(string name) => _lines.Any(l => IsOf(l.Name, name));

    /// <summary>The counts of a histogram's buckets by their upper bounds, each with those below it.</summary>
    public IReadOnlyDictionary<double, double> Buckets(string name) => _lines
        .Where(l => IsOf(l.Name, $"{name}_bucket"))
        .GroupBy(l => Bound(l.Labels))
        .ToDictionary(g => g.Key, g => g.Sum(l => l.Value));

    private static bool IsOf(string full, string name) => full == name || full.EndsWith($":{name}", StringComparison.Ordinal);

    private static double Bound(string labels)
    {
        const string Le = "le=\"";
        int start = labels.IndexOf(Le, StringComparison.Ordinal) + Le.Length;
        string bound = labels[start..labels.IndexOf('"', start)];
        return bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
