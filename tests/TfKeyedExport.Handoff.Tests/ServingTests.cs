using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Handoff.Tests;

/// <summary>What was handed over drives our server, by the files alone.</summary>
public sealed class ServingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Place _place = new();

    [Fact]
    public async Task The_files_serve_a_model_and_the_next_version_comes_under_load_without_a_request_that_fails()
    {
        _place.HandOff(r => r with { Sizes = _ => Place.Wish(1, 4, 16) });
        using ModelServer server = Start();
        await Until(() => Available(server) == 1);
        Assert.Equal(16, server.Table.Models["m"].Latest!.Model.Batching!.MaxBatchSize);

        using var done = new CancellationTokenSource();
        int[] answered = new int[3];
        Task[] clients = [.. Enumerable.Range(0, answered.Length).Select(c => Task.Run(async () =>
        {
            for (int i = 0; !done.IsCancellationRequested; i++)
            {
                await Ask(server, string.Create(CultureInfo.InvariantCulture, $"client-{c}-{i}"), $"client-{c}-{i}-b");
                answered[c]++;
            }
        }))];
        _place.HandOff(r => r with { Sizes = _ => Place.Wish(1, 8) });
        await Until(() => Available(server) == 2);
        int[] before = [.. answered];
        await Until(() => answered.Zip(before).All(p => p.First > p.Second));
        await done.CancelAsync();
        await Task.WhenAll(clients);

        Assert.Equal(8, server.Table.Models["m"].Latest!.Model.Batching!.MaxBatchSize);
    }

    private ModelServer Start()
    {
        // As the command in the README has it.
        var options = new ServerOptions
        {
            ModelConfigFile = _place.File("models.config"),
            BatchingParametersFile = _place.File("batching_parameters.txt"),
            MonitoringConfigFile = _place.File("monitoring.config"),
            Batching = new BatchingOptions { Enabled = true, PerModel = true },
            VerdictCache = Path.Combine(_place.Root, "verdicts"),
        };
        Reading<ServerConfiguration> read = ServerConfiguration.Load(options);
        Assert.Empty(read.Faults);
        var metrics = new ServerMetrics(TimeProvider.System);
        var engines = new EngineChoice(
            new EngineSelector(() => new EmbeddedEngine(), () => throw new NotSupportedException()), EngineKind.Embedded, options.Engine.Host(options.Limits));
        return new ModelServer(
            read.Value!, engines, new EmbeddedEngine(), metrics.Of, TimeProvider.System, NullLogger.Instance, metrics.Loads);
    }

    private static long? Available(ModelServer server) => server.Table.Models.TryGetValue("m", out ModelView? view) ? view.Latest?.Number : null;

    private static async Task Ask(ModelServer server, params string[] keys)
    {
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = "m" } };
        request.Inputs.Add("key", Texts(keys));
        request.Inputs.Add("is_male", Texts([.. keys.Select(_ => "True")]));
        request.Inputs.Add("plurality", Texts([.. keys.Select(_ => "Single(1)")]));
        request.Inputs.Add("mother_age", Floats([.. keys.Select((_, i) => 30f + i)]));
        request.Inputs.Add("gestation_weeks", Floats([.. keys.Select(_ => 39f)]));
        using VersionLease lease = server.Table.Lease("m", VersionChoice.Latest);
        PredictResponse response = await PredictCall.Run(lease.Version.Model, request, CallTerms.None, asContent: false);
        Assert.Equal(keys, response.Outputs["key"].StringVal.Select(k => k.ToStringUtf8()));
    }

    private static TfKeyedExport.Protos.TensorProto Texts(string[] values) => TensorMessages.Write(Tensor.FromText(values), asContent: false);

    private static TfKeyedExport.Protos.TensorProto Floats(float[] values) => TensorMessages.Write(Tensor.From<float>(values), asContent: false);

    private static async Task Until(Func<bool> holds)
    {
        for (DateTime end = DateTime.UtcNow + Patience; !holds(); await Task.Yield())
            Assert.True(DateTime.UtcNow < end, "it never came to that");
    }

    public void Dispose() => _place.Dispose();
}
