using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols.Rest;

/// <summary>Reads a model's signatures as TensorFlow Serving writes them in JSON.</summary>
internal static class MetadataReader
{
    private const int MostDimensions = 254;

    /// <summary>Reads them.</summary>
    /// <param name="utf8">The answer to the question for metadata.</param>
    /// <param name="where">The server, for errors.</param>
    /// <exception cref="TfKeyedException">It is something else.</exception>
    public static RemoteModel Read(ReadOnlyMemory<byte> utf8, string where)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            JsonElement signatures = document.RootElement.GetProperty("metadata"u8).GetProperty("signature_def"u8).GetProperty("signature_def"u8);
            return new RemoteModel(Version(document.RootElement), [.. signatures.EnumerateObject().Select(s => Signature(s.Name, s.Value))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException
            or ArgumentException or TfKeyedException)
        {
            throw TfKeyedException.Unreadable(
                $"what the server says of its model's signatures cannot be read ({e.Message.TrimEnd('.')})", where,
                "make sure that it is a model server's REST port; gRPC is asked with grpc://", e);
        }
    }

    private static long? Version(JsonElement root) =>
        root.TryGetProperty("model_spec"u8, out JsonElement spec) && spec.TryGetProperty("version"u8, out JsonElement version) ? Whole(version) : null;

    private static ModelSignature Signature(string name, JsonElement signature) => new(
        name,
        signature.TryGetProperty("method_name"u8, out JsonElement method) ? method.GetString() ?? "" : "",
        Arguments(signature, "inputs"),
        Arguments(signature, "outputs"));

    private static SignatureArgument[] Arguments(JsonElement signature, string side) => signature.TryGetProperty(side, out JsonElement arguments)
        ? [.. arguments.EnumerateObject().Select(a => Argument(a.Name, a.Value)).DistinctBy(a => a.Name).OrderBy(a => a.Name, StringComparer.Ordinal)]
        : [];

    private static SignatureArgument Argument(string name, JsonElement info) => new(
        name,
        Type(info.GetProperty("dtype"u8).GetString()!),
        info.TryGetProperty("tensor_shape"u8, out JsonElement shape) ? Shape(shape) : TensorShape.Unknown,
        info.TryGetProperty("name"u8, out JsonElement tensor) ? tensor.GetString() ?? "" : "");

    // Init operations have no type, and of types that nobody knows nothing can be sent: the signature that is called must have others.
    private static DataType Type(string name) => Array.Find(Enum.GetValues<DataType>(), t => t.ProtoName() == name);

    private static TensorShape Shape(JsonElement shape)
    {
        if (shape.TryGetProperty("unknown_rank"u8, out JsonElement unknown) && unknown.GetBoolean())
            return TensorShape.Unknown;
        return shape.TryGetProperty("dim"u8, out JsonElement sizes)
            ? new TensorShape([.. sizes.EnumerateArray().Take(MostDimensions).Select(Size)])
            : TensorShape.Scalar;
    }

    private static long Size(JsonElement dimension) => Whole(dimension.GetProperty("size"u8)) is >= -1 and var size
        ? size
        : throw new FormatException("a size is negative");

    // Protobuf's JSON has large whole numbers in quotation marks.
    private static long Whole(JsonElement number) => number.ValueKind == JsonValueKind.String
        ? long.Parse(number.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : number.GetInt64();
}
