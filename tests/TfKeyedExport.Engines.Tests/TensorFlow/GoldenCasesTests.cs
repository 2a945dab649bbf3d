using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Json;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.Testing;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

public class GoldenCasesTests
{
    private const double DefaultTolerance = 2e-5;

    /// <summary>Models that draw random numbers: only types and shapes of their answers are recorded truth.</summary>
    private static readonly string[] Random = ["unsafe_random"];

    public static TheoryData<string> Models => [.. Directory.GetFiles(Repository.Models, "*.golden.json")
        .Select(f => Path.GetFileName(f).Replace(".golden.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void TensorFlow_gives_the_recorded_answers(string model)
    {
        using TensorFlowHost host = TensorFlowForTests.Open(model);
        GoldenDocument golden = GoldenDocument.Load(Repository.Model(model + ".golden.json"));
        for (int i = 0; i < golden.Cases.Count; i++)
        {
            GoldenCase recorded = golden.Cases[i];
            if (recorded.Signature is null || !host.Signatures.Contains(recorded.Signature))
                Assert.Skip($"{model} has no signature {recorded.Signature}: it is run as a keyed export in other tests");
            IReadOnlyDictionary<string, Tensor> answers = host.Prepare(recorded.Signature).Run(recorded.Inputs, TestContext.Current.CancellationToken);
            foreach ((string name, Tensor expected) in recorded.Outputs!)
            {
                if (Random.Contains(model))
                    Assert.Equal(expected.ToString(), answers[name].ToString());
                else
                    GoldenAnswers.AssertNear(expected, answers[name], golden.RelativeTolerance ?? DefaultTolerance, $"{model} case {i} {name}");
            }
        }
    }
}
