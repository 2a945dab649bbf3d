using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

/// <summary>Signatures whose rows are parts of their tensors: values and the splits between them.</summary>
[Collection(TensorFlowSession.Name)]
public class RaggedTests
{
    private static readonly SavedModel Kinds = SavedModel.Load(Repository.Case("ragged_kinds"));

    public static TheoryData<string, string> Verdicts => new()
    {
        { "ids", "" }, { "mixes", "rows-mix" }, { "nested", "" }, { "padded", "width" }, { "reverses", "order" }, { "sum", "" }, { "two", "" }, { "wide", "" },
        { "words", "" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Requests_are_put_together_of_rows_and_judged(string signature, string reason) => Judge(signature, reason, new EmbeddedEngine());

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void So_they_are_on_TensorFlow(string signature, string reason) => Judge(signature, reason, TensorFlowForTests.Engine());

    [Fact]
    public void Ragged_answers_are_refused() =>
        Assert.Equal(ErrorKind.Refused, Assert.Throws<TfKeyedException>(() => Run("out", new EmbeddedEngine())).Kind);

    [Fact]
    public void Rows_of_several_ragged_dimensions_are_cut_from_the_outermost_in()
    {
        // Rows: [[a, b], [c]], [], [[d]].
        Tensor[] columns =
        [
            Tensor.FromStrings(new TensorShape(4), StringValues.FromBytes(["a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "d"u8.ToArray()])),
            Tensor.From<long>([0, 2, 2, 3]),
            Tensor.From<int>([0, 2, 3, 4]),
        ];
        var inputs = new Tensor[3];
        new RaggedInput(0, [1, 2]).Gather(columns, [2, 0, 1, 2], inputs);
        Assert.Equal(["d", "a", "b", "c", "d"], Enumerable.Range(0, 5).Select(i => inputs[0].Strings.Text(i)));
        Assert.Equal([0, 1, 3, 3, 4], inputs[1].Values<long>().ToArray());
        Assert.Equal([0, 1, 3, 4, 5], inputs[2].Values<int>().ToArray());
    }

    [Fact]
    public void A_request_without_rows_has_one_split()
    {
        var inputs = new Tensor[2];
        new RaggedInput(0, [1]).Gather([Tensor.From<float>([1, 2]), Tensor.From<long>([0, 2])], [], inputs);
        Assert.Equal((0, 1), (inputs[0].Count, inputs[1].Count));
    }

    [Fact]
    public void Names_alone_make_nothing_ragged()
    {
        var model = SavedModel.Load(Repository.Model("single_tensor"));
        Assert.Empty(RaggedFinder.Find(new ModelGraphs(model, null), new ModelSignature(
            "s", "", [Models.Argument("x", DataType.Float, -1), Models.Argument("x_1", DataType.Int64, -1)], [Models.Argument("y", DataType.Float, -1)])));
    }

    private static void Judge(string signature, string reason, IEngine engine)
    {
        CheckReport report = Run(signature, engine);
        Assert.Equal(reason, report.Output("y").Reason?.Name() ?? "");
        Assert.Equal((reason.Length == 0 ? Verdict.Safe : Verdict.Unsafe, 64), (report.Verdict, report.Rows));
        Assert.Contains(report.Notes, n => n.Contains("(ragged)", StringComparison.Ordinal));
    }

    private static CheckReport Run(string signature, IEngine engine)
    {
        SavedModel keyed = KeyingPlan.For(Kinds, new KeyingRequest { Signature = signature, From = signature, Keys = [new KeySpec("client_key")] }).Apply();
        return new KeyCheck(engine, keyed) { Signature = signature }.Run(TestContext.Current.CancellationToken);
    }
}
