using System.Text;
using System.Text.Json;
using TfKeyedExport.Text;
using Xunit;

namespace TfKeyedExport.Tests.Text;

public class VisibleTests
{
    [Theory]
    [InlineData("plain ~ text", "plain ~ text")]
    [InlineData("Größe, 重さ, 😀", "Größe, 重さ, 😀")]
    [InlineData("\e]0;title\a\e[31mred\u007f", @"\x1b]0;title\x07\x1b[31mred\x7f")]
    [InlineData("two\r\nlines\tand", @"two\r\nlines\tand")]
    [InlineData("\u009b2J\u0085", @"\x9b2J\x85")]
    [InlineData("a\u202eb\u2066c\u200fd\u061ce", @"a\u202eb\u2066c\u200fd\u061ce")]
    [InlineData("a\u2028b\u2029c\u200bd\ufeffe\u00adf", @"a\u2028b\u2029c\u200bd\ufeffe\xadf")]
    [InlineData("tag\U000e0041", @"tag\U000e0041")]
    [InlineData("", "")]
    public void Hidden_characters_are_written_out_and_others_stay(string text, string visible)
    {
        Assert.Equal(visible, Visible.Of(text));
        Assert.Equal(visible, Visible.Of(Visible.Of(text)));
        Assert.Equal(visible, Written(w => w.Write(text)));
        Assert.Equal(visible, Written(w => w.Write(text.AsSpan())));
        Assert.Equal(visible, Written(w => Array.ForEach(text.ToCharArray(), w.Write)));
        Assert.Equal(visible, Written(w => w.Write($"{text}")));
        Assert.Equal(visible + "|\n", Written(w => w.WriteLine($"{text}|")));
        Assert.Equal(visible + "\n", Written(w => ((TextWriter)w).WriteLine(text)));
    }

    [Fact]
    public void Halves_of_characters_are_written_out()
    {
        string text = new(['a', '\ud83d', 'b', '\ude00']);
        Assert.Equal(@"a\ud83db\ude00", Visible.Of(text));
        Assert.Equal(@"a\ud83db\ude00", Written(w => Array.ForEach(text.ToCharArray(), w.Write)));
    }

    [Fact]
    public void No_character_that_a_terminal_acts_on_is_ever_let_through()
    {
        for (int value = 0; value < 0x10000; value++)
        {
            string visible = Visible.Of(((char)value).ToString());
            Assert.DoesNotContain(
                visible, c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
        }
    }

    [Fact]
    public void Emphasis_passes_and_what_is_in_it_does_not()
    {
        var style = new TextStyle(true);
        Assert.Equal("\e[1mx\\x1b[0my\e[0m and \\x1b[1m\n", Written(w => w.WriteLine($"{style.Bold("x\e[0my")} and {"\e[1m"}")));
        Assert.Equal("\e[36mkey\e[0m\n", Written(w => w.WriteLine(style.Key("key"))));
        Assert.Equal("key\n", Written(w => ((TextWriter)w).WriteLine($"{style.Key("key")}")));
        Assert.Equal("x  \n", Written(w => w.WriteLine($"{new TextStyle(false).Bold("x")}{"",2}")));
    }

    [Fact]
    public void Numbers_and_columns_come_out_as_they_are_asked_for() =>
        Assert.Equal("[   7][x   ][2.50]\n", Written(w => w.WriteLine($"[{7,4}][{"x",-4}][{2.5:0.00}]")));

    [Fact]
    public void Json_means_the_same_and_shows_what_is_hidden()
    {
        string[] texts = ["a\u202eb\u200b\U000e0041\u007f\u0085", "plain, 重さ, é, 😀, \u3042"];
        byte[] document = JsonSerializer.SerializeToUtf8Bytes(
            texts, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        using var written = new MemoryStream();
        VisibleJson.Write(document, written);
        string json = Encoding.UTF8.GetString(written.ToArray());
        Assert.Equal(json, Visible.Of(json));
        Assert.Contains("重さ, é, ", json, StringComparison.Ordinal);
        Assert.Equal(texts, JsonSerializer.Deserialize<string[]>(json));
    }

    private static string Written(Action<VisibleWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(VisibleWriter.Of(text));
        return text.ToString();
    }
}
