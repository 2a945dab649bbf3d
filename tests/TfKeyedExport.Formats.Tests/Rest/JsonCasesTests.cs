using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest;

public partial class JsonCasesTests
{
    private static readonly RestOptions Quirks = new(TfServingQuirks: true);

    public static TheoryData<string> All => [.. JsonCase.Ids];

    public static TheoryData<string> Supported => [.. JsonCase.Ids.Where(id => !JsonCase.Get(id).IsUnsupportedType)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_case_is_answered_as_TF_Serving_answers_it(string id) => Check(JsonCase.Get(id), Quirks);

    [Theory]
    [MemberData(nameof(Supported))]
    public void Without_its_quirks_only_types_that_it_lacks_are_answered_otherwise(string id) => Check(JsonCase.Get(id), RestOptions.Default);

    private static void Check(JsonCase test, RestOptions options)
    {
        (Dictionary<string, Tensor> Inputs, string Answer) found;
        try
        {
            found = test.Run(options);
        }
        catch (TfKeyedException fault)
        {
            CheckFault(test, fault, options.TfServingQuirks);
            return;
        }
        JsonElement expected = test.Expected;
        Assert.Equal(200, expected.GetProperty("status").GetInt32());
        foreach (JsonProperty tensor in Members(expected, "tensors"))
            AssertSame(CaseTensors.Read(tensor.Value), found.Inputs[tensor.Name]);
        if (expected.TryGetProperty("json", out JsonElement json))
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.GetRawText()), JsonNode.Parse(found.Answer)), found.Answer);
        if (expected.TryGetProperty("numbers_as_text", out JsonElement numbers))
            Assert.Equal(Blanks().Replace(numbers.GetString()!, ""), Blanks().Replace(found.Answer, ""));
        if (expected.TryGetProperty("body_exact", out JsonElement exact))
            Assert.Equal(exact.GetString(), found.Answer);
        if (expected.TryGetProperty("body_contains", out JsonElement part))
            Assert.Contains(part.GetString()!, found.Answer, StringComparison.Ordinal);
    }

    private static void CheckFault(JsonCase test, TfKeyedException fault, bool quirks)
    {
        JsonElement expected = test.Expected;
        Assert.Equal(ErrorSide.Request, fault.Side);
        if (!quirks && test.Accepts400 && expected.GetProperty("status").GetInt32() == 200)
            return;
        Assert.True(expected.GetProperty("status").GetInt32() != 200, fault.Message);
        Assert.Equal(expected.GetProperty("status").GetInt32(), fault is UnimplementedException ? 501 : 400);
        if (expected.TryGetProperty("error_exact", out JsonElement exact))
            Assert.Equal(exact.GetString(), fault.What);
        Assert.Contains(expected.GetProperty("error_contains").GetString()!, fault.What, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonProperty> Members(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out JsonElement members) ? members.EnumerateObject() : [];

    private static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.True(expected.BitEquals(actual) || expected.Type == DataType.Float && expected.Values<float>().SequenceEqual(actual.Values<float>())
            || expected.Type == DataType.Double && expected.Values<double>().SequenceEqual(actual.Values<double>()));
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
