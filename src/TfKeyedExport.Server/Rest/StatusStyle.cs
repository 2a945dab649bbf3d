using System.Security.Cryptography;
using System.Text;

namespace TfKeyedExport.Server.Rest;

/// <summary>How the status page looks, and what a browser may do with it: nothing but show it.</summary>
internal static class StatusStyle
{
    /// <summary>The only style that the page's policy lets in.</summary>
    public const string Text = """
        :root { color-scheme: light dark; --back: #fff; --text: #1d2330; --soft: #5d6675; --line: #c4cad4; --good: #1a7f37; --bad: #cf222e; --doubt: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #14171d; --text: #e4e8ef; --soft: #9aa4b4; --line: #3d4552; --good: #4cc26a; --bad: #ff7b72; --doubt: #d9a441; }
        }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: var(--text); background: var(--back); }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
        h1, h2, h3, p, td, th { overflow-wrap: anywhere; } .scroll { overflow-x: auto; }
        table { border-collapse: collapse; } caption { text-align: left; color: var(--soft); }
        td, th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; } tr + tr td { border-top: 1px solid var(--line); }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .soft { color: var(--soft); } .joined, .available { color: var(--good); } .fault { color: var(--bad); } .pending { color: var(--doubt); }
        """;

    /// <summary>What the page's head tells browsers.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
