using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Cases;

/// <summary>Fills fresh memory with one pattern and then with another: an answer that differs comes out of memory that no kernel wrote.</summary>
public sealed class FreshMemoryTests : IDisposable
{
    // Models that draw random numbers.
    private static readonly string[] Random = ["unsafe_random"];

    public static TheoryData<string> OpCaseFiles => ["arrays", "sets", "ragged", "indices", "parsing", "sequences", "strings", "sparse"];

    public static TheoryData<string> Models => [.. GoldenCorpus.Models.Except(Random)];

    [Theory]
    [MemberData(nameof(OpCaseFiles))]
    public void No_operation_shows_fresh_memory(string file)
    {
        IReadOnlyList<string> first = Under(0xA5, () => Embedded.OpCases.OpCases.Answers(file)),
            second = Under(0x3C, () => Embedded.OpCases.OpCases.Answers(file));
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_model_shows_fresh_memory(string model)
    {
        SavedModel loaded = SavedModel.Load(Repository.Model(model));
        GoldenDocument golden = GoldenDocument.Load(Repository.Model(model + ".golden.json"));
        Assert.Equal(Under(0xA5, () => Answers(loaded, golden)), Under(0x3C, () => Answers(loaded, golden)));
    }

    [Theory]
    [InlineData("MatrixDiagPartV2-empty-i2")]
    [InlineData("MatrixDiagV2")]
    [InlineData("MatrixDiagV3-empty-i4")]
    public void A_value_to_fill_up_with_that_is_empty_is_refused(string name)
    {
        using IModelHost host = new EmbeddedEngine().Open(CaseModels.Load(name), new HostOptions(), TestContext.Current.CancellationToken);
        foreach (GoldenCase call in CaseModels.Calls(name).Cases)
        {
            var error = Assert.Throws<TfKeyedException>(() => host.Prepare(call.Signature!).Run(call.Inputs, TestContext.Current.CancellationToken));
            Assert.Contains("must be a scalar", error.Message);
        }
    }

    public void Dispose() => BufferPool.Filling = null;

    private static T Under<T>(byte filling, Func<T> work)
    {
        BufferPool.Filling = filling;
        return work();
    }

    private static List<string> Answers(SavedModel model, GoldenDocument golden)
    {
        var answers = new List<string>();
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions());
        foreach (GoldenCase call in golden.Cases.Where(c => c.Signature is not null && host.Signatures.Contains(c.Signature)))
        {
            try
            {
                answers.AddRange(host.Prepare(call.Signature!).Run(call.Inputs).Select(a => $"{a.Key} {Embedded.OpCases.OpCases.Show(a.Value)}"));
            }
            catch (TfKeyedException error)
            {
                answers.Add(error.Message);
            }
        }
        return answers;
    }
}
