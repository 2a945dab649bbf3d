using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

public class GoldenCasesTests
{
    public static TheoryData<string> Models => [.. GoldenCorpus.Models];

    [Theory]
    [MemberData(nameof(Models))]
    public void TensorFlow_gives_the_recorded_answers(string model) =>
        Assert.True(GoldenCorpus.Check(TensorFlowForTests.Engine(), model) > 0);
}
