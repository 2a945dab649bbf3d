using System.Globalization;
using System.Text;
using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.Handoff.Manifests;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.Handoff.Texts;
using TfKeyedExport.Handoff.Warmup;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Handoff;

/// <summary>
/// One hand-over. The model is copied into a hidden folder first, and what lies there is checked, measured and warmed up: so what is published is what was
/// checked, whatever happens to the original meanwhile. Then one rename publishes the version, and others the files at the root.
/// </summary>
/// <param name="request">What is to be handed over.</param>
internal sealed class HandoffJob(HandoffRequest request)
{
    private readonly List<string> _notes = [];

    /// <summary>Carries it out.</summary>
    /// <param name="cancellation">Ends it early; then nothing is left.</param>
    /// <exception cref="TfKeyedException">The model is not safe, a name or number is taken, or something cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public HandoffResult Run(CancellationToken cancellation)
    {
        string source = SavedModelLocator.Find(request.Model);
        string name = ModelName.Of(request.Name, source);
        LocalPath.Check(request.Repository, written: true);
        string repository = RealPath.Of(request.Repository);
        if (repository.Any(char.IsControl))
            throw TfKeyedException.Usage("the repository's path has control characters, which no manifest can carry", "REPOSITORY", "name another folder");
        string folder = Path.Combine(repository, name);
        var versions = new VersionNumbers(folder);
        if (request.Version is { } wanted)
            versions.CheckFree(wanted);
        string models = Path.Combine(repository, RepositoryFiles.Models);
        // Before anything is copied: what stands in the way later stands there now.
        ModelsConfig.Load(models).With(models, name, folder);

        long first = request.Version ?? versions.Next();
        SaveOptions save = request.Save with { StagingName = name, CancellationToken = cancellation };
        string output = Path.Combine(folder, Text(first));
        using StagedModel staged = SavedModelWriter.Stage(new ModelCopy(source), output, save);
        try
        {
            return Run(staged, name, repository, cancellation);
        }
        // The copy is the model, byte for byte: what is said of it is said of what the user named.
        catch (TfKeyedException error) when (new StagedErrors(staged.Folder, source, source) is var errors && errors.Concerns(error))
        {
            throw errors.Renamed(error);
        }
    }

    private HandoffResult Run(StagedModel staged, string name, string repository, CancellationToken cancellation)
    {
        SavedModel model = SavedModel.Load(staged.Folder);
        CheckReport report = Check(model, cancellation) with { Model = name };
        if (report.Verdict != Verdict.Safe && !request.AllowUnsafe)
            throw NotSafe(report);

        BatchWish wish = request.Sizes(model);
        ModelSignature signature = MetaGraphChoice.Of(model, request.Engine.Options.Tags).Signature(request.Signature)!;
        SampleRows samples = SampleRows.Make(model, request.Signature, seed: request.Seed, examples: request.Warmup(model), tags: request.Engine.Options.Tags);
        AcceptedRows rows;
        BatchPlan plan;
        using (IModelHost host = wish.Entry.Engine.Open(SavedModel.Load(staged.Folder), wish.Entry.Options, cancellation))
        {
            rows = AcceptedRows.Find(host.Prepare(request.Signature), samples, cancellation);
            plan = new BatchChooser(wish, () => SavedModel.Load(staged.Folder), request.Signature).Choose(host, rows, cancellation);
        }
        _notes.AddRange(plan.Notes);
        plan = plan with { WhyAlone = Company.WhyAlone(report, signature, rows) };
        if (plan.WhyAlone is { } why)
            _notes.Add($"its requests are not joined with others (there is no {BatchingParametersReader.FileOfVersion}): {why}");

        WarmupFile warmup = AddFiles(staged, name, model, signature, report, plan, rows);
        cancellation.ThrowIfCancellationRequested();
        string? example = Example(signature, rows);
        return Publish(staged, name, repository, report, plan, warmup, context => new ReadmeText(context, name, signature, example), cancellation);
    }

