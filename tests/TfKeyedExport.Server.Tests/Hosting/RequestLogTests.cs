using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>The request log of the real server: what is in it after an answer, an end, and a kill.</summary>
public sealed class RequestLogTests : IDisposable
{
    private const string Written = "tfkeyed_request_log_rows_total{outcome=\"written\"}";

    private readonly string _root = Directory.CreateTempSubdirectory("request-log").FullName;

    public RequestLogTests() => LoggingServer.PlaceModel(_root);

    [Fact]
    public async Task Rows_are_logged_by_rest_with_what_their_headers_say()
    {
        using LoggingServer server = await LoggingServer.Start(_root, "--log-header=X-Attempt", "--log-field=inputs.mother_age=keep");
        await server.Predict("k-1", new JsonObject { ["b64"] = "/wA=" });
        Assert.Equal(0, await server.End());
        JsonElement[] rows = Rows();
        Assert.Equal(["\"k-1\"", "{\"b64\":\"/wA=\"}"], rows.Select(r => r.GetProperty("key").GetRawText()));
        Assert.All(rows, r => Assert.Equal(
            ("request-7", 3, "bw", 1, 2, 30.0, "3"),
            (Text(r, "request_id"), Int(r, "attempt"), Text(r, "model"), Int(r, "version"), Int(r, "batch_rows"),
                r.GetProperty("inputs").GetProperty("mother_age").GetDouble(), Text(r.GetProperty("headers"), "x-attempt"))));
        Assert.All(rows, r => Assert.InRange(r.GetProperty("outputs").GetProperty("babyweight").GetDouble(), 6, 7));
    }

    [Fact]
    public async Task Rows_are_logged_by_grpc_with_what_their_metadata_say()
    {
        using LoggingServer server = await LoggingServer.Start(_root);
        using GrpcChannel channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.GrpcPort}");
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = "bw" } };
        request.Inputs.Add("key", TensorMessages.Write(Tensor.FromText("k"), asContent: false));
        request.Inputs.Add("is_male", TensorMessages.Write(Tensor.FromText("True"), asContent: false));
        request.Inputs.Add("plurality", TensorMessages.Write(Tensor.FromText("Single(1)"), asContent: false));
        request.Inputs.Add("mother_age", TensorMessages.Write(Tensor.From<float>(30), asContent: false));
        request.Inputs.Add("gestation_weeks", TensorMessages.Write(Tensor.From<float>(36), asContent: false));
        await new PredictionService.PredictionServiceClient(channel).PredictAsync(
            request, new Metadata { { "x-request-id", "by-grpc" }, { "grpc-previous-rpc-attempts", "1" } },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, await server.End());
        JsonElement row = Assert.Single(Rows());
        Assert.Equal(("k", "by-grpc", 2), (Text(row, "key"), Text(row, "request_id"), Int(row, "attempt")));
    }

    [Fact]
    public async Task After_a_kill_lines_lack_at_most_the_end_of_the_last()
    {
        using LoggingServer server = await LoggingServer.Start(_root);
        var sent = new List<string>();
        using var killed = new CancellationTokenSource();
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; !killed.IsCancellationRequested; i++)
            {
                sent.Add($"k-{i}");
                await server.Predict($"k-{i}");
            }
        }, TestContext.Current.CancellationToken);
        Assert.True(await server.Until(async () => await server.Metric(Written) >= 200));
        long written = await server.Metric(Written);
        await server.Kill();
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);

        string text = File.ReadAllText(Assert.Single(Files("*.jsonl")));
        string[] whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(whole.Length, written, sent.Count);
        Assert.Equal(sent.Take(whole.Length), whole.Select(l => Text(JsonDocument.Parse(l).RootElement, "key")));
    }

    [Fact]
    public async Task After_a_kill_parquet_lacks_at_most_what_was_not_a_file_yet()
    {
        using LoggingServer server = await LoggingServer.Start(_root, "--log-format=parquet", "--log-file-bytes=1000");
        Assert.True(await server.Until(async () =>
        {
            await server.Predict("k");
            return await server.Metric(Written) >= 20;
        }));
        await server.Kill();
        string[] files = Files("*.parquet");
        Assert.True(files.Length >= 2);
        Assert.All(files, f => Assert.Equal(("PAR1", "PAR1"), Ends(f)));
    }

    [Fact]
    public async Task At_the_end_parquet_has_all_rows()
    {
        using LoggingServer server = await LoggingServer.Start(_root, "--log-format=parquet");
        await server.Predict("k");
        Assert.Empty(Files("*.parquet"));
        Assert.Equal(0, await server.End());
        Assert.Equal(("PAR1", "PAR1"), Ends(Assert.Single(Files("*"))));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private JsonElement[] Rows() => [.. File.ReadAllLines(Assert.Single(Files("*.jsonl"))).Select(l => JsonDocument.Parse(l).RootElement)];

    private string[] Files(string pattern) => Directory.GetFiles(Path.Combine(_root, "log"), pattern);

    private static (string First, string Last) Ends(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        return (System.Text.Encoding.ASCII.GetString(bytes, 0, 4), System.Text.Encoding.ASCII.GetString(bytes, bytes.Length - 4, 4));
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static int Int(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
