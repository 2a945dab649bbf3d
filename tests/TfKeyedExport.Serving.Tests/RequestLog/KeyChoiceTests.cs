using System.Text;
using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class KeyChoiceTests
{
    private static readonly byte[][] Keys = [.. Enumerable.Range(0, 10_000).Select(i => Encoding.UTF8.GetBytes($"clinic-{i % 7}/{i}"))];

    private static readonly KeyChoice Both = new(0.5, "^clinic-3/");

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 900, 1100)]
    [InlineData(0.5, 4800, 5200)]
    [InlineData(1, 10_000, 10_000)]
    public void A_rate_is_the_share_of_keys(double rate, int least, int most) => Assert.InRange(Chosen(rate).Length, least, most);

    [Fact]
    public void What_is_logged_at_a_low_rate_is_at_a_higher_one() => Assert.Empty(Chosen(0.1).Except(Chosen(0.5)));

    // Servers of several versions stand beside each other: who changes this changes which rows of a client are there.
    [Fact]
    public void The_same_keys_are_chosen_everywhere_and_always() =>
        Assert.Equal(["d"], new[] { "a", "b", "c", "d", "e" }.Where(k => new KeyChoice(0.4, null).Takes(Encoding.UTF8.GetBytes(k))));

    [Theory]
    [InlineData("clinic-7/1", true)]
    [InlineData("clinic-8/1", false)]
    [InlineData("", false)]
    public void A_pattern_says_which_keys(string key, bool taken) =>
        Assert.Equal(taken, new KeyChoice(1, "^clinic-7/").Takes(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void A_key_that_is_no_text_matches_no_pattern() => Assert.False(new KeyChoice(1, ".*").Takes([0xFF, (byte)'a']));

    [Fact]
    public void A_key_longer_than_a_pattern_is_tried_on_does_not_match()
    {
        Assert.True(new KeyChoice(1, "a").Takes(Encoding.UTF8.GetBytes(new string('a', KeyChoice.LongestForPattern))));
        Assert.False(new KeyChoice(1, "a").Takes(Encoding.UTF8.GetBytes(new string('a', KeyChoice.LongestForPattern + 1))));
    }

    [Fact]
    public void A_pattern_and_a_rate_have_to_agree() =>
        Assert.InRange(Keys.Count(k => Both.Takes(k)), 640, 790);

    private static string[] Chosen(double rate)
    {
        var choice = new KeyChoice(rate, null);
        return [.. Keys.Where(k => choice.Takes(k)).Select(Encoding.UTF8.GetString)];
    }
}
