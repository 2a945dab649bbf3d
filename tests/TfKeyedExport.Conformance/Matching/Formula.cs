using System.Globalization;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>What an output is of the inputs, as cases write it: an input's name, or sums and quotients of names and numbers in float32.</summary>
internal static class Formula
{
    /// <summary>Which value an output has; null if the formula is none that is known.</summary>
    public static CaseTensor? Evaluate(string formula, IReadOnlyDictionary<string, CaseTensor> inputs)
    {
        if (inputs.TryGetValue(formula, out CaseTensor? input))
            return input;
        if (inputs.Count == 0)
            return null;
        CaseTensor first = inputs.Values.First();
        var data = new List<JsonNode>();
        for (int i = 0; i < first.Data.Count; i++)
        {
            if (Sum(formula, inputs, i) is not { } value)
                return null;
            data.Add(JsonNode.OfNumber(value.ToString("R", CultureInfo.InvariantCulture)));
        }
        return new CaseTensor(first.Shape, data);
    }

    private static float? Sum(string text, IReadOnlyDictionary<string, CaseTensor> inputs, int index)
    {
        float? sum = 0;
        foreach (string term in text.Split('+'))
        {
            string[] parts = term.Split('/');
            float? value = Atom(parts[0].Trim(), inputs, index);
            foreach (string divisor in parts[1..])
                value /= Atom(divisor.Trim(), inputs, index);
            sum += value;
        }
        return sum;
    }

    private static float? Atom(string text, IReadOnlyDictionary<string, CaseTensor> inputs, int index)
    {
        if (inputs.TryGetValue(text, out CaseTensor? tensor))
            return index < tensor.Data.Count ? (float)CaseTensor.Float(tensor.Data[index]) : null;
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : null;
    }
}
