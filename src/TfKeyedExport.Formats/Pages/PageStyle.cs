using System.Security.Cryptography;
using System.Text;

namespace TfKeyedExport.Formats.Pages;

/// <summary>How all pages look, whoever writes them: colours for light and dark, type, tables, spacing.</summary>
internal static class PageStyle
{
    private const string Resource = "page.css";

    /// <summary>The style that all pages share.</summary>
    public static string Text { get; } = Read(typeof(PageStyle), Resource);

    /// <summary>A text that lies in an assembly.</summary>
    /// <param name="beside">A type of the assembly.</param>
    /// <param name="name">The text's name there.</param>
    /// <exception cref="InvalidOperationException">It is not there: the assembly was not built as it should.</exception>
    public static string Read(Type beside, string name)
    {
        using Stream stream = beside.Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the assembly lacks its resource {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A policy names a text by its hash, and a parser of HTML makes one character of the two.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>How a policy names a style or a script that stands in the page.</summary>
    public static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
