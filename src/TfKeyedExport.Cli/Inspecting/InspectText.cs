using System.Globalization;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.Functions;
using TfKeyedExport.Inspection;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Shows an inspected model to people.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class InspectText(Terminal terminal)
{
    private const int ShownVariables = 20;
    private const int ShownTraces = 40;
    private const int WidestName = 60;
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    public void Print(ModelInspection inspection)
    {
        _out.WriteLine(_style.Bold(inspection.Model.Folder));
        foreach (MetaGraphInspection metaGraph in inspection.MetaGraphs)
            Print(metaGraph);
        PrintVariables(inspection.Variables);
        new AssetText(terminal).Print(inspection.ExtraAssets, _style.Bold($"{Count(inspection.ExtraAssets, "file")} in assets.extra"), "");
    }

    private void Print(MetaGraphInspection inspection)
    {
        string version = inspection.TensorFlowVersion.Length > 0 ? $", written by TensorFlow {inspection.TensorFlowVersion}" : "";
        _out.WriteLine();
        _out.WriteLine(_style.Bold($"metagraph tagged {string.Join(',', inspection.MetaGraph.Tags)}{version}"));
        if (inspection.Signatures.Count == 0)
        {
            _out.WriteLine(inspection.Functions.Concat(inspection.ChildFunctions).Any(CanBeKeyed)
                ? "  no signature: tfkeyed export makes one of a function below"
                : "  no signature, and no function that tfkeyed export could make one of");
        }
        foreach (SignatureInspection signature in inspection.Signatures)
            Print(inspection, signature);
        PrintFunctions(inspection);
        PrintOperations(inspection.Operations);
        new AssetText(terminal).Print(inspection.Assets, Count(inspection.Assets, "asset"), "  ");
    }

    private static string Count(IReadOnlyList<AssetInspection> files, string what) => files.Count == 1 ? $"1 {what}" : $"{files.Count} {what}s";

    private void Print(MetaGraphInspection metaGraph, SignatureInspection inspection)
    {
        ModelSignature signature = inspection.Signature;
        string method = signature.MethodName == ModelSignature.PredictMethod ? "" : $" ({signature.MethodName})";
        _out.WriteLine($"  signature {_style.Bold(signature.Name)}{method}");
        HashSet<string> keys = [.. inspection.Keys.SelectMany(k => (string[])[k.Input, k.Output])];
        new SignatureText(terminal).Print(signature, "    ", keys);
        foreach (KeyPath key in inspection.Keys)
            _out.WriteLine($"    {_style.Key($"keyed: {key.Input} comes back as {key.Output}, through {string.Join(" -> ", key.Nodes)}")}");
        if (!inspection.IsKeyed)
            _out.WriteLine("    not keyed");
        if (inspection.PythonMistakes is { } mistakes)
            _out.WriteLine($"    {_style.Warning(mistakes)}");
        IReadOnlyList<string> lacks = EmbeddedSupport.Lacks(metaGraph.MetaGraph, signature);
        if (lacks.Count == 0)
            _out.WriteLine("    embedded engine: has every operation");
        else
            _out.WriteLine($"    {_style.Warning("embedded engine lacks:")} {string.Join("; ", lacks)}");
    }

    /// <summary>
    /// The root's functions; its children's where it has none to key, which is where they are needed: a Keras model has several for each layer.
    /// </summary>
    private void PrintFunctions(MetaGraphInspection inspection)
    {
        bool needsChildren = !inspection.Functions.Any(CanBeKeyed);
        if (needsChildren && inspection.Functions.Count == 0 && inspection.ChildFunctions.Count > 0)
            _out.WriteLine("  the root object has no function; its children's follow");
        List<ModelFunction> shown = [.. inspection.Functions, .. needsChildren ? inspection.ChildFunctions : []];
        PrintList("functions that could be exported, by --from function:NAME:TRACE", shown, able: true);
        PrintList("functions that cannot be exported", shown, able: false);
        int hidden = needsChildren ? 0 : inspection.ChildFunctions.Count(CanBeKeyed);
        if (hidden > 0)
            _out.WriteLine($"  functions of its children that could be exported, by --from function:CHILD.NAME:TRACE: {hidden}; --json lists them");
    }

    private void PrintList(string heading, List<ModelFunction> functions, bool able)
    {
        List<string> lines = [.. functions.SelectMany(f => f.Traces.Where(t => t.KeyObstacle is null == able).Select(t => Line(f, t)))];
        if (lines.Count > 0)
            _out.WriteLine($"  {heading}");
        foreach (string line in lines.Take(ShownTraces))
            _out.WriteLine($"    {line}");
        if (lines.Count > ShownTraces)
            _out.WriteLine($"    and {lines.Count - ShownTraces} more; --json lists all");
    }

    private string Line(ModelFunction function, FunctionTrace trace)
    {
        string remark = trace.KeyObstacle is { } obstacle ? $" [not exportable: {obstacle}]" : trace.IsTraining ? " [for training]" : "";
        return $"{function.Name}:{trace.Index} {trace}{_style.Warning(remark)}";
    }

    private static bool CanBeKeyed(ModelFunction function) => function.Traces.Any(t => t.KeyObstacle is null);

    private void PrintOperations(IReadOnlyList<OperationCount> operations)
    {
        int total = operations.Sum(o => o.Total);
        _out.WriteLine($"  {total.ToString("N0", CultureInfo.InvariantCulture)} nodes of {operations.Count} kinds, functions included");
        string line = "   ";
        foreach (OperationCount operation in operations)
        {
            string word = $" {operation.Op} {operation.Total}";
            if (line.Length + word.Length > terminal.Width)
            {
                _out.WriteLine(line);
                line = "   ";
            }
            line += word;
        }
        _out.WriteLine(line);
    }

    private void PrintVariables(IReadOnlyList<VariableInspection> variables)
    {
        _out.WriteLine();
        _out.WriteLine(_style.Bold($"{variables.Count} variables, {ByteCount.Text(variables.Sum(v => v.Bytes))}"));
        int width = Math.Min(WidestName, variables.Take(ShownVariables).Select(v => v.Name.Length).DefaultIfEmpty().Max());
        foreach (VariableInspection variable in variables.Take(ShownVariables))
            _out.WriteLine($"  {variable.Name.PadRight(width)}  {variable.Type.Name()} {variable.Shape}, {ByteCount.Text(variable.Bytes)}");
        if (variables.Count > ShownVariables)
            _out.WriteLine($"  and {variables.Count - ShownVariables} more; --json lists all");
    }
}
