using System.Diagnostics;
using System.Globalization;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Keying.Python;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using TfKeyedExport.Text;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Python;

/// <summary>Inputs arrive as what they are when a signature is called from Python, whatever they are named.</summary>
public sealed class PythonCallTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-python-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_version_of_TensorFlow_orders_the_arguments_as_the_function_takes_them(bool ofOneType)
    {
        var names = new OddNames(1);
        int keyed = 0;
        for (int i = 0; i < 400; i++)
        {
            if (names.Keyed(ofOneType) is not { } model)
                continue;
            keyed++;
            Assert.Equal(PythonCallKind.Agrees, Judge(model).Kind);
            SavedBareConcreteFunction function = Function(model);
            string[] traced = Traced(model, function.ConcreteFunctionName, function.ArgumentKeywords.Count);
            Assert.Equal(traced, function.ArgumentKeywords);
            // When Python saves a signature again it takes a dictionary's values in the order of its keys for those of the list.
            Assert.Equal(traced.Order(CodePointOrder.Instance), traced);
            var fields = function.FunctionSpec.Fullargspec.NamedTupleValue.Values.ToDictionary(
                v => v.Key, v => v.Value.ListValue?.Values.Select(n => n.StringValue).ToArray() ?? []);
            // Old versions sort by the names, new ones by their own form of them, and both only what has no place.
            Assert.Equal(traced, fields["args"].Concat(fields["kwonlyargs"].Order(CodePointOrder.Instance)));
            Assert.Equal(traced, fields["args"].Concat(fields["kwonlyargs"].OrderBy(PythonNames.Sanitized, CodePointOrder.Instance)));
        }
        Assert.True(keyed > 300, $"only {keyed} were not refused");
    }

    [Fact]
    public void Both_loaders_of_TensorFlow_give_the_same_answers()
    {
        var names = new OddNames(2);
        List<SavedModel> models = [.. Enumerable.Range(0, 60).Select(i => names.Keyed(i % 2 == 0)).OfType<SavedModel>()];
        string[] lines = CallBoth(models);
        Assert.All(lines.Zip(models), l => Assert.True(l.First == "same\t", $"{l.First}: {l.Second.MetaGraphs[0].Signature("serving_default")}"));
    }

    [Fact]
    public void What_is_read_from_the_objects_is_what_Python_does()
    {
        var names = new OddNames(3);
        List<SavedModel> models =
        [
            .. Enumerable.Range(0, 50).Select(i => names.Disarranged(i % 2 == 0)).OfType<SavedModel>(),
            .. Enumerable.Range(0, 30).Select(i => names.Unchecked(i % 2 == 0)),
        ];
        string[] lines = CallBoth(models);
        var seen = new Dictionary<PythonCallKind, int>();
        foreach ((string line, SavedModel model) in lines.Zip(models))
        {
            PythonFinding finding = Judge(model);
            seen[finding.Kind] = seen.GetValueOrDefault(finding.Kind) + 1;
            string expected = finding.Kind switch
            {
                PythonCallKind.Agrees => "same",
                PythonCallKind.Mistakes => finding.Detail.Contains("in silence", StringComparison.Ordinal) ? "other" : "error",
                _ => "error",
            };
            Assert.True(line.StartsWith(expected, StringComparison.Ordinal), $"{finding.Kind}, {finding.Detail}, but Python: {line}");
        }
        Assert.True(seen.Count == 3 && seen.Values.All(n => n >= 8), string.Join(", ", seen));
    }

    [Fact]
    public void A_model_without_Python_objects_is_not_called_by_it() =>
        Assert.Equal(PythonCallKind.NotCalled, Judge(ModelPlans.Of("babyweight_tf1").Apply()).Kind);

    [Fact]
    public void A_key_that_comes_back_as_another_input_is_found()
    {
        SavedModel model = ModelPlans.Of("names_dash", new() { Keys = [new("a"), new("b")] }).Apply();
        SavedConcreteFunction concrete = model.MetaGraphs[0].Proto.ObjectGraphDef.ConcreteFunctions[Function(model).ConcreteFunctionName];
        Google.Protobuf.Collections.MapField<string, StructuredValue> outputs = concrete.OutputSignature.DictValue.Fields;
        // Results go by the names of the outputs: with z for a, the first result is taken for b's.
        outputs["z"] = outputs["a"];
        outputs.Remove("a");
        PythonFinding finding = Judge(model);
        Assert.Equal(
            (PythonCallKind.Mistakes, true), (finding.Kind, finding.Detail.Contains("'b' comes back as what was sent as 'a'", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_model_that_is_keyed_in_the_graph_only_is_not_called_with_its_key()
    {
        SavedModel model = ModelPlans.Of("names_dash").Apply();
        MetaGraphDef original = ModelPlans.Load("names_dash").MetaGraphs[0].Proto;
        MetaGraphDef keyed = model.MetaGraphs[0].Proto.Clone();
        keyed.ObjectGraphDef = original.ObjectGraphDef;
        PythonFinding finding = Judge(new SavedModel(model.Folder, new SavedModelProto { MetaGraphs = { keyed } }));
        Assert.Equal((PythonCallKind.NotCalled, true), (finding.Kind, finding.Detail.Contains("with other inputs", StringComparison.Ordinal)));
    }

    private static PythonFinding Judge(SavedModel model)
    {
        MetaGraph metaGraph = model.MetaGraphs[0];
        ModelSignature signature = metaGraph.Signature("serving_default")!;
        return PythonLoader.Judge(metaGraph, signature, KeyPaths.Find(metaGraph, signature).Select(k => (k.Input, k.Output)));
    }

    private static SavedBareConcreteFunction Function(SavedModel model) => model.MetaGraphs[0].Proto.ObjectGraphDef.Nodes
        .Select(n => n.BareConcreteFunction).Last(f => f is { ConcreteFunctionName: var name } && name.Contains("keyed", StringComparison.Ordinal));

    private static string[] Traced(SavedModel model, string function, int count)
    {
        FunctionDef definition = model.MetaGraphs[0].Function(function)!;
        return [.. Enumerable.Range(0, count).Select(i => definition.ArgAttr[(uint)i].Attr["_user_specified_name"].S.ToStringUtf8())];
    }

    private string[] CallBoth(List<SavedModel> models)
    {
        Assert.SkipWhen(SharedTools.Python is null, "Python's TensorFlow is not beside the repository");
        var folders = new List<string>();
        foreach (SavedModel model in models)
        {
            folders.Add(Path.Combine(_folder, folders.Count.ToString(CultureInfo.InvariantCulture)));
            model.Save(folders[^1]);
        }
        var start = new ProcessStartInfo(SharedTools.Python, [Path.Combine(Repository.Root, "scripts", "python_calls.py"), .. folders])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal((0, models.Count), (process.ExitCode, lines.Length));
        return lines;
    }
}
