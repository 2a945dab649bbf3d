using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>One export, from the model's folder to the published copy.</summary>
/// <param name="terminal">Where progress is shown.</param>
/// <param name="model">The model's folder.</param>
/// <param name="output">The folder to make.</param>
/// <param name="request">What the keyed signature is to be like.</param>
internal sealed class ExportJob(Terminal terminal, string model, string output, KeyingRequest request)
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public VariableCopy Variables { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>Whether keys are checked before anything is published.</summary>
    public bool Check { get; init; }

    /// <summary>Where the check runs the model, and its limits.</summary>
    public EnginePlace Engine { get; init; } = EnginePlace.Default;

    /// <summary>What the check tries.</summary>
    public SampleChoice Samples { get; init; } = SampleChoice.Default;

    /// <summary>Plans the export and changes nothing.</summary>
    public KeyingPlan Plan()
    {
        KeyingPlan plan = KeyingPlan.For(SavedModel.LoadWhole(model), request);
        plan.Apply().RehearseSave(output, new SaveOptions { Variables = Variables, Overwrite = Overwrite });
        return plan;
    }

    /// <summary>Carries the export out. If a check was asked for and fails, nothing is published.</summary>
    public ExportOutcome Run()
    {
        using var interruption = new Interruption();
        KeyingPlan plan = KeyingPlan.For(SavedModel.LoadWhole(model), request);
        using StagedModel staged = Stage(plan, interruption.Token);
        CheckReport? report = Check ? RunCheck(plan, staged, interruption.Token) : null;
        interruption.Token.ThrowIfCancellationRequested();
        bool publish = report is null || report.Verdict == Verdict.Safe;
        SaveResult result = publish ? staged.Publish() : staged.Result;
        return new ExportOutcome(plan, result, report, publish, TimeProvider.System.GetElapsedTime(_start));
    }

    private StagedModel Stage(KeyingPlan plan, CancellationToken cancellation)
    {
        using var progress = new ProgressBar(terminal, "copying", TimeProvider.System);
        return plan.Apply().Stage(output, new SaveOptions
        {
            Variables = Variables,
            Overwrite = Overwrite,
            Progress = terminal.ShowsProgress ? p => progress.Report(p.DoneBytes, p.TotalBytes) : null,
            CancellationToken = cancellation,
        });
    }

    // The staged files are checked, not the model in memory: what clients will load is what has to be right. So the keyed model
    // is read anew, once, for choosing the engine, for the samples and for the check together. Of the export's own memory the
    // check takes the original only, to compare with: nobody will load that from what was written.
    private CheckReport RunCheck(KeyingPlan plan, StagedModel staged, CancellationToken cancellation)
    {
        var errors = new StagedErrors(staged.Folder, plan.Model.Folder, output);
        try
        {
            return CheckStaged(plan, SavedModel.Load(staged.Folder), cancellation);
        }
        catch (TfKeyedException error) when (errors.Concerns(error))
        {
            throw errors.Renamed(error);
        }
    }

    private CheckReport CheckStaged(KeyingPlan plan, SavedModel keyed, CancellationToken cancellation)
    {
        HostOptions options = Engine.Host with { Tags = plan.MetaGraphs[0].Tags };
        SelectedEngine selected = (Engine.Choice with { Options = options }).Open(keyed, [request.Signature], cancellation);
        using IModelHost host = selected.Host;
        var check = new KeyCheck(selected.Engine, keyed)
        {
            Signature = request.Signature,
            Against = plan.Model,
            AgainstSignature = plan.MetaGraphs[0].Source.ToString(),
            Host = options,
            Invariant = Engine.Invariant,
            Rows = Samples.Rows,
            Seed = Samples.Seed,
            Examples = Samples.Load(keyed, request.Signature, options.Tags),
            Duration = Samples.Duration,
        };
        return check.Run(host, cancellation) with { Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(output)) };
    }
}