    private CheckReport Check(SavedModel model, CancellationToken cancellation)
    {
        SelectedEngine selected = request.Engine.Open(model, [request.Signature], cancellation);
        using IModelHost host = selected.Host;
        return new KeyCheck(selected.Engine, model)
        {
            Signature = request.Signature,
            Keys = request.Keys,
            Rows = request.Rows,
            Seed = request.Seed,
            Examples = request.Examples(model),
            Host = request.Engine.Options,
            Invariant = request.Invariant,
            Duration = request.CheckDuration,
        }.Run(host, cancellation);
    }

    private TfKeyedException NotSafe(CheckReport report)
    {
        string why = report.Verdict == Verdict.Undecided
            ? $"the check could not decide: {report.WhyUndecided}"
            : $"the check found it unsafe: {string.Join("; ", report.Outputs.Where(o => o.Verdict == Verdict.Unsafe).Select(Fault))}";
        string next = report.Verdict == Verdict.Undecided
            ? "do that, or give rows with --examples FILE; or, knowing that answers may not be those of their keys, add --allow-unsafe"
            : "look at it with tfkeyed check, and change what mixes rows; or, knowing that answers may not be those of their keys, add --allow-unsafe";
        return TfKeyedException.Refused($"{report.Model} is not handed over: {why}", $"signature {report.Signature}", next);
    }

    private static string Fault(OutputReport output) =>
        $"{output.Name} ({output.Reason?.ToString() ?? "wrong values"}{(output.Culprit is { } culprit ? $", at {culprit.Op} '{culprit.Node}'" : "")})";

    private WarmupFile AddFiles(
        StagedModel staged, string name, SavedModel model, ModelSignature signature, CheckReport report, BatchPlan plan, AcceptedRows rows)
    {
        var known = MetaGraphChoice.Of(model, request.Engine.Options.Tags).Signatures.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var warmup = new WarmupFile(name, signature, known);
        bool changes = Causes.Of(new ModelGraphs(model, request.Engine.Options.Tags).Of(signature)).MayWrite;
        if (changes)
            _notes.Add("calls change this model, so no warm-up requests are made");
        // The model's own records are read while the new file is written.
        string own = Path.Combine(staged.Folder, WarmupFile.Name);
        if (!changes || File.Exists(own))
        {
            staged.Add(WarmupFile.Name + RepositoryFiles.New, stream => warmup.Write(own, stream, rows, changes ? [] : plan.Sizes));
            staged.Rename(WarmupFile.Name + RepositoryFiles.New, WarmupFile.Name);
        }
        _notes.AddRange(warmup.Notes);
        AddParameters(staged, name, plan);
        staged.Add(RepositoryFiles.Verdict, stream => VerdictFile.Write(report, stream));
        return warmup;
    }

    private void AddParameters(StagedModel staged, string name, BatchPlan plan)
    {
        const string File = BatchingParametersReader.FileOfVersion;
        string path = Path.Combine(staged.Folder, File);
        if (Path.Exists(path) && !(RegularFile.ReadAll(path, TextFormatLimits.Default.Bytes) is { } bytes && GeneratedText.IsUntouched(bytes)))
            _notes.Add($"the model's own {File} is not carried over");
        staged.Remove(File);
        if (plan.WhyAlone is null)
            staged.Add(File, stream => stream.Write(Encoding.UTF8.GetBytes(GeneratedText.Seal(File, BatchingText.OfVersion(name, plan)))));
    }

