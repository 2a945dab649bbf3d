using Microsoft.Playwright;
using TfKeyedExport.Server.Tests.Hosting;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Page;

/// <summary>A server's page in a browser. When it is closed, whatever the browser complained of fails the test, and whatever it asked of others.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly BrowserPage _browser;
    private readonly string _origin;

    private OpenPage(BrowserPage browser, string origin)
    {
        _browser = browser;
        _origin = origin;
    }

    public IPage Page => _browser.Page;

    /// <summary>What it may complain of: parts of messages.</summary>
    public string[] Expected { get; set; } = [];

    public static async Task<OpenPage> Of(int port, int width = 1280, bool dark = false, bool ownClock = false)
    {
        string origin = $"http://127.0.0.1:{port}/";
        var open = new OpenPage(await Browser.Open(width, dark), origin);
        // Time goes on as it does, and can be made to go faster.
        if (ownClock)
            await open.Page.Clock.InstallAsync();
        await open.Page.GotoAsync(origin);
        return open;
    }

    /// <summary>Opens the page and waits until there is something to see.</summary>
    public static async Task<OpenPage> Live(WebHarness server, int width = 1280, bool dark = false)
    {
        OpenPage open = await Of(server.RestPort, width, dark);
        await open.Sees("#state", "live");
        return open;
    }

    /// <summary>Waits until an element has a text in it.</summary>
    public Task Sees(string selector, string text) => Assertions.Expect(Page.Locator(selector)).ToContainTextAsync(text, new() { Timeout = 30_000 });

    /// <summary>How often the page has asked for its data.</summary>
    public int Polls => _browser.Requests.Count(r => r.Contains("/status", StringComparison.Ordinal));

    /// <summary>What an element shows.</summary>
    public Task<string> Text(string selector) => Page.Locator(selector).InnerTextAsync();

    public Task<int> Overflow() => _browser.Overflow();

    public Task<string> Picture(string name) => _browser.Picture($"status-{name}");

    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<string> complaints = [.. _browser.Complaints.Where(c => !Expected.Any(e => c.Contains(e, StringComparison.Ordinal)))];
        string told = complaints.Count > 0 ? await Page.Locator("#answer-error").TextContentAsync() ?? "" : "";
        IReadOnlyList<string> strangers = [.. _browser.Requests.Where(r => !r.StartsWith(_origin, StringComparison.Ordinal) && r != "data:,")];
        await _browser.DisposeAsync();
        Assert.Equal("", string.Join('\n', [.. complaints, .. strangers, told]).Trim());
    }
}
