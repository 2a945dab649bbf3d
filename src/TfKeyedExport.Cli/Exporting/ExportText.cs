using System.Globalization;
using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Signatures;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>Tells an export to people: the signature before and after, the key's way, what was carried over.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class ExportText(Terminal terminal) : IExportPrinter
{
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    /// <inheritdoc/>
    public void PrintPlan(KeyingPlan plan, string output)
    {
        PrintSignatures(plan);
        foreach (MetaGraphPlan metaGraph in plan.MetaGraphs)
            PrintEdits(metaGraph);
        _out.WriteLine($"{_style.Bold("A dry run:")} nothing was written. Without --dry-run, {output} appears.");
    }

    /// <inheritdoc/>
    public void PrintOutcome(ExportOutcome outcome)
    {
        PrintSignatures(outcome.Plan);
        SaveResult result = outcome.Result;
        _out.WriteLine($"{_style.Bold("Carried over")} byte for byte: {result.CarriedFiles} {(result.CarriedFiles == 1 ? "file" : "files")}, "
            + $"{ByteCount.Text(result.CarriedBytes)}{How(result)}. Written anew: saved_model.pb, {ByteCount.Text(result.GraphBytes)}.");
        if (outcome.Check is { } report)
        {
            _out.WriteLine();
            report.WriteText(_out, _style.Enabled);
            _out.WriteLine();
        }
        string time = string.Create(CultureInfo.InvariantCulture, $"{outcome.Elapsed.TotalMilliseconds:0.0} ms");
        string why = outcome.Check is { Verdict: Verdict.Undecided } ? "could not decide" : "found the keys unsafe";
        if (outcome.Published)
            _out.WriteLine($"{_style.Good("Published")} {result.Folder} in {time}.");
        else
            _out.WriteLine($"{_style.Bad("Not published:")} the check {why}, so there is no {result.Folder}. It took {time}.");
        if (outcome.Check is { Verdict: Verdict.Unsafe })
            _out.WriteLine(
                "Change what the outputs named above do with the rows of a batch, or export without --check and match those outputs by other means.");
        else if (outcome.Check is { Verdict: Verdict.Undecided })
            _out.WriteLine("Export without --check, then check the result with rows of your own: tfkeyed check OUTPUT --examples FILE.");
    }

    private void PrintSignatures(KeyingPlan plan)
    {
        foreach (MetaGraphPlan metaGraph in plan.MetaGraphs)
        {
            string which = plan.Model.MetaGraphs.Count > 1 ? $" in the metagraph tagged {string.Join(',', metaGraph.Tags)}" : "";
            _out.WriteLine(_style.Bold($"Before: {Describe(metaGraph.Source)}{which}"));
            Print(metaGraph.Before, []);
            string replaced = metaGraph.ReplacesSignature ? metaGraph.KeptAs is { } kept ? $", the old one kept as {kept}" : ", in place of the old one" : "";
            _out.WriteLine(_style.Bold($"After: the signature {metaGraph.After.Name}{replaced}"));
            Print(metaGraph.After, [.. metaGraph.Keys.Select(k => k.Name)]);
            PrintWay(metaGraph);
            foreach (string note in metaGraph.Notes)
                _out.WriteLine($"{_style.Warning("note:")} {note}");
        }
        foreach (string note in plan.Notes)
            _out.WriteLine($"{_style.Warning("note:")} {note}");
    }

    private void Print(ModelSignature signature, IReadOnlyCollection<string> keys)
    {
        new SignatureText(terminal).Print(signature, "  ", keys);
        _out.WriteLine();
    }

    private void PrintWay(MetaGraphPlan plan)
    {
        HashSet<string> keys = [.. plan.Keys.Select(k => k.Name)];
        string inputs = List(plan.After.Inputs.Where(i => !keys.Contains(i.Name)));
        string outputs = List(plan.After.Outputs.Where(o => !keys.Contains(o.Name)));
        int width = Math.Max(inputs.Length, keys.Max(k => k.Length));
        _out.WriteLine(_style.Bold("The way of a row: the key goes beside the model, never through it"));
        foreach (string key in keys)
            _out.WriteLine($"  {_style.Key($"{key.PadRight(width)} ----------------> {key}")}");
        _out.WriteLine($"  {inputs.PadRight(width)} --> [ model ] --> {outputs}");
        _out.WriteLine();
    }

    private void PrintEdits(MetaGraphPlan plan)
    {
        _out.WriteLine(_style.Bold($"Added to the metagraph tagged {string.Join(',', plan.Tags)}"));
        foreach (string line in plan.Nodes.Select(n => $"node      {n}"))
            _out.WriteLine($"  {line}");
        foreach (string line in plan.Functions.Select(f => $"function  {f}"))
            _out.WriteLine($"  {line}");
        foreach (string line in plan.Objects.Select(o => $"object    {o}"))
            _out.WriteLine($"  {line}");
        foreach (string line in plan.Captures.Select(c => $"capture   {c}"))
            _out.WriteLine($"  {line}");
        _out.WriteLine();
    }

    private static string Describe(KeyingSource source) => source switch
    {
        KeyingSource.Signature signature => $"the signature {signature.Name}",
        KeyingSource.Function function => $"no signature; made of the function {function.Name} (trace {function.Trace.Index})",
        _ => source.ToString()!,
    };

    private static string List(IEnumerable<SignatureArgument> arguments)
    {
        const int Shown = 4;
        List<string> names = [.. arguments.Select(a => a.Name)];
        return string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $", ... {names.Count} in all" : "");
    }

    private static string How(SaveResult result) => result.CarriedBytes == 0 ? "" : result.Variables switch
    {
        VariableCopy.Reflink => " (the variables by reflink: they share their blocks on disk with the original)",
        VariableCopy.HardLink => " (the variables by hard link: the same files as the original's)",
        _ => "",
    };
}
