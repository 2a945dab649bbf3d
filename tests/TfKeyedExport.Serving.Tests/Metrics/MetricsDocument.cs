using System.Text;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Serving.Tests.Metrics;

/// <summary>The table of docs/serving-metrics.md, as the code has it.</summary>
internal static class MetricsDocument
{
    /// <summary>Stands before the table.</summary>
    public const string Begin = "<!-- the table is held against the code by MetricsDocumentTests -->\n";

    /// <summary>Writes the table.</summary>
    public static string Table()
    {
        var text = new StringBuilder("| metric | type | labels | meaning |\n|---|---|---|---|\n");
        foreach (Family family in new ServerMetrics(TimeProvider.System).Families)
        {
            string labels = string.Join(", ", family.Labels.Select(l => $"`{l}`"));
            text.Append("| `").Append(family.Name).Append("` | ").Append(MetricsText.Name(family.Type)).Append(" | ").Append(labels).Append(" | ")
                .Append(family.Help.TrimEnd('.')).Append(" |\n");
        }
        return text.ToString();
    }
}
