using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Golden;

public class GoldenDocumentTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Repository.Models, "*.golden.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_golden_file_survives_a_round_trip(string file)
    {
        string path = Path.Combine(Repository.Models, file);
        GoldenDocument document = GoldenDocument.Load(path);
        var buffer = new ArrayBufferWriter<byte>();
        document.Write(buffer, document.Cases);
        Assert.NotNull(document.RelativeTolerance);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllBytes(path)), JsonNode.Parse(buffer.WrittenSpan)));
    }

    [Fact]
    public void Answers_replace_what_was_recorded_and_other_fields_stay()
    {
        GoldenDocument document = GoldenDocument.Parse(
            Utf8("""{"note":"a","cases":[{"mine":1,"function":"serve","inputs":{},"error":"x"}],"rtol":0.5}"""), "test");
        GoldenCase answer = document.Cases[0] with { Error = null, Outputs = new Dictionary<string, Tensor> { ["y"] = Tensor.From(1f) } };
        var buffer = new ArrayBufferWriter<byte>();
        document.Write(buffer, [answer]);
        Assert.Equal(
            """{"note":"a","cases":[{"mine":1,"function":"serve","inputs":{},"outputs":{"y":{"dtype":"DT_FLOAT","shape":[1],"data":[1.0]}}}],"rtol":0.5}""",
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void A_case_without_a_name_calls_the_default_signature() =>
        Assert.Equal("serving_default", GoldenDocument.Parse(Utf8("""{"cases":[{"inputs":{}}]}"""), "test").Cases[0].Signature);

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "an object is expected")]
    [InlineData("{}", "no list \"cases\"")]
    [InlineData("""{"cases":[{}]}""", "no \"inputs\"")]
    [InlineData("""{"cases":[{"inputs":{},"signature":"a","function":"b"}]}""", "a signature and a function")]
    [InlineData("""{"cases":[{"inputs":{},"inputs":{}}]}""", "not valid JSON")]
    [InlineData("""{"cases":[{"inputs":{"x":{"dtype":"DT_STRING","shape":[1],"data":["\ud800"]}}}]}""", "not valid UTF-8")]
    [InlineData("""{"cases":[{"inputs":{"x":{"dtype":"DT_STRING","shape":[1],"data":[{"b64":"\ud800"}]}}}]}""", "not valid UTF-8")]
    [InlineData("""{"cases":[{"inputs":{"x":{"dtype":"DT_FLOAT","shape":[1],"data":["\udc00"]}}}]}""", "not valid UTF-8")]
    [InlineData("""{"cases":[],"note":"\ud800"}""", "not valid UTF-8")]
    [InlineData("""{"cases":["\ud800"]}""", "not valid UTF-8")]
    public void A_wrong_document_is_refused(string json, string message) =>
        Assert.Contains(message, Unreadable(() => GoldenDocument.Parse(Utf8(json), "test")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_error_names_line_and_byte()
    {
        TfKeyedException error = Unreadable(() => GoldenDocument.Parse(Utf8("{\n  \"cases\": oops}"), "cases.json"));
        Assert.Equal("cases.json, line 2, byte 12", error.Where);
    }

    [Fact]
    public void Deep_nesting_is_refused_not_followed() =>
        Unreadable(() => GoldenDocument.Parse(Utf8(new string('[', 1_000_000)), "test"));

    [Fact]
    public void Damaged_documents_give_errors_and_nothing_else()
    {
        byte[] good = File.ReadAllBytes(Path.Combine(Repository.Models, "many_dtypes.golden.json"));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(
            damage =>
            {
                byte[] bytes = [.. good];
                foreach ((int at, byte value) in damage)
                    bytes[at] = value;
                try
                {
                    GoldenDocument.Parse(bytes, "test");
                }
                catch (TfKeyedException error)
                {
                    Assert.Equal(ErrorKind.Unreadable, error.Kind);
                }
            },
            iter: 2_000);
    }
}
