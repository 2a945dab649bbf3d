using System.Globalization;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.Inspection;
using TfKeyedExport.Keying;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Shows an inspected model to people.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class InspectText(Terminal terminal)
{
    private const int ShownVariables = 20;
    private const int WidestName = 60;
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    public void Print(ModelInspection inspection)
    {
        _out.WriteLine(_style.Bold(inspection.Model.Folder));
        foreach (MetaGraphInspection metaGraph in inspection.MetaGraphs)
            Print(metaGraph);
        PrintVariables(inspection.Variables);
    }

    private void Print(MetaGraphInspection inspection)
    {
        string version = inspection.TensorFlowVersion.Length > 0 ? $", written by TensorFlow {inspection.TensorFlowVersion}" : "";
        _out.WriteLine();
        _out.WriteLine(_style.Bold($"metagraph tagged {string.Join(',', inspection.MetaGraph.Tags)}{version}"));
        if (inspection.Signatures.Count == 0)
            _out.WriteLine("  no signature: tfkeyed export makes one of a function below");
        foreach (SignatureInspection signature in inspection.Signatures)
            Print(inspection, signature);
        PrintFunctions(inspection.Functions);
        PrintOperations(inspection.Operations);
    }

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

    private void PrintFunctions(IReadOnlyList<ModelFunction> functions)
    {
        if (functions.Count == 0)
            return;
        _out.WriteLine("  functions that could be exported, by --from function:NAME:TRACE");
        foreach (ModelFunction function in functions)
        {
            foreach (FunctionTrace trace in function.Traces)
            {
                string remark = trace.Obstacle is { } obstacle ? $" [not exportable: {obstacle}]" : trace.IsTraining ? " [for training]" : "";
                _out.WriteLine($"    {function.Name}:{trace.Index} {trace}{_style.Warning(remark)}");
            }
        }
    }

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
