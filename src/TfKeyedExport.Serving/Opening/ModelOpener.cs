using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Threads;
using TfKeyedExport.Serving.Verdicts;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Opening;

/// <summary>Opens versions on the engines at hand, warms them up, and has it found out whether their rows may be joined.</summary>
/// <param name="choice">The engines and their limits.</param>
/// <param name="scheduler">Runs calls that are not run at once.</param>
/// <param name="judge">Finds out whether rows may be joined; null if batching is off.</param>
/// <param name="rules">How rows are joined, by the version's folder; null where they are not.</param>
/// <param name="warmUp">What is called before a version answers; null for nothing.</param>
/// <param name="observers">Who is told of a signature's calls: by model, version and signature.</param>
/// <param name="keys">Whether signatures without keys get one, and what keys must be like.</param>
/// <param name="maxRows">The most rows of a call.</param>
/// <param name="maxWaiting">How many calls of a signature may wait where they are not joined.</param>
/// <param name="shortRuns">Ends calls that keep the threads that carry requests; null where calls may.</param>
internal sealed class ModelOpener(
    EngineChoice choice, BatchScheduler scheduler, JoinJudge? judge, Func<string, BatchRules?> rules, WarmUp? warmUp,
    Func<string, long, string, ISignatureObserver> observers, KeyHandling keys, int maxRows = int.MaxValue, int maxWaiting = int.MaxValue,
    ShortRuns? shortRuns = null)
    : IModelOpener
{
    /// <inheritdoc/>
    public ServedModel Open(ModelOptions model, long number, string folder, CancellationToken cancellation)
    {
        SavedModel saved = SavedModel.Load(folder);
        MetaGraph metaGraph = MetaGraphChoice.Of(saved, choice.Options.Tags);
        List<ModelSignature> servable = [.. metaGraph.Signatures.Where(s => s.IsServable)];
        if (servable.Count == 0)
        {
            throw TfKeyedException.Unreadable(
                "the model has no signature that can be served", folder, $"tfkeyed export {folder} OUTPUT writes a copy with a keyed one");
        }
        SelectedEngine selected = Select(saved, servable, cancellation);
        IModelHost host = selected.Host;
        try
        {
            var lacking = new Dictionary<string, string>(StringComparer.Ordinal);
            var graphs = new ModelGraphs(saved, choice.Options.Tags);
            List<ServedSignature> served =
                [.. servable.Select(s => Prepare(model.Name, number, metaGraph, graphs, host, s, lacking)).OfType<ServedSignature>()];
            BatchRules? joining = rules(folder);
            var opened = new ServedModel(model.Name, number, host, served, lacking)
            {
                Batching = joining?.Options,
                VariableBytes = VariableSizes.Of(folder),
                Declared = metaGraph.Head.SignatureDef.ToDictionary(s => s.Key, s => HostKeyedRunner.Declare(s.Value, SignatureOf(served, s.Key))),
                All = [.. metaGraph.Signatures.Select(s => SignatureOf(served, s.Name) ?? s)],
            };
            if (joining is { Settings.FailsTogether: true })
                judge?.JoinProved(opened, saved, choice.Options, joining.Settings);
            warmUp?.Run(opened, folder, cancellation);
            if (joining is not null)
                judge?.Start(opened, saved, selected.Engine, choice.Options, joining.Settings);
            return opened;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    // An engine that runs all signatures is best; one that runs some is better than none.
    private SelectedEngine Select(SavedModel model, List<ModelSignature> servable, CancellationToken cancellation)
    {
        try
        {
            return choice.Open(model, [.. servable.Select(s => s.Name)], cancellation);
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Engine && servable.Count > 1)
        {
            foreach (ModelSignature signature in servable.OrderByDescending(s => s.Name == ModelSignature.ServingDefault))
            {
                try
                {
                    return choice.Open(model, [signature.Name], cancellation);
                }
                catch (TfKeyedException other) when (other.Kind == ErrorKind.Engine)
                {
                    // Told of all of them together, by the first try.
                }
            }
            throw;
        }
    }

    private ServedSignature? Prepare(
        string model, long number, MetaGraph metaGraph, ModelGraphs graphs, IModelHost host, ModelSignature signature, Dictionary<string, string> lacking)
    {
        try
        {
            ISignatureRunner runner = host.Prepare(signature.Name);
            IReadOnlyList<KeyPosition> positions = ServedKeys.Of(metaGraph, signature);
            Func<ISignatureRunner> anyShape = () => host.PrepareForAnyShape(signature.Name);
            if (keys.OnHost && positions.Count == 0 && HostKeyedRunner.Fits(signature))
            {
                var keyed = new HostKeyedRunner(runner);
                (runner, positions) = (keyed, [keyed.Key]);
                anyShape = () => new HostKeyedRunner(host.PrepareForAnyShape(signature.Name));
            }
            // Asked for by calls too, of several signatures at one time; the graphs are made by one thread only.
            var mayWrite = new Lazy<bool>(() =>
            {
                lock (graphs)
                    return Causes.Of(graphs.Of(signature)).MayWrite;
            });
            var options = new SignatureOptions
            {
                MayWrite = () => mayWrite.Value,
                Rules = keys.Rules,
                MaxRows = maxRows,
                MaxWaiting = maxWaiting,
                ShortRuns = shortRuns,
                EndsEarly = host.EndsCallsEarly,
                TakesAnyShape = host.BearsAnyShape,
                Logged = new LoggedSignature(model, number, runner.Signature, [.. positions.Select(p => p.Input)], [.. positions.Select(p => p.Output)]),
            };
            return new ServedSignature(runner, anyShape, positions, options, scheduler, observers(model, number, signature.Name));
        }
        catch (TfKeyedException e)
        {
            lacking[signature.Name] = e.What;
            return null;
        }
    }

    // As it is served: with a key of the host's, if it has one.
    private static ModelSignature? SignatureOf(List<ServedSignature> served, string name) => served.Find(s => s.Signature.Name == name)?.Signature;
}
