using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Opening;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Opening;

public sealed class ModelOpenerTests : IDisposable
{
    private readonly OpenerHarness _opener = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_keyed_model_is_opened_with_its_key()
    {
        ServedSignature signature = _opener.Open(Repository.Model("babyweight_keyed_reference")).Signatures["serving_default"];
        Assert.Equal("key", signature.Signature.Inputs[Assert.Single(signature.Keys).Input].Name);
    }

    [Fact]
    public async Task What_is_called_a_key_on_both_sides_is_one_though_the_model_does_not_hand_it_through()
    {
        // The output "key" is made to be the plurality, which is not what was sent as "key".
        ServedModel opened = _opener.Open(WithOtherKey("plurality"));
        ServedSignature signature = opened.Signatures["serving_default"];
        Assert.Contains(signature.Keys, k => (signature.Signature.Inputs[k.Input].Name, signature.Signature.Outputs[k.Output].Name) == ("key", "key"));
        Tensor[] row = [.. signature.Signature.Inputs.Select(i => i.Type == DataType.Float ? Tensor.From<float>(30) : Tensor.FromText(i.Name))];
        ServingFault fault = await Soon.Faults(signature.Run(row, CallTerms.None).AsTask());
        Assert.Contains("are not those that were sent as 'key'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_gives_a_model_without_keys_one_if_it_is_told_to()
    {
        string folder = Repository.Model("babyweight_keras2");
        Assert.Empty(_opener.Open(folder).Signatures["serving_default"].Keys);
        ServedModel keyed = _opener.Open(folder, hostKeys: true);
        Assert.Single(keyed.Signatures["serving_default"].Keys);
        Assert.Contains("key", keyed.Declared["serving_default"].Inputs.Keys);
    }

    [Fact]
    public void What_has_no_signature_is_refused_with_what_to_do()
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => _opener.Open(Repository.Model("babyweight_module_nosig")));
        Assert.Contains("no signature that can be served", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_variables_are_counted_in_bytes() =>
        Assert.InRange(_opener.Open(Repository.Model("babyweight_keras2")).VariableBytes, 1000, 1_000_000);

    [Fact]
    public void Calls_are_made_up_before_it_answers()
    {
        _opener.Open(Repository.Model("babyweight_keras2"), warmUp: new WarmUp(1));
        Assert.True(_opener.Runs > 0);
    }

    [Fact]
    public void A_model_that_counts_its_calls_is_not_called_before_its_clients_do()
    {
        _opener.Open(Repository.Model("counter"), warmUp: new WarmUp(1));
        Assert.Equal(0, _opener.Runs);
    }

    public void Dispose()
    {
        _opener.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string WithOtherKey(string input)
    {
        string model = Repository.Model("babyweight_keyed_reference");
        foreach (string file in Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, Path.GetRelativePath(model, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        string graph = Path.Combine(_folder, "saved_model.pb");
        SavedModelProto saved = SavedModelProto.Parser.ParseFrom(File.ReadAllBytes(graph));
        SignatureDef signature = saved.MetaGraphs[0].SignatureDef["serving_default"];
        signature.Outputs["key"].Name = signature.Inputs[input].Name;
        File.WriteAllBytes(graph, saved.ToByteArray());
        return _folder;
    }
}
