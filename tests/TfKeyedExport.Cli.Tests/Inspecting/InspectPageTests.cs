using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Inspecting;

/// <summary>The page of an inspected model: bounded for models of thousands of nodes, and as a browser shows it.</summary>
public sealed class InspectPageTests : IDisposable
{
    private const string Large = "text_lstm";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Page(string model)
    {
        Assert.Equal(0, Tfkeyed.Run("inspect", Tfkeyed.Model(model), "--html", _folder["page.html"]).Code);
        return _folder["page.html"];
    }

    [Fact]
    public void A_model_of_thousands_of_nodes_is_folded_into_some_hundred_blocks()
    {
        string page = File.ReadAllText(Page(Large));

        Assert.InRange(page.Split("<details class=\"block\"").Length - 1, 20, 300);
        Assert.InRange(page.Length, 10_000, 400_000);
        Assert.Contains("Functions that the graph does not reach", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_between_blocks_lead_to_what_is_there()
    {
        string page = File.ReadAllText(Page("babyweight_keyed_reference"));
        string[] targets = [.. page.Split("href=\"#").Skip(1).Select(p => p.Split('"')[0]).Distinct()];

        Assert.NotEmpty(targets);
        Assert.All(targets, t => Assert.Contains($"id=\"{t}\"", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Large, 1200, false)]
    [InlineData(Large, 400, true)]
    [InlineData("babyweight_keyed_reference", 1200, true)]
    public async Task In_a_browser_nothing_is_wider_than_the_window_and_nothing_is_complained_of(string model, int width, bool dark)
    {
        await using BrowserPage browser = await Browser.Open(width, dark);

        await browser.Page.GotoAsync($"file://{Page(model)}");

        Assert.True(new FileInfo(await browser.Picture($"inspect-{model}-{width}-{(dark ? "dark" : "light")}")).Length > 10_000, "the picture is empty");
        Assert.Equal((0, ""), (await browser.Overflow(), string.Join('\n', browser.Complaints)));
        await browser.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Equal(0, await browser.Overflow());
        Assert.Single(browser.Requests);
    }
}
