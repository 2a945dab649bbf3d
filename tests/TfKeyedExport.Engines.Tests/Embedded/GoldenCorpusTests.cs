using TfKeyedExport.Embedded;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded;

public class GoldenCorpusTests
{
    public static TheoryData<string> Models => [.. GoldenCorpus.Models];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_embedded_engine_gives_TensorFlows_answers(string model) =>
        Assert.True(GoldenCorpus.Check(new EmbeddedEngine(), model) > 0);
}
