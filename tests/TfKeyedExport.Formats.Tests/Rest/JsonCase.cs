using System.Buffers;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Formats.Tests.Rest;

/// <summary>One case of <c>tests/Conformance/json_cases.json</c>: a body, what it becomes, and what is answered.</summary>
internal sealed class JsonCase(JsonElement json)
{
    private static readonly Dictionary<string, JsonCase> All = Load("json_cases.json")
        .ToDictionary(c => c.GetProperty("id").GetString()!, c => new JsonCase(c), StringComparer.Ordinal);

    public static IEnumerable<string> Ids => All.Keys;

    public static JsonCase Get(string id) => All[id];

    public static List<JsonElement> Load(string file) =>
        [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Conformance", file))).RootElement.EnumerateArray()];

    public bool IsUnsupportedType =>
        Topic == "unsupported_types" || (Topic == "encode_errors" && json.GetRawText().Contains("Failed to write", StringComparison.Ordinal));

    public JsonElement Expected => json.GetProperty("expect");

    public bool Accepts400 => json.TryGetProperty("policy", out JsonElement policy) && policy.GetString() == "accept-400";

    private string Topic => json.GetProperty("topic").GetString()!;

    public byte[]? Request =>
        json.TryGetProperty("request_b64", out JsonElement encoded) ? encoded.GetBytesFromBase64()
        : json.GetProperty("request").ValueKind == JsonValueKind.Null ? null
        : Encoding.UTF8.GetBytes(json.GetProperty("request").GetString()!);

    /// <summary>Answers the body as a server with such a model would.</summary>
    /// <returns>The tensors that the model gets, by name, and the answer.</returns>
    public (Dictionary<string, Tensor> Inputs, string Answer) Run(RestOptions options)
    {
        ModelSignature signature = Signature();
        var rest = new RestSignature(signature);
        var inputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        PredictForm form = Expected.TryGetProperty("format", out JsonElement format) && format.GetString() == "row" ? PredictForm.Rows : PredictForm.Columns;
        if (Request is { } body)
        {
            PredictBody read = PredictBody.Read(body, options);
            if (read.SignatureName is { } name and not "serving_default")
                throw TfKeyedException.BadRequest($"Serving signature name: \"{name}\" not found in signature def");
            Tensor[] tensors = read.ToTensors(rest);
            for (int i = 0; i < tensors.Length; i++)
                inputs.Add(signature.Inputs[i].Name, tensors[i]);
            form = read.Form;
        }
        JsonElement formulas = json.GetProperty("signature").GetProperty("outputs");
        Tensor[] outputs =
        [
            .. signature.Outputs.Select(o => json.TryGetProperty("output_tensors", out JsonElement given)
                ? CaseTensors.Read(given.GetProperty(o.Name))
                : Compute(formulas.GetProperty(o.Name).GetProperty("value").GetString()!, inputs)),
        ];
        var answer = new ArrayBufferWriter<byte>();
        PredictAnswer.Write(answer, form, rest, outputs, options);
        return (inputs, Encoding.UTF8.GetString(answer.WrittenSpan));
    }

    private static Tensor Compute(string formula, Dictionary<string, Tensor> inputs)
    {
        if (inputs.TryGetValue(formula, out Tensor? same))
            return same;
        float[] sums = formula == "a+b"
            ? [.. inputs["a"].Values<float>().ToArray().Zip(inputs["b"].Values<float>().ToArray(), (a, b) => a + b)]
            : [.. inputs["x"].Values<float>().ToArray().Select(x => x / 2 + 2)];
        return Tensor.From<float>(inputs[formula == "a+b" ? "a" : "x"].Shape, sums);
    }

    private ModelSignature Signature()
    {
        JsonElement signature = json.GetProperty("signature");
        return new ModelSignature("serving_default", ModelSignature.PredictMethod,
            Arguments(signature.GetProperty("inputs")), Arguments(signature.GetProperty("outputs")));
    }

    private static SignatureArgument[] Arguments(JsonElement arguments) =>
    [
        .. arguments.EnumerateObject().OrderBy(a => a.Name, StringComparer.Ordinal)
            .Select(a => (a.Name, Type: DataTypeFacts.Parse(a.Value.GetProperty("dtype").GetString()!)!.Value))
            .Select(a => new SignatureArgument(a.Name, a.Type, TensorShape.Unknown, $"{a.Name}:0")),
    ];
}
