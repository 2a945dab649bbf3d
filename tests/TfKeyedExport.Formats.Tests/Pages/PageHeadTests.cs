using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.Formats.Pages;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Pages;

public class PageHeadTests
{
    private static string Page(string title = "t", string style = "")
    {
        using var writer = new StringWriter { NewLine = "\r\n" };
        PageHead.Write(writer, title, style);
        PageHead.End(writer);
        return writer.ToString();
    }

    [Theory]
    [InlineData("")]
    [InlineData("p { color: var(--bad); }\r\np { margin: 0; }\r\n")]
    public void Its_policy_lets_in_the_style_that_stands_in_it_and_nothing_else(string style)
    {
        string page = Page(style: style);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Split("<style>")[1].Split("</style>")[0])));

        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', page);
    }

    [Fact]
    public void A_title_of_strangers_is_text() =>
        Assert.Contains(@"<title>&lt;/title&gt;&lt;b&gt;\u202e</title>", Page("</title><b>\u202e"), StringComparison.Ordinal);

    [Fact]
    public void The_style_has_every_colour_for_light_and_dark()
    {
        string[] Names(string block) =>
            [.. block.Split("--").Skip(1).Select(p => p.Split(':')[0]).Where(n => n.All(c => char.IsAsciiLetter(c) || c == '-')).Order()];
        string[] parts = PageStyle.Text.Split(":root {");

        Assert.Equal(Names(parts[1].Split('}')[0]).Except(["mono"]), Names(parts[2].Split('}')[0]));
        Assert.Equal(Names(parts[2].Split('}')[0]), Names(parts[3].Split('}')[0]));
    }
}
