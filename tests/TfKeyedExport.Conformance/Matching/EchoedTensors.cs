using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>What a model received, and what it gave, as its answer shows it.</summary>
internal static class EchoedTensors
{
    /// <summary>Holds the outputs against what they are of the tensors that the model should have received.</summary>
    public static string? DiffersFromReceived(JsonNode signature, JsonNode tensors, HttpReply reply)
    {
        var received = tensors.Members.ToDictionary(m => m.Key, m => CaseTensor.Of(m.Value));
        foreach ((string name, JsonNode output) in signature["outputs"]!.Members)
        {
            string formula = output["value"]?.Text ?? name;
            if (Formula.Evaluate(formula, received) is not { } wanted)
                return $"the runner does not know value \"{formula}\"";
            if (Differs(signature, name, output["dtype"]!.Text, wanted, reply) is { } differs)
                return $"output {name} ({formula}): {differs}";
        }
        return null;
    }

    /// <summary>Holds the outputs against the tensors that the model gave.</summary>
    public static string? DiffersFromGiven(JsonNode signature, JsonNode tensors, HttpReply reply) => tensors.Members
        .Select(m => Differs(signature, m.Key, m.Value["dtype"]!.Text, CaseTensor.Of(m.Value), reply) is { } differs ? $"output {m.Key}: {differs}" : null)
        .FirstOrDefault(d => d is not null);

    private static string? Differs(JsonNode signature, string output, string dtype, CaseTensor wanted, HttpReply reply)
    {
        if (Nested(signature, output, reply) is not { } nested)
            return $"not in {Shortened.Text(reply.Body)}";
        if (CaseTensor.OfNested(nested) is not { } got)
            return $"ragged: {Shortened.Text(nested.ToString())}";
        // Lists without elements do not show the sizes within.
        int zero = wanted.Shape.ToList().IndexOf(0);
        return (zero < 0 ? wanted : wanted with { Shape = [.. wanted.Shape.Take(zero + 1)] }).Differs(got, dtype);
    }

    private static JsonNode? Nested(JsonNode signature, string output, HttpReply reply)
    {
        JsonNode? document = JsonReader.TryParse(reply.Body);
        bool single = signature["outputs"]!.Members.Count == 1;
        if (document?["outputs"] is { } columns)
            return single ? columns : columns[output];
        if (document?["predictions"] is not { Kind: JsonKind.List } rows)
            return null;
        return single || rows.Items.Count == 0 ? rows
            : rows.Items.All(r => r[output] is not null) ? JsonNode.OfList([.. rows.Items.Select(r => r[output]!)])
            : null;
    }
}
