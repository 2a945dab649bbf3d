using System.Diagnostics;

namespace TfKeyedExport.Testing;

/// <summary>Headless Chromium, where this machine has it: what a page looks like, how wide it is, and what its console says.</summary>
public static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>The program; null if there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page in a window of some width.</summary>
    /// <param name="page">The page's file.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="picture">Where to write what it looks like.</param>
    /// <param name="dark">Whether the reader prefers dark pages.</param>
    /// <returns>By how many pixels the page is wider than its window, and what the console said.</returns>
    public static (int Overflow, string Console) Look(string page, int width, string picture, bool dark)
    {
        string scheme = $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}";
        string harness = Path.Combine(Path.GetDirectoryName(page)!, $"frame-{width}.html");
        File.WriteAllText(harness, $$"""
            <!DOCTYPE html><body style="margin:0"><iframe style="border:0;width:{{width}}px;height:900px" src="{{Path.GetFileName(page)}}"></iframe>
            <script>onload = () => { const d = document.querySelector('iframe').contentDocument.documentElement;
              document.title = 'wider by ' + (d.scrollWidth - d.clientWidth); };</script></body>
            """);
        (string dom, string said) = Run(scheme, "--allow-file-access-from-files", "--virtual-time-budget=5000", "--dump-dom", $"file://{harness}");
        Run(scheme, "--hide-scrollbars", $"--window-size={width},1600", $"--screenshot={picture}", $"file://{page}");
        const string Mark = "<title>wider by ";
        int at = dom.IndexOf(Mark, StringComparison.Ordinal);
        string number = at < 0 ? "" : dom[(at + Mark.Length)..].Split('<')[0];
        return (int.TryParse(number, out int wider) ? wider : throw new InvalidOperationException($"the browser shows no page: {said}{dom}"),
            string.Join('\n', said.Split('\n').Where(l => l.Contains("CONSOLE", StringComparison.Ordinal))));
    }

    private static (string Output, string Error) Run(params string[] arguments)
    {
        string profile = Directory.CreateTempSubdirectory("tfkeyed-browser").FullName;
        try
        {
            var start = new ProcessStartInfo(
                Program!,
                ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr", $"--user-data-dir={profile}", .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process browser = Process.Start(start)!;
            Task<string> error = browser.StandardError.ReadToEndAsync();
            string output = browser.StandardOutput.ReadToEnd();
            browser.WaitForExit();
            return (output, error.GetAwaiter().GetResult());
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
