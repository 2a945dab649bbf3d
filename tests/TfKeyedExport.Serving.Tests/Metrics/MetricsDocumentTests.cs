using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class MetricsDocumentTests
{
    private const string Approve = "TFKEYED_APPROVE";
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "serving-metrics.md");

    [Fact]
    public void The_table_of_metrics_is_up_to_date()
    {
        string text = File.ReadAllText(Document), table = MetricsDocument.Table();
        int start = text.IndexOf(MetricsDocument.Begin, StringComparison.Ordinal) + MetricsDocument.Begin.Length;
        int end = start;
        while (end < text.Length && text[end] == '|')
            end = text.IndexOf('\n', end) + 1;
        if (Environment.GetEnvironmentVariable(Approve) == "1")
            File.WriteAllText(Document, text = text[..start] + table + text[end..]);
        Assert.Contains(MetricsDocument.Begin + table, text, StringComparison.Ordinal);
    }
}
