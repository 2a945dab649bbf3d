using TfKeyedExport.Text;

namespace TfKeyedExport.Formats.Pages;

/// <summary>The head of a page that is a file of its own: it asks for nothing else, and may do nothing but be shown.</summary>
internal static class PageHead
{
    /// <summary>Writes everything before what a page says, up to its <c>main</c>.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="title">The title; text of strangers.</param>
    /// <param name="style">What this kind of page has beyond the style of all.</param>
    public static void Write(TextWriter html, string title, string style)
    {
        string all = PageStyle.Text + style.ReplaceLineEndings("\n");
        html.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        string policy = $"default-src 'none'; style-src {PageStyle.Source(all)}; base-uri 'none'; form-action 'none'";
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        html.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Write($"<title>{Visible.Html(title)}</title>\n<style>{all}</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>Writes what ends it.</summary>
    public static void End(TextWriter html) => html.Write("</main>\n</body>\n</html>\n");
}
