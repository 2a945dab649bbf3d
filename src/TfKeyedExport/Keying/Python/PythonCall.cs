using TfKeyedExport.Keying.Names;
using TfKeyedExport.Protos;
using TfKeyedExport.Text;

namespace TfKeyedExport.Keying.Python;

/// <summary>How Python's loader calls a signature's function by name, read from the objects as TensorFlow reads them.</summary>
/// <param name="Order">The names under which the arguments were saved, in the order in which Python hands them over; null if it hands over none.</param>
/// <param name="Obstacle">Why it hands over none.</param>
internal sealed record PythonCall(IReadOnlyList<string>? Order, string? Obstacle)
{
    /// <summary>Reads it.</summary>
    /// <param name="signature">The signature's object.</param>
    /// <param name="concrete">The function that it stands for.</param>
    public static PythonCall Of(SavedBareConcreteFunction signature, SavedConcreteFunction concrete)
    {
        if (Keywords(concrete.CanonicalizedInputSignature) is not { } saved)
            return No("its function takes arguments that have no names");
        var byForm = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in saved)
        {
            if (PythonNames.Obstacle(name) is { } why)
                return No($"it cannot take an input named '{name}': {why}");
            string form = PythonNames.Sanitized(name);
            if (!byForm.TryAdd(form, name))
                return No($"the inputs '{byForm[form]}' and '{name}' are one name to it, '{form}'");
        }
        if (signature.FunctionSpec?.Fullargspec?.NamedTupleValue is not { } declaration)
            return new PythonCall(Sorted(byForm), null);

        List<string> placed = Names(declaration, "args");
        if (placed.Count > 0 && (signature.FunctionSpec.IsMethod || placed[0] == "self"))
            placed.RemoveAt(0);
        if (placed.Count > 0 && IsGiven(declaration, "varargs"))
            return Flat(signature, byForm);
        bool hasDefaults = IsGiven(declaration, "defaults") || IsGiven(declaration, "kwonlydefaults");
        HashSet<string> named = new(Names(declaration, "kwonlyargs").Select(PythonNames.Sanitized), StringComparer.Ordinal);
        var order = new List<string>();
        foreach (string form in placed.Select(PythonNames.Sanitized))
        {
            if (byForm.Remove(form, out string? name))
                order.Add(name);
            else if (!hasDefaults)
                return No($"its function declares '{form}', which was not saved with it");
        }
        if (!IsGiven(declaration, "varkw") && byForm.FirstOrDefault(f => !named.Contains(f.Key)).Value is { } undeclared)
            return No($"its function does not declare '{undeclared}'");
        if (!hasDefaults && named.FirstOrDefault(n => !byForm.ContainsKey(n)) is { } missing)
            return No($"its function declares '{missing}', which was not saved with it");
        order.AddRange(Sorted(byForm));
        return new PythonCall(order, null);
    }

    /// <summary>The names of the arguments if all have one and each is a tensor; null otherwise.</summary>
    private static List<string>? Keywords(StructuredValue? canonical)
    {
        if (canonical?.TupleValue is not { Values.Count: 2 } both || both.Values[1].DictValue is not { } keywords)
            return null;
        bool hasPositional = both.Values[0].TupleValue is { Values.Count: > 0 } || both.Values[0].ListValue is { Values.Count: > 0 };
        bool areTensors = keywords.Fields.Values.All(v => v.TensorSpecValue is not null || v.BoundedTensorSpecValue is not null);
        return hasPositional || !areTensors ? null : [.. keywords.Fields.Keys];
    }

    private static List<string> Sorted(Dictionary<string, string> byForm) =>
        [.. byForm.OrderBy(f => f.Key, CodePointOrder.Instance).Select(f => f.Value)];

    /// <summary>Calls by name fail, and TensorFlow falls back to its older way, which goes by the list of the arguments.</summary>
    private static PythonCall Flat(SavedBareConcreteFunction signature, Dictionary<string, string> byForm)
    {
        List<string?> order = [.. signature.ArgumentKeywords.Select(k => byForm.GetValueOrDefault(PythonNames.Sanitized(k)))];
        return order.Count == byForm.Count && !order.Contains(null) ? new PythonCall(order!, null) : No("its list of arguments does not fit");
    }

    private static List<string> Names(NamedTupleValue declaration, string field) => Field(declaration, field) switch
    {
        { ListValue: { } list } => [.. list.Values.Select(v => v.StringValue)],
        { TupleValue: { } tuple } => [.. tuple.Values.Select(v => v.StringValue)],
        _ => [],
    };

    private static bool IsGiven(NamedTupleValue declaration, string field) =>
        Field(declaration, field) is { KindCase: not (StructuredValue.KindOneofCase.None or StructuredValue.KindOneofCase.NoneValue) };

    private static StructuredValue? Field(NamedTupleValue declaration, string field) => declaration.Values.FirstOrDefault(v => v.Key == field)?.Value;

    private static PythonCall No(string obstacle) => new(null, obstacle);
}
