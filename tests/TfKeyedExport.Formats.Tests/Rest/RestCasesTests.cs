using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest;

/// <summary>Those of the cases in <c>tests/Conformance/rest_cases.json</c> that bodies and answers alone decide.</summary>
public class RestCasesTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        JsonCase.Load("rest_cases.json").ToDictionary(c => c.GetProperty("id").GetString()!, StringComparer.Ordinal);

    // What the model or its signature decides, not the body.
    private static readonly HashSet<string> OfTheModel =
    [
        "rest/regress-unknown-signature", "rest/classify-unknown-signature", "rest/regress-on-predict-signature", "rest/classify-on-predict-signature",
        "rest/classify-on-regress-signature", "rest/example-whole-number-is-int64",
    ];

    public static TheoryData<string> BadExamples => [.. Of("classify_regress_errors").Where(id => !OfTheModel.Contains(id))];

    public static TheoryData<string> Examples => [.. Of("classify_regress")];

    public static TheoryData<string> BadBodies => [.. Of("predict_errors").Where(id => id != "rest/rest-error-not-truncated")];

    public static TheoryData<string> Statuses => [.. Of("status").Where(id => Cases[id].GetProperty("expect").GetProperty("status").GetInt32() == 200)];

    [Theory]
    [MemberData(nameof(BadExamples))]
    public void Examples_that_are_none_are_refused(string id) =>
        CheckFault(id, Assert.Throws<TfKeyedException>(() => ExampleBody.Read(Body(id), RestOptions.Default)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_become_results(string id)
    {
        ExampleBody body = ExampleBody.Read(Body(id), RestOptions.Default);
        bool isRegression = id.Contains("regress", StringComparison.Ordinal);
        Assert.Equal(isRegression ? "regress_x_to_y" : "classify_x_to_y", body.SignatureName);
        float[] scores = [.. Enumerable.Range(0, body.Examples.Count).Select(i => ExampleText.Float(body.Examples.Strings[i], "x") / 2 + 2)];
        var answer = new ArrayBufferWriter<byte>();
        if (isRegression)
            ResultAnswer.Regress(answer, scores);
        else
            ResultAnswer.Classify(answer, null, Tensor.From<float>(new TensorShape(scores.Length, 1), scores), RestOptions.Default);
        CheckAnswer(id, answer);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public void Bodies_that_are_no_requests_are_refused(string id)
    {
        TfKeyedException fault = Assert.Throws<TfKeyedException>(() =>
            PredictBody.Read(Body(id), RestOptions.Default).ToTensors(new RestSignature(JsonHarness.Takes(JsonHarness.Input("x", DataType.Float)))));
        CheckFault(id, fault);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Versions_are_told_with_their_states(string id)
    {
        string state = id == "rest/status-after-unload" ? "END" : "AVAILABLE";
        var answer = new ArrayBufferWriter<byte>();
        StatusAnswer.Write(answer, id == "rest/status-two-versions-descending" ? [new(124, state), new(123, state)] : [new(123, state)]);
        CheckAnswer(id, answer);
    }

    [Theory]
    [InlineData("rest/metadata")]
    [InlineData("rest/metadata-unknown-rank")]
    public void Signatures_are_told_as_protobuf_prints_them(string id)
    {
        var row = new TensorShape(-1, 1);
        var answer = new ArrayBufferWriter<byte>();
        MetadataAnswer.Write(
            answer, "half_plus_two", 123,
            [
                new("serving_default", ModelSignature.PredictMethod, [new("x", DataType.Float, row, "x:0")], [new("y", DataType.Float, row, "y:0")]),
                new("regress_x_to_y", "tensorflow/serving/regress", [new("inputs", DataType.String, TensorShape.Unknown, "tf_example:0")],
                    [new("outputs", DataType.Float, row, "y:0")]),
            ]);
        CheckAnswer(id, answer);
    }

    private static IEnumerable<string> Of(string topic) => Cases.Where(c => c.Value.GetProperty("topic").GetString() == topic).Select(c => c.Key);

    private static byte[] Body(string id) => Encoding.UTF8.GetBytes(Cases[id].GetProperty("request").GetProperty("body").GetString()!);

    private static void CheckFault(string id, TfKeyedException fault)
    {
        JsonElement expected = Cases[id].GetProperty("expect");
        Assert.Equal(ErrorSide.Request, fault.Side);
        if (expected.TryGetProperty("json", out JsonElement json))
            Assert.Equal(json.GetProperty("error").GetString(), fault.What);
        if (expected.TryGetProperty("error_contains", out JsonElement parts))
            Assert.All(parts.EnumerateArray(), part => Assert.Contains(part.GetString()!, fault.What, StringComparison.Ordinal));
        if (expected.TryGetProperty("body_exact", out JsonElement exact))
        {
            var answer = new ArrayBufferWriter<byte>();
            ErrorAnswer.Write(answer, fault.What);
            Assert.Equal(exact.GetString(), Encoding.UTF8.GetString(answer.WrittenSpan));
        }
    }

    private static void CheckAnswer(string id, ArrayBufferWriter<byte> answer)
    {
        JsonNode found = JsonNode.Parse(answer.WrittenSpan)!;
        JsonElement expected = Cases[id].GetProperty("expect");
        if (expected.TryGetProperty("json", out JsonElement json))
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.GetRawText()), found), found.ToJsonString());
        else
            AssertContains(JsonNode.Parse(expected.GetProperty("json_contains").GetRawText())!, found);
    }

    private static void AssertContains(JsonNode expected, JsonNode? found)
    {
        if (expected is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members)
                AssertContains(value!, found![name]);
        }
        else if (expected is JsonArray items)
        {
            Assert.Equal(items.Count, found!.AsArray().Count);
            for (int i = 0; i < items.Count; i++)
                AssertContains(items[i]!, found[i]);
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(expected, found), $"{expected} is wanted, not {found}");
        }
    }
}
