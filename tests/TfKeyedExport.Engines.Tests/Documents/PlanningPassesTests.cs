using System.Text.RegularExpressions;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Documents;

public partial class PlanningPassesTests
{
    [Fact]
    public void The_map_has_the_passes_in_the_order_in_which_they_run()
    {
        string map = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        string[] passes = [.. Passes.Names];
        IEnumerable<string> rows = Row().Matches(map).Select(m => m.Groups[1].Value);

        Assert.Equal(passes, rows.Where(passes.Contains));
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
