using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Proofs;

/// <summary>What is proved of each model in the repository, and where a proof of the others ends: a change of either has to be seen and approved.</summary>
public class ModelProofTests
{
    private const string Approve = "TFKEYED_APPROVE";
    private static readonly string[] Folders = ["models", "tests/TfKeyedExport.Checking.Tests/Truth", "tests/TfKeyedExport.Testing/Models"];
    private static readonly string Approved = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Checking.Tests", "Proofs", "ModelProofs.approved.txt");

    [Fact]
    public void What_is_proved_of_models_and_where_proofs_end_is_what_was_approved()
    {
        string[] said = [.. Folders.SelectMany(Models).SelectMany(Proofs)];

        if (Environment.GetEnvironmentVariable(Approve) == "1")
            File.WriteAllLines(Approved, said);
        string[] approved = File.ReadAllLines(Approved);
        string[] changes = [.. approved.Except(said).Select(l => $"- {l}"), .. said.Except(approved).Select(l => $"+ {l}")];
        Assert.True(changes.Length == 0, $"if these are right, run this test with {Approve}=1:\n{string.Join('\n', changes)}");
    }

    [Fact]
    public void Nothing_is_proved_of_a_signature_that_cannot_be_followed()
    {
        var graphs = new ModelGraphs(SavedModel.Load(Repository.Model("has_key_input")), null);
        ModelSignature signature = graphs.MetaGraph!.Signature(ModelSignature.ServingDefault)!;
        signature = signature with { Outputs = [.. signature.Outputs.Select(o => o with { TensorName = "nowhere:0" })] };

        Assert.All(Prover.Prove(graphs, new Subject(signature, []), CheckedLayout.Of(signature, [])), p => Assert.False(p.IsProved));
    }

    private static IEnumerable<string> Models(string folder)
    {
        string whole = Path.Combine(Repository.Root, folder);
        return Directory.EnumerateFiles(whole, "saved_model.pb", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(whole, Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal).Select(m => $"{folder}/{m}");
    }

    private static IEnumerable<string> Proofs(string folder)
    {
        string name = folder.Split('/', folder.StartsWith("tests", StringComparison.Ordinal) ? 4 : 2)[^1];
        ModelGraphs graphs;
        try
        {
            graphs = new ModelGraphs(SavedModel.Load(Path.Combine(Repository.Root, folder)), null);
        }
        catch (TfKeyedException)
        {
            // A model whose point is the error.
            yield break;
        }
        foreach (ModelSignature signature in graphs.MetaGraph?.Signatures.Where(s => !s.Name.StartsWith("__", StringComparison.Ordinal)) ?? [])
        {
            foreach (string line in Proofs(graphs, signature))
                yield return $"{name} {line}";
        }
    }

    private static IEnumerable<string> Proofs(ModelGraphs graphs, ModelSignature signature)
    {
        OutputProof[] proofs;
        try
        {
            // Without keys: what comes back is an output as any other.
            proofs = Prover.Prove(graphs, new Subject(signature, []), CheckedLayout.Of(signature, [], RaggedFinder.Find(graphs, signature)));
        }
        catch (TfKeyedException)
        {
            // A signature that cannot be followed.
            yield break;
        }
        for (int i = 0; i < proofs.Length; i++)
        {
            string said = proofs[i].IsProved ? "proved" : proofs[i].Culprit is { } culprit ? $"{culprit.Loss}: {culprit.Node} {culprit.What}" : "not proved";
            yield return $"{signature.Name} {signature.Outputs[i].Name}: {said}";
        }
    }
}
