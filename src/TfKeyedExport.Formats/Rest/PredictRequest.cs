using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>The body of a TF Serving REST predict request.</summary>
/// <remarks>
/// <c>signature_name</c> is optional, and exactly one of <c>instances</c> and <c>inputs</c> is needed. Strings may be <c>{"b64": ...}</c>; the
/// bare words NaN and Infinity are accepted.
/// </remarks>
public sealed class PredictRequest
{
    private readonly JsonElement _content;
    private readonly string _where;

    private PredictRequest(string signatureName, PredictForm form, JsonElement content, string where)
    {
        SignatureName = signatureName;
        Form = form;
        _content = content;
        _where = where;
    }

    /// <summary>The signature asked for; <c>serving_default</c> if the body names none.</summary>
    public string SignatureName { get; }

    /// <summary>Rows or columns; the answer must have the same form.</summary>
    public PredictForm Form { get; }

    /// <summary>Reads the frame of a body; the values are read by <see cref="ToTensors"/>, when the signature is known.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="where">The file or client, for errors.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that reading it may take.</param>
    /// <exception cref="TfKeyedException">It is not JSON or not a predict request, or too large to be read (a limit).</exception>
    public static PredictRequest Parse(ReadOnlyMemory<byte> utf8, string where, long memoryLimit = DefaultLimits.Memory)
    {
        using JsonDocument document = JsonText.Parse(utf8, where, memoryLimit);
        string? signature = null;
        JsonElement? instances = null;
        JsonElement? inputs = null;
        foreach ((string name, JsonElement value) in JsonText.Members(document.RootElement, where))
        {
            switch (name)
            {
                case "signature_name": signature = JsonText.Text(value, $"{where}, signature_name"); break;
                case "instances": instances = value; break;
                case "inputs": inputs = value; break;
            }
        }
        if (instances.HasValue == inputs.HasValue)
        {
            throw TfKeyedException.BadRequest(
                instances.HasValue ? "the request has both 'instances' and 'inputs'" : "Missing 'inputs' or 'instances' key",
                where,
                "send rows as {\"instances\": [...]} or columns as {\"inputs\": {...}}");
        }
        if (instances is { } rows && (rows.ValueKind != JsonValueKind.Array || rows.GetArrayLength() == 0))
            throw TfKeyedException.BadRequest("'instances' must be a list with at least one row", where);
        JsonElement content = (instances ?? inputs!.Value).Clone();
        return new PredictRequest(signature ?? ModelSignature.ServingDefault, instances.HasValue ? PredictForm.Rows : PredictForm.Columns, content, where);
    }

    /// <summary>Reads the values.</summary>
    /// <param name="signature">The signature asked for.</param>
    /// <returns>Tensors by input name: one for every input of the signature.</returns>
    /// <exception cref="TfKeyedException">A name is missing or unknown, or a value does not fit its input's type or the other rows.</exception>
    public IReadOnlyDictionary<string, Tensor> ToTensors(ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return Form == PredictForm.Rows ? FromRows(signature) : FromColumns(signature);
    }

    /// <summary>Whether the first row, or the columns, give a value by this name.</summary>
    public bool Mentions(string name)
    {
        JsonElement values = Form == PredictForm.Rows ? _content[0] : _content;
        return values.ValueKind == JsonValueKind.Object && values.TryGetProperty(name, out _);
    }

    private Dictionary<string, Tensor> FromRows(ModelSignature signature)
    {
        IReadOnlyList<SignatureArgument> inputs = signature.Inputs;
        var columns = inputs.ToDictionary(i => i.Name, i => new NestedLists(i.Type), StringComparer.Ordinal);
        bool named = IsNamed(_content[0], signature);
        int rows = 0;
        foreach (JsonElement row in _content.EnumerateArray())
        {
            string where = $"{_where}, instances[{rows++}]";
            if (named)
                AddNamedRow(row, columns, where);
            else if (inputs.Count == 1)
                columns[inputs[0].Name].Add(row, where);
            else
                throw TfKeyedException.BadRequest("instances is a plain list, but the signature takes several inputs", where, Takes(signature));
        }
        return columns.ToDictionary(c => c.Key, c => c.Value.ToBatch(rows, $"{_where}, input {c.Key}"), StringComparer.Ordinal);
    }

    private static void AddNamedRow(JsonElement row, Dictionary<string, NestedLists> columns, string where)
    {
        List<KeyValuePair<string, JsonElement>> members = JsonText.Members(row, where);
        if (members.Count != columns.Count || !members.TrueForAll(m => columns.ContainsKey(m.Key)))
        {
            throw TfKeyedException.BadRequest(
                $"the row has the names [{string.Join(", ", members.Select(m => m.Key))}], which must be equal to [{string.Join(", ", columns.Keys)}]", where);
        }
        foreach ((string name, JsonElement value) in members)
            columns[name].Add(value, $"{where}.{name}");
    }

    private Dictionary<string, Tensor> FromColumns(ModelSignature signature)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        bool named = IsNamed(_content, signature);
        if (!named && signature.Inputs.Count != 1)
            throw TfKeyedException.BadRequest("inputs is a plain value or list, but the signature takes several inputs", _where, Takes(signature));
        Dictionary<string, JsonElement>? members = named
            ? JsonText.Members(_content, $"{_where}, inputs").ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal)
            : null;
        foreach (SignatureArgument input in signature.Inputs)
        {
            string where = $"{_where}, inputs.{input.Name}";
            JsonElement value = _content;
            if (members is not null && !members.TryGetValue(input.Name, out value))
                throw TfKeyedException.BadRequest($"Missing named input: {input.Name} in 'inputs' object", _where, Takes(signature));
            var lists = new NestedLists(input.Type);
            lists.Add(value, where);
            tensors.Add(input.Name, lists.ToTensor(where));
        }
        return tensors;
    }

    // {"b64": ...} is a value of a string input, unless the signature has an input of that very name.
    private static bool IsNamed(JsonElement value, ModelSignature signature) => value.ValueKind == JsonValueKind.Object
        && (!ElementReader.TryBase64(value, out _) || signature.Inputs.Any(i => i.Name == "b64"));

    private static string Takes(ModelSignature signature) => $"signature {signature.Name} takes {string.Join("; ", signature.Inputs)}";
}
