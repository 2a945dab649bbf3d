using System.Reflection;
using Microsoft.Playwright;
using Xunit;

namespace TfKeyedExport.Testing;

/// <summary>Headless Chromium, where this machine has it, driven by Playwright: what a page looks like, what it asks for, and what its console says.</summary>
public static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private static readonly Lazy<Task<IBrowser>> Running = new(Launch);

    /// <summary>The program; null if there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens an empty page of its own, which knows nothing of others; skips the test if there is no browser.</summary>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="dark">Whether the reader prefers dark pages.</param>
    public static async Task<BrowserPage> Open(int width = 1280, bool dark = false)
    {
        Assert.SkipWhen(Program is null, "there is no Chromium on this machine: install the package chromium");
        IBrowser browser = await Running.Value;
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new BrowserPage(context, await context.NewPageAsync());
    }

    // One for all tests of a program; it ends with its driver, and that with the program.
    private static async Task<IBrowser> Launch()
    {
        string package = typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Playwright").Value!;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", package);
        IPlaywright playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
    }
}