    private HandoffResult Publish(
        StagedModel staged, string name, string repository, CheckReport report, BatchPlan plan, WarmupFile warmup, Func<RootContext, ReadmeText> readme,
        CancellationToken cancellation)
    {
        string folder = Path.Combine(repository, name);
        var versions = new VersionNumbers(folder);
        return Guarded(repository, () =>
        {
            using var taken = RepositoryLock.Take(repository, cancellation);
            string path = Path.Combine(repository, RepositoryFiles.Models);
            using var files = new RootFiles(repository);
            try
            {
                files.ClearUp();
                ModelsConfig config = ModelsConfig.Load(path);
                byte[]? changed = config.With(path, name, folder);
                ServedModel own = new(name, VerdictFile.Words(report), plan.WhyAlone is null ? plan.Sizes : [],
                    staged.Result.CarriedBytes + staged.Result.GraphBytes);
                IEnumerable<ServedModel> served = config.Models.Select(m => m.Name == name ? own : ServedModel.Of(m));
                var context = new RootContext(repository, request.Server, [.. served, .. changed is null ? [] : (ServedModel[])[own]]);
                Stage(files, context, name, plan, readme(context));
                // Last: a server that reads the list finds everything else that it names.
                if (changed is not null)
                    files.Stage(RepositoryFiles.Models, changed);
                cancellation.ThrowIfCancellationRequested();

                (SaveResult copy, long version) = Publish(staged, versions);
                files.Commit();
                Tell(config, name, version, versions);
                return new HandoffResult(
                    name, version, copy, report, plan, (warmup.Kept, warmup.Made), files.Written, files.Kept, ReadmeText.Commands(context),
                    ReadmeText.LiveChecks(name), _notes);
            }
            catch when (!File.Exists(path) && versions.All().Count == 0)
            {
                taken.Forget();
                throw;
            }
        });
    }

    private void Stage(RootFiles files, RootContext context, string name, BatchPlan plan, ReadmeText readme)
    {
        files.StageGenerated(RepositoryFiles.Batching, BatchingText.Common(context, name, plan));
        files.StageGenerated(RepositoryFiles.Monitoring, MonitoringText.Write());
        files.StageGenerated(RepositoryFiles.Compose, ComposeFile.Write(context));
        files.StageGenerated(RepositoryFiles.Kubernetes, KubernetesFile.Write(context));
        if (request.Server.Kind == ServerKind.Tfkeyed)
            files.StageGenerated(RepositoryFiles.Docker, DockerText.Write(request.Server.Image));
        files.StageGenerated(RepositoryFiles.Readme, readme.Write());
    }

    private void Tell(ModelsConfig config, string name, long version, VersionNumbers versions)
    {
        if (config.Models.FirstOrDefault(m => m.Name == name)?.VersionPolicy is VersionPolicy.Specific specific && !specific.Versions.Contains(version))
            _notes.Add($"{RepositoryFiles.Models} lists versions of {name} one by one, and {version} is not among them: it is not served before it is");
        if (versions.All() is [.., var highest] && highest > version)
            _notes.Add($"version {highest} is there already, and servers take the highest");
    }

    // Whose rename comes first has the number; whoever takes the next one finds it free or tries again.
    private (SaveResult Copy, long Version) Publish(StagedModel staged, VersionNumbers versions)
    {
        while (true)
        {
            long version = request.Version ?? versions.Next();
            if (request.Version is not null)
                versions.CheckFree(version);
            if (staged.TryPublishAs(Text(version)) is { } copy)
                return (copy, version);
            if (request.Version is not null)
                throw versions.Taken(version);
        }
    }

    // A batch of a fixed size is no row.
    private static string? Example(ModelSignature signature, AcceptedRows rows) =>
        rows.FixedBatchSize is null or 1 ? ExampleRequest.Body(signature, rows.Batch(1), rows.HaveAllInputs) : null;

    private static T Guarded<T>(string repository, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException error)
        {
            throw TfKeyedException.Output($"the repository cannot be written ({error.Message})", repository, "name a folder where you may write", error);
        }
        catch (IOException error)
        {
            throw TfKeyedException.Output(
                $"the repository cannot be written ({error.Message})", repository, SystemErrors.Next(error, "free some space or choose another disk"), error);
        }
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
