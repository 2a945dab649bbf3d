using System.Text;
using TfKeyedExport.Formats.Pages;

namespace TfKeyedExport.Server.Page;

/// <summary>The page as it is sent: its HTML with one style and one script in it, and the policy that lets nothing else in. No data are in it.</summary>
internal static class PageShell
{
    // In the order in which each needs those before it.
    private static readonly string[] Scripts =
    [
        "dom.js", "numbers.js", "history.js", "charts.js", "live.js", "connection.js", "models.js", "values.js", "request.js", "answers.js", "form.js",
        "failures.js", "main.js",
    ];

    private static readonly string Style = PageStyle.Text + Read("server.css");
    private static readonly string Script = $"(() => {{\n\"use strict\";\n{string.Concat(Scripts.Select(Read))}}})();\n";

    /// <summary>The page, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Text { get; } = Encoding.UTF8.GetBytes(
        Read("page.html").Replace("/*style*/", Style, StringComparison.Ordinal).Replace("/*script*/", Script, StringComparison.Ordinal));

    /// <summary>What a browser may do with it: run its script, and ask this server.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {PageStyle.Source(Script)}; style-src {PageStyle.Source(Style)}; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Read(string name) => PageStyle.Read(typeof(PageShell), name);
}
