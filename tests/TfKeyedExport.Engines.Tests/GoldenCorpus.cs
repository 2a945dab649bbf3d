using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests;

/// <summary>The repository's models with TensorFlow's recorded answers; one corpus for every engine.</summary>
internal static class GoldenCorpus
{
    private const double DefaultTolerance = 2e-5;

    /// <summary>Models that draw random numbers: only types and shapes of their answers are recorded truth.</summary>
    private static readonly string[] Random = ["unsafe_random"];

    /// <summary>The models' names.</summary>
    public static IEnumerable<string> Models => Directory.GetFiles(Repository.Models, "*.golden.json")
        .Select(f => Path.GetFileName(f).Replace(".golden.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Runs all cases of a model.</summary>
    /// <returns>How many cases there were.</returns>
    public static int Check(IEngine engine, string model)
    {
        SavedModel loaded = SavedModel.Load(Repository.Model(model));
        GoldenDocument golden = GoldenDocument.Load(Repository.Model(model + ".golden.json"));
        using IModelHost whole = engine.Open(loaded, new HostOptions());
        for (int i = 0; i < golden.Cases.Count; i++)
        {
            GoldenCase recorded = golden.Cases[i];
            bool isThere = recorded.Signature is not null && whole.Signatures.Contains(recorded.Signature);
            using IModelHost? function = isThere ? null : engine.Open(WithSignature(loaded, recorded.Function), new HostOptions());
            ISignatureRunner runner = (function ?? whole).Prepare(recorded.Signature ?? "serving_default");
            if (!isThere)
                recorded = WithNamesOf(runner.Signature, recorded);
            if (recorded.Outputs is null)
                Assert.Throws<TfKeyedException>(() => runner.Run(recorded.Inputs, TestContext.Current.CancellationToken));
            else
                Compare(recorded.Outputs, runner.Run(recorded.Inputs, TestContext.Current.CancellationToken), golden.RelativeTolerance, $"{model} case {i}");
        }
        return golden.Cases.Count;
    }

    private static void Compare(
        IReadOnlyDictionary<string, Tensor> recorded, IReadOnlyDictionary<string, Tensor> answers, double? tolerance, string where)
    {
        Assert.Equal(recorded.Keys.Order(StringComparer.Ordinal), answers.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, Tensor expected) in recorded)
        {
            if (Random.Any(where.StartsWith))
                Assert.Equal(expected.ToString(), answers[name].ToString());
            else
                GoldenAnswers.AssertNear(expected, answers[name], tolerance ?? DefaultTolerance, $"{where} {name}");
        }
    }

    /// <summary>Who calls a function by hand may name its arguments as he likes: in such recordings their order (by name) counts.</summary>
    private static GoldenCase WithNamesOf(ModelSignature signature, GoldenCase recorded) => recorded with
    {
        Inputs = Renamed(recorded.Inputs, signature.Inputs),
        Outputs = recorded.Outputs is null ? null : Renamed(recorded.Outputs, signature.Outputs),
    };

    private static Dictionary<string, Tensor> Renamed(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyList<SignatureArgument> arguments)
    {
        Assert.Equal(arguments.Count, tensors.Count);
        return tensors.OrderBy(t => t.Key, StringComparer.Ordinal).Zip(arguments).ToDictionary(p => p.Second.Name, p => p.First.Value);
    }

    /// <summary>The model with a plain signature made of a function; without a name, of the one that an export would choose.</summary>
    private static SavedModel WithSignature(SavedModel model, string? function) =>
        KeyingPlan.For(model, new KeyingRequest { From = function is null ? null : $"function:{function}", Keys = [] }).Apply();
}
