using TfKeyedExport.Embedded;
using TfKeyedExport.Engines.Tests.TensorFlow;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Json;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded;

public class GoldenCorpusTests
{
    private const double DefaultTolerance = 2e-5;

    /// <summary>Models that draw random numbers: only types and shapes of their answers are recorded truth.</summary>
    private static readonly string[] Random = ["unsafe_random"];

    public static TheoryData<string> Models => [.. Directory.GetFiles(Repository.Models, "*.golden.json")
        .Select(f => Path.GetFileName(f).Replace(".golden.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_embedded_engine_gives_TensorFlows_answers(string model)
    {
        SavedModel loaded = SavedModel.Load(Repository.Model(model));
        GoldenDocument golden = GoldenDocument.Load(Repository.Model(model + ".golden.json"));
        using IModelHost host = new EmbeddedEngine().Open(loaded, new HostOptions());
        for (int i = 0; i < golden.Cases.Count; i++)
        {
            GoldenCase recorded = golden.Cases[i];
            using IModelHost? function = recorded.Function is not null || !host.Signatures.Contains(recorded.Signature!) ? OpenFunction(loaded, recorded.Function) : null;
            ISignatureRunner runner = (function ?? host).Prepare(recorded.Function is null ? recorded.Signature! : "serving_default");
            if (recorded.Outputs is null)
            {
                Assert.Throws<TfKeyedException>(() => runner.Run(recorded.Inputs, TestContext.Current.CancellationToken));
                continue;
            }
            IReadOnlyDictionary<string, Tensor> answers = runner.Run(recorded.Inputs, TestContext.Current.CancellationToken);
            foreach ((string name, Tensor expected) in recorded.Outputs)
            {
                if (Random.Contains(model))
                    Assert.Equal(expected.ToString(), answers[name].ToString());
                else
                    GoldenAnswers.AssertNear(expected, answers[name], golden.RelativeTolerance ?? DefaultTolerance, $"{model} case {i} {name}");
            }
        }
    }

    private static IModelHost OpenFunction(SavedModel model, string? function)
    {
        var request = new KeyingRequest { From = function is null ? null : $"function:{function}", Keys = [] };
        return new EmbeddedEngine().Open(KeyingPlan.For(model, request).Apply(), new HostOptions());
    }
}
