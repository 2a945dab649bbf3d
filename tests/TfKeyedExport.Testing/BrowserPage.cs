using Microsoft.Playwright;

namespace TfKeyedExport.Testing;

/// <summary>A page in a browser, and what is noted of it.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Lock _gate = new();
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    internal BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(_complaints, $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(_complaints, $"error: {error}");
        page.Request += (_, request) => Note(_requests, request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What the console said, scripts that failed among it, and what a policy did not let in.</summary>
    public IReadOnlyList<string> Complaints => Copy(_complaints);

    /// <summary>The addresses of everything that was asked for.</summary>
    public IReadOnlyList<string> Requests => Copy(_requests);

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Writes what it looks like, all of it, where pictures of tests are kept; for people.</summary>
    /// <param name="name">The picture's name.</param>
    /// <returns>The picture's file.</returns>
    public async Task<string> Picture(string name)
    {
        string file = Path.Combine(Repository.Root, "artifacts", "pages", $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        return file;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(List<string> list, string text)
    {
        lock (_gate)
            list.Add(text);
    }

    private string[] Copy(List<string> list)
    {
        lock (_gate)
            return [.. list];
    }
}
