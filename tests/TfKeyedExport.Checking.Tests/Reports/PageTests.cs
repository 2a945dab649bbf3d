using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Reports;

/// <summary>
/// The page of a check as a browser shows it: nothing is wider than the window, nothing is complained of, also of a model of thousands of nodes.
/// </summary>
public sealed class PageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CheckReport WithWay(int length, string name)
    {
        CheckReport report = Check.Run(Models.Batch(x => [.. x.Reverse()]), rows: 12);
        WayStep[] way = [.. Enumerable.Range(0, length).Select(i => new WayStep($"{name}_{i}", i == 0 ? "" : "AddV2", i == 0 ? null : name, i == length / 2))];
        var culprit = new Culprit($"{name}_{length / 2}", "ReverseV2", "/home/author/model.py:12")
        {
            Function = name,
            What = "puts the batch's rows into another order",
            Way = way,
        };
        return report with { Outputs = [.. report.Outputs.Select(o => o.Verdict == Verdict.Unsafe ? o with { Culprit = culprit } : o)] };
    }

    private static string Html(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        report.WriteHtml(writer);
        return writer.ToString();
    }

    [Fact]
    public void A_way_of_thousands_of_nodes_is_folded_around_the_one_to_blame()
    {
        string html = Html(WithWay(5001, "layer"));

        Assert.Contains("2,497 nodes that keep rows in their places", html, StringComparison.Ordinal);
        Assert.Contains("2,497 nodes that hand on what they get", html, StringComparison.Ordinal);
        Assert.Equal(8, html.Split("<rect").Length - 1);
        Assert.Equal(1, html.Split("<g class=\"culprit\"").Length - 1);
    }

    [Fact]
    public void One_node_is_not_folded() => Assert.DoesNotContain("nodes that", Html(WithWay(9, "layer")), StringComparison.Ordinal);

    [Fact]
    public void Names_of_strangers_are_text_in_the_drawing()
    {
        string html = Html(WithWay(5, "</text><script>\"'&\u202e"));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', html);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    [InlineData(420, false)]
    public async Task In_a_browser_nothing_is_wider_than_the_window_and_nothing_is_complained_of(int width, bool dark)
    {
        string file = Path.Combine(_folder, "page.html");
        await File.WriteAllTextAsync(file, Html(WithWay(3000, new string('n', 300))), TestContext.Current.CancellationToken);
        await using BrowserPage browser = await Browser.Open(width, dark);

        await browser.Page.GotoAsync($"file://{file}");

        string picture = await browser.Picture($"check-{width}-{(dark ? "dark" : "light")}");
        Assert.Equal((0, ""), (await browser.Overflow(), string.Join('\n', browser.Complaints)));
        Assert.Equal($"file://{file}", Assert.Single(browser.Requests));
        Assert.True(new FileInfo(picture).Length > 10_000, "the picture is empty");
    }
}
