using TfKeyedExport.Checking.Results;
using TfKeyedExport.Serving.Verdicts;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Verdicts;

public sealed class VerdictCacheTests : IDisposable
{
    private static readonly CachedVerdict Unsafe = new(Verdict.Unsafe, "rows mix");
    private readonly string _folder = Directory.CreateTempSubdirectory("verdicts").FullName;

    [Fact]
    public void What_is_kept_is_found_by_the_same_model_engine_and_signature_only()
    {
        var cache = new VerdictCache(_folder);
        cache.Keep("model", "embedded", "s", Unsafe);
        Assert.Equal(Unsafe, new VerdictCache(_folder).Find("model", "embedded", "s"));
        Assert.Null(cache.Find("other", "embedded", "s"));
        Assert.Null(cache.Find("model", "tensorflow", "s"));
        Assert.Null(cache.Find("model", "embedded", "t"));
    }

    [Fact]
    public void What_is_undecided_is_not_kept()
    {
        new VerdictCache(_folder).Keep("model", "embedded", "s", new CachedVerdict(Verdict.Undecided, null));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"format\": 1e99}")]
    [InlineData("{\"format\": \"1\"}")]
    public void A_damaged_file_is_no_verdict(string text) => Assert.Null(After(_ => text));

    [Theory]
    [InlineData("\"Unsafe\"", "\"Undecided\"")]
    [InlineData("\"Unsafe\"", "\"7\"")]
    [InlineData("\"model\":\"model\"", "\"model\":\"other\"")]
    [InlineData("\"program\":\"", "\"program\":\"x")]
    public void What_is_not_what_this_program_would_have_written_is_not_believed(string old, string changed) =>
        Assert.Null(After(text => text.Replace(old, changed, StringComparison.Ordinal)));

    [Fact]
    public void Without_a_folder_nothing_is_kept()
    {
        var cache = new VerdictCache(null);
        cache.Keep("model", "embedded", "s", Unsafe);
        Assert.Null(cache.Find("model", "embedded", "s"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CachedVerdict? After(Func<string, string> change)
    {
        var cache = new VerdictCache(_folder);
        cache.Keep("model", "embedded", "s", Unsafe);
        string file = Directory.EnumerateFiles(_folder).Single();
        File.WriteAllText(file, change(File.ReadAllText(file)));
        return cache.Find("model", "embedded", "s");
    }
}
