using System.Text;
using System.Text.Json;
using Google.Protobuf;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

/// <summary>A text of Google's writer and the same message over gRPC are one configuration.</summary>
public class GoldenConfigTests
{
    private static readonly JsonElement[] Cases =
    [
        .. JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "TfKeyedExport.Formats.Tests", "TextFormat", "golden.json"))).RootElement.EnumerateArray(),
    ];

    public static TheoryData<int> Models => [.. NumbersOf("ModelServerConfig")];

    public static TheoryData<int> Parameters => [.. NumbersOf("BatchingParameters")];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_of_models_says_what_the_same_request_says(int number)
    {
        ModelServerConfig proto = JsonParser.Default.Parse<ModelServerConfig>(Cases[number].GetProperty("json").GetRawText());
        Reading<ModelServerOptions> file = ModelServerConfigReader.Read("f", TextOf(number));
        Assert.Empty(file.Faults);
        Assert.Equal(ModelServerConfigReader.Read(proto).Value, file.Value);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_file_of_batching_parameters_is_read_whole(int number)
    {
        JsonElement json = Cases[number].GetProperty("json");
        Reading<BatchingOptions> reading = BatchingParametersReader.Read("f", TextOf(number), new BatchingOptions());
        if (reading.Faults.Count > 0)
        {
            // Random sizes may be wrong as sizes; as a text none is.
            Assert.DoesNotContain(reading.Faults, f => f.Message.StartsWith("Invalid protobuf file", StringComparison.Ordinal));
            return;
        }
        BatchingOptions options = reading.Value!;
        Assert.Equal(Wrapped(json, "max_batch_size") ?? 1000, options.MaxBatchSize);
        Assert.Equal(Wrapped(json, "batch_timeout_micros") ?? 0, options.BatchTimeoutMicros);
        Assert.Equal(Wrapped(json, "max_enqueued_batches") ?? 10, options.MaxEnqueuedBatches);
        Assert.Equal(Wrapped(json, "num_batch_threads") ?? Environment.ProcessorCount, options.NumBatchThreads);
        Assert.Equal(json.TryGetProperty("allowed_batch_sizes", out JsonElement sizes) ? sizes.GetArrayLength() : 0, options.AllowedBatchSizes.Count);
        Assert.Equal(json.TryGetProperty("pad_variable_length_inputs", out _), options.PadVariableLengthInputs);
        string? pool = json.TryGetProperty("thread_pool_name", out JsonElement name) ? name.GetProperty("value").GetString() : "batch_threads";
        Assert.Equal(pool, options.ThreadPoolName);
        Assert.Equal(
            !json.TryGetProperty("enable_large_batch_splitting", out JsonElement splitting) || splitting.TryGetProperty("value", out _),
            options.LargeBatchSplitting);
    }

    private static IEnumerable<int> NumbersOf(string type) =>
        Enumerable.Range(0, Cases.Length).Where(i => Cases[i].GetProperty("type").GetString() == type);

    private static byte[] TextOf(int number) => Encoding.UTF8.GetBytes(Cases[number].GetProperty("text").GetString()!);

    private static long? Wrapped(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement wrapper) && wrapper.TryGetProperty("value", out JsonElement value)
            ? long.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
