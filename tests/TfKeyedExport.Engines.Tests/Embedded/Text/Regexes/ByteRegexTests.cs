using System.Text;
using System.Text.Json;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Embedded.Text.Regexes;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Text.Regexes;

public class ByteRegexTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "Embedded", "Text", "Regexes");

    [Fact]
    public void Matches_and_rewrites_are_those_of_TensorFlow()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "regex.golden.json")));
        byte[][] texts = golden.RootElement.GetProperty("texts").EnumerateArray().Select(t => t.GetBytesFromBase64()).ToArray();
        var wrong = new List<string>();
        foreach (JsonElement c in golden.RootElement.GetProperty("cases").EnumerateArray())
            Compare(c, texts, wrong);
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(30))}");
    }

    [Fact]
    public void A_pattern_that_makes_backtracking_explode_stays_linear()
    {
        var regex = new ByteRegex("(a*)*b"u8);
        byte[] text = Enumerable.Repeat((byte)'a', 20_000).ToArray();
        Assert.False(regex.MatchesWhole(text));
    }

    [Theory]
    [InlineData("((((((((((x{10}){10}){10}")]
    [InlineData("\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}\\p{L}{1000}")]
    public void A_pattern_that_would_take_too_much_memory_is_refused(string pattern) =>
        Assert.Throws<RegexSyntaxException>(() => new ByteRegex(Encoding.UTF8.GetBytes(pattern)));

    private static void Compare(JsonElement c, byte[][] texts, List<string> wrong)
    {
        string pattern = c.GetProperty("pattern").GetString()!;
        ByteRegex regex;
        try
        {
            regex = new ByteRegex(Encoding.UTF8.GetBytes(pattern));
        }
        catch (RegexSyntaxException e)
        {
            if (!c.TryGetProperty("error", out JsonElement error))
                wrong.Add($"{pattern}: refused with {e.Message}");
            else if (error.GetString() != e.Message)
                wrong.Add($"{pattern}: said {e.Message} rather than {error}");
            return;
        }
        if (c.TryGetProperty("error", out JsonElement expectedError))
        {
            wrong.Add($"{pattern}: accepted, {expectedError} expected");
            return;
        }
        var rewrite = new Rewrite(Encoding.UTF8.GetBytes(c.GetProperty("rewrite").GetString()!));
        var target = new ByteBuffer();
        int i = 0;
        foreach (JsonElement index in c.GetProperty("texts").EnumerateArray())
        {
            byte[] text = texts[index.GetInt32()];
            bool matches = c.GetProperty("matches")[i].GetBoolean();
            if (regex.MatchesWhole(text) != matches)
                wrong.Add($"{pattern} on {Encoding.Latin1.GetString(text)}: whole match should be {matches}");
            target.Clear();
            regex.Replace(text, rewrite, c.GetProperty("all").GetBoolean(), target);
            byte[] replaced = c.GetProperty("replaced")[i].GetBytesFromBase64();
            if (!target.Written.SequenceEqual(replaced))
                wrong.Add(
                    $"{pattern} -> {c.GetProperty("rewrite")} on {Encoding.Latin1.GetString(text)}: "
                        + $"{Encoding.Latin1.GetString(target.Written)} rather than {Encoding.Latin1.GetString(replaced)}");
            i++;
        }
    }
}
