using System.Buffers;
using System.Text;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest;

public class ResultAnswerTests
{
    [Fact]
    public void Classes_are_pairs_within_one_line()
    {
        Tensor labels = Tensor.FromText("a", "b", "c", "d").Reshape(new TensorShape(2, 2));
        Tensor scores = Tensor.From(new TensorShape(2, 2), [0.5f, 1, 0, -1]);
        Assert.Equal(
            "{\n    \"results\": [[[\"a\", 0.5], [\"b\", 1.0]], [[\"c\", 0.0], [\"d\", -1.0]]\n    ]\n}",
            Text(w => ResultAnswer.Classify(w, labels, scores, RestOptions.Default)));
        Assert.Equal(
            "{\n    \"results\": [[[\"a\", 0.0], [\"b\", 0.0]], [[\"c\", 0.0], [\"d\", 0.0]]\n    ]\n}",
            Text(w => ResultAnswer.Classify(w, labels, null, RestOptions.Default)));
    }

    [Fact]
    public void Regressions_are_one_line() =>
        Assert.Equal("{\n    \"results\": [42.0, NaN]\n}", Text(w => ResultAnswer.Regress(w, [42, float.NaN])));

    [Fact]
    public void Nothing_is_no_result()
    {
        Assert.Equal(
            "Cannot convert empty RegressionResults to JSON", JsonHarness.Unreadable(() => ResultAnswer.Regress(new ArrayBufferWriter<byte>(), [])).What);
        Assert.Equal(
            "Cannot convert empty ClassificationResults to JSON",
            JsonHarness.Unreadable(() => Text(w => ResultAnswer.Classify(w, null, Tensor.From<float>(new TensorShape(0, 1), []), RestOptions.Default))).What);
    }

    [Fact]
    public void Defaults_are_told_with_a_list_for_every_type()
    {
        var input = new SignatureArgument("x", DataType.Float, new TensorShape(1), "x:0", Tensor.From(0.1f));
        string lines = Text(w => MetadataAnswer.Write(w, "m", 1, [new("s", ModelSignature.PredictMethod, [input], [])]));
        string text = string.Concat(lines.Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains("\"float_val\":[0.1]", text, StringComparison.Ordinal);
        Assert.Contains("\"int64_val\":[]", text, StringComparison.Ordinal);
    }

    private static string Text(Action<ArrayBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
