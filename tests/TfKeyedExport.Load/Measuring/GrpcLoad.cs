using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using TfKeyedExport.Load.Calls;
using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Measuring;

/// <summary>Clients that ask one after the other for as long as it is measured. What they send is made once, what comes back is not taken apart.</summary>
internal static class GrpcLoad
{
    // One connection carries few clients well; more connections cost the client's machine more.
    private const int ClientsOfChannel = 8;

    private static readonly Marshaller<byte[]> RawBytes = Marshallers.Create<byte[]>(static b => b, static b => b);
    private static readonly Method<byte[], byte[]> Predict = new(MethodType.Unary, "tensorflow.serving.PredictionService", "Predict", RawBytes, RawBytes);

    /// <summary>Measures.</summary>
    /// <param name="address">The server, as <c>http://HOST:PORT</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="clients">How many ask at once.</param>
    /// <param name="rows">How many rows a request has.</param>
    /// <param name="time">For how long, after as long again to warm up, at most a second.</param>
    public static async Task<LoadResult> Run(string address, string model, int clients, int rows, TimeSpan time)
    {
        byte[] request = GrpcPredictor.Request(model, [.. Enumerable.Range(0, rows).Select(i => new KeyedRow($"c/{i}", i % Row.Pool.Count))]).ToByteArray();
        GrpcChannel[] channels = [.. Enumerable.Range(0, (clients + ClientsOfChannel - 1) / ClientsOfChannel).Select(_ => GrpcChannel.ForAddress(address))];
        using var ends = new CancellationTokenSource();
        var latencies = new Latencies();
        Task[] running = [.. Enumerable.Range(0, clients).Select(i => Task.Run(() => Ask(channels[i / ClientsOfChannel], request, latencies, ends.Token)))];
        await Task.Delay(time < TimeSpan.FromSeconds(1) ? time : TimeSpan.FromSeconds(1));
        latencies.Clear();
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(time);
        LoadResult result = latencies.Result(Stopwatch.GetElapsedTime(started), rows);
        await ends.CancelAsync();
        await Task.WhenAll(running);
        foreach (GrpcChannel channel in channels)
            channel.Dispose();
        return result;
    }

    private static async Task Ask(GrpcChannel channel, byte[] request, Latencies latencies, CancellationToken ends)
    {
        CallInvoker invoker = channel.CreateCallInvoker();
        while (!ends.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                using AsyncUnaryCall<byte[]> call = invoker.AsyncUnaryCall(Predict, null, default, request);
                await call;
                latencies.Note(Stopwatch.GetElapsedTime(started));
            }
            catch (RpcException)
            {
                latencies.NoteError();
            }
        }
    }
}
