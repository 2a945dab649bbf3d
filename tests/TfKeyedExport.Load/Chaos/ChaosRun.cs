using TfKeyedExport.Load.Calls;
using TfKeyedExport.Load.Rows;
using TfKeyedExport.Load.Trouble;

namespace TfKeyedExport.Load.Chaos;

/// <summary>
/// A server under everything at once: clients by REST and gRPC whose every key and answer is checked, versions that change every few seconds, clients that
/// vanish, bodies that are wrong, too large, slow or without an end.
/// </summary>
internal static class ChaosRun
{
    private const string Model = "m";
    private const int RestClients = 8, GrpcClients = 4;
    private const long LargestBody = 64 << 20;

    private static readonly TimeSpan Swap = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    /// <param name="program">The server.</param>
    /// <param name="models">Two keyed models with the same signature and other answers.</param>
    /// <param name="folder">A folder for its files.</param>
    /// <param name="time">For how long.</param>
    /// <param name="moreFlags">More flags for the server.</param>
    /// <returns>What happened.</returns>
    public static async Task<Tally> Run(string program, (string Odd, string Even) models, string folder, TimeSpan time, IEnumerable<string> moreFlags)
    {
        var tally = new Tally();
        string modelFolder = Directory.CreateDirectory(Path.Combine(folder, Model)).FullName, parameters = Path.Combine(folder, "batching.txt");
        await File.WriteAllTextAsync(
            parameters,
            "max_batch_size { value: 64 }\nbatch_timeout_micros { value: 1000 }\n" + "max_enqueued_batches { value: 64 }\nnum_batch_threads { value: 2 }\n");
        var versions = new VersionSwapper(modelFolder, models, Swap);
        await versions.Next(TimeSpan.Zero);
        using var server = new ServedProcess(program, Path.Combine(folder, "server.log"),
        [
            $"--model_name={Model}", $"--model_base_path={modelFolder}", "--file_system_poll_wait_seconds=1", "--enable_batching=true",
            $"--batching_parameters_file={parameters}", $"--verdict-cache={Path.Combine(folder, "verdicts")}", $"--request-log={Path.Combine(folder, "log")}",
            "--log-file-bytes=16MiB", $"--log-key-pattern=^{LoggedRows.Client}", .. moreFlags,
        ]);
        KnownAnswers answers = await Learn(server, versions);
        long before = server.ResidentMiB;

        using var over = new CancellationTokenSource(time);
        using var rest = new RestPredictor($"http://127.0.0.1:{server.RestPort}", Model);
        using var grpc = new GrpcPredictor($"http://127.0.0.1:{server.GrpcPort}", Model);
        await Task.WhenAll(
        [
            versions.Run(tally, answers, over.Token),
            .. Enumerable.Range(0, RestClients).Select(i => Task.Run(() => new GoodClient($"rest-{i}", rest, answers, versions, tally).Run(over.Token))),
            .. Enumerable.Range(0, GrpcClients).Select(i => Task.Run(() => new GoodClient($"grpc-{i}", grpc, answers, versions, tally).Run(over.Token))),
            .. new BadClients(server.RestPort, server.GrpcPort, Model, LargestBody, tally).Run(over.Token),
        ]);
        await Judge(server, tally, Path.Combine(folder, "log"));
        tally.Note("resident memory before, MiB", before);
        return tally;
    }

    // One row after the other, while nobody else asks.
    private static async Task<KnownAnswers> Learn(ServedProcess server, VersionSwapper versions)
    {
        var answers = new KnownAnswers();
        using var grpc = new GrpcPredictor($"http://127.0.0.1:{server.GrpcPort}", Model);
        for (int round = 0; round < 2; round++)
        {
            await server.WhenAvailable(Model, versions.Current);
            var weights = new float[Row.Pool.Count];
            for (int i = 0; i < weights.Length; i++)
            {
                Answer answer = await grpc.Predict([new KeyedRow("alone", i)], versions.Current, CancellationToken.None);
                weights[i] = answer is Answer.Rows rows ? rows.Weights[0] : throw new InvalidOperationException($"row {i} alone: {answer}");
            }
            answers.Note(versions.Current, weights);
            if (round == 0)
                await versions.Next(TimeSpan.Zero);
        }
        return answers;
    }

    private static async Task Judge(ServedProcess server, Tally tally, string logFolder)
    {
        if (server.HasExited)
        {
            tally.Fault("the server ended by itself");
            return;
        }
        if (await server.Counter("tfkeyed_key_faults_total") is > 0 and var faults)
            tally.Fault($"the server counts {faults} keys that came back changed");
        // By model: what is counted by version goes some time after the version.
        double counted = await server.Counter(":tensorflow:serving:request_count", "status=\"OK\"");
        if (counted < tally["answered"])
            tally.Fault($"the server counts {counted} requests that it answered; clients count {tally["answered"]}");
        double dropped = await server.Counter("tfkeyed_request_log_rows_total", "queue_full") + await server.Counter("tfkeyed_request_log_rows_total",
            "write_failed");
        tally.Note("batches that the server ran", (long)await server.Counter("tfkeyed_batches_total"));
        tally.Note("resident memory after, MiB", server.ResidentMiB);
        if (server.End() is not 0 and var code)
            tally.Fault(code is null ? "the server did not end when it was asked to" : $"the server ended with {code}");
        LoggedRows.Judge(logFolder, dropped, tally);
    }
}
