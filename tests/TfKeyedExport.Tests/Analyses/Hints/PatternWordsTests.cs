using System.Text;
using System.Text.RegularExpressions;
using TfKeyedExport.Analyses.Hints;
using Xunit;

namespace TfKeyedExport.Tests.Analyses.Hints;

public class PatternWordsTests
{
    [Theory]
    [InlineData("vip")]
    [InlineData(".*vip.*")]
    [InlineData("(gold|silver)-[0-9]{3}")]
    [InlineData(@"\d+\.\d{2} ?(EUR|USD)")]
    [InlineData("^[A-Z][a-z]+$")]
    [InlineData("[^a-z]+")]
    [InlineData("(?i)urgent|asap")]
    [InlineData("a{2,4}b*c?")]
    [InlineData("(?P<name>x|y)+z")]
    [InlineData("[[:digit:]]+")]
    public void Every_word_matches(string pattern)
    {
        string[] words = [.. PatternWords.Of(pattern).Select(Encoding.UTF8.GetString)];

        Assert.NotEmpty(words);
        // The two kinds of expressions spell a few things otherwise.
        string here = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal).Replace("[[:digit:]]", "[0-9]", StringComparison.Ordinal);
        Assert.All(words, w => Assert.Matches(new Regex($"^(?:{here})$", RegexOptions.None, TimeSpan.FromSeconds(1)), w));
    }

    [Fact]
    public void Each_alternative_has_a_word() => Assert.Equal(["fraud", "scam"], PatternWords.Of("fraud|scam").Select(Encoding.UTF8.GetString).Order());

    [Theory]
    [InlineData("(((((((((((((((((((((((a")]
    [InlineData("[")]
    [InlineData("a{99999999999}")]
    [InlineData("\\")]
    [InlineData("(?")]
    [InlineData("")]
    public void A_pattern_that_is_none_is_no_error(string pattern) => Assert.InRange(PatternWords.Of(pattern).Count(), 0, 8);
}
