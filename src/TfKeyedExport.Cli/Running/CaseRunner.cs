using TfKeyedExport.Cli.Options;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Json;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Running;

/// <summary>Runs golden cases on a model, all of a signature on one host in their order.</summary>
/// <param name="model">The model.</param>
/// <param name="choice">The engine.</param>
internal sealed class CaseRunner(SavedModel model, EngineChoice choice)
{
    /// <summary>Each case with the outputs, or the error, of this run.</summary>
    /// <exception cref="TfKeyedException">A signature or function is not there, or no engine can run it.</exception>
    public IReadOnlyList<GoldenCase> Run(IReadOnlyList<GoldenCase> cases)
    {
        var answers = new GoldenCase[cases.Count];
        IEnumerable<IGrouping<(string?, string?), int>> groups = Enumerable.Range(0, cases.Count).GroupBy(i => (cases[i].Function, cases[i].Signature));
        foreach (IGrouping<(string?, string?), int> group in groups)
            RunGroup(cases, [.. group], answers);
        return answers;
    }

    private void RunGroup(IReadOnlyList<GoldenCase> cases, int[] indices, GoldenCase[] answers)
    {
        GoldenCase first = cases[indices[0]];
        CallableModel callable = first.Function is { } function
            ? CallableModel.ForFunction(model, function)
            : CallableModel.ForSignature(model, first.Signature!, first.Outputs is { Count: 1 } recorded ? recorded.Keys.Single() : null);
        using IModelHost host = choice.Selector.Select(choice.Kind, callable.Model, [callable.Signature], choice.HostOptions).Host;
        ISignatureRunner runner = host.Prepare(callable.Signature);
        foreach (int index in indices)
            answers[index] = Answer(runner, cases[index]);
    }

    private static GoldenCase Answer(ISignatureRunner runner, GoldenCase golden)
    {
        try
        {
            return golden with { Outputs = runner.Run(InputsFor(runner, golden)), Error = null };
        }
        catch (TfKeyedException error)
        {
            return golden with { Outputs = null, Error = error.Message };
        }
    }

    // A function's only input needs no name: Python calls it by position, and who writes cases may not know what it is called.
    private static IReadOnlyDictionary<string, Tensor> InputsFor(ISignatureRunner runner, GoldenCase golden) =>
        golden.Function is not null && runner.Signature.Inputs is [var only] && golden.Inputs.Count == 1
            ? new Dictionary<string, Tensor>(StringComparer.Ordinal) { [only.Name] = golden.Inputs.Values.Single() }
            : golden.Inputs;
}
