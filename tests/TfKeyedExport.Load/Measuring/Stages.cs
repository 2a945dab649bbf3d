using System.Buffers;
using System.Diagnostics;
using TfKeyedExport.Embedded;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.Load.Calls;
using TfKeyedExport.Load.Rows;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Load.Measuring;

/// <summary>What a REST request costs between its last byte read and its first byte written, step by step, on one thread.</summary>
internal static class Stages
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    /// <summary>Measures, and prints a line for each step: microseconds, name.</summary>
    /// <param name="folder">A keyed babyweight model.</param>
    /// <param name="rows">How many rows a request has.</param>
    public static void Print(string folder, int rows)
    {
        byte[] body = RestPredictor.Body([.. Enumerable.Range(0, rows).Select(i => new KeyedRow($"c/{i}", i % Row.Pool.Count))], inRows: true);
        using IModelHost host = new EmbeddedEngine().Open(SavedModel.Load(folder), new HostOptions());
        ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
        using var scheduler = new BatchScheduler(1, TimeProvider.System);
        var metrics = new ServerMetrics(TimeProvider.System);
        int key = Position(runner.Signature.Inputs), keyOut = Position(runner.Signature.Outputs);
        using var signature = new ServedSignature(
            runner, () => runner, [new KeyPosition(key, keyOut)], new SignatureOptions { MayWrite = () => false }, scheduler,
            metrics.Of("m", 1, ModelSignature.ServingDefault));
        var answer = new ArrayBufferWriter<byte>(1 << 16);
        PredictBody parsed = PredictBody.Read(body, RestOptions.Default);
        Tensor[] inputs = parsed.ToTensors(signature.Rest);
        // The first call is never taken for cheap.
        Tensor[] outputs = signature.Run(inputs, CallTerms.None).AsTask().GetAwaiter().GetResult();

        Print("check the body's syntax", () => PredictBody.Read(body, RestOptions.Default));
        Print("make tensors of it", () => parsed.ToTensors(signature.Rest));
        var given = new Tensor[runner.Signature.Outputs.Count];
        double run = Print("run the model", () => runner.Run(inputs, given));
        Print("check keys, count", () =>
        {
            CallSpan span = metrics.Begin(CallProtocol.Rest).Ask("m", CallKind.Predict);
            signature.Run(inputs, new CallTerms(long.MaxValue, null, null) { Span = span }).GetAwaiter().GetResult();
            metrics.End(span);
        }, run);
        Print("write the answer", () =>
        {
            answer.ResetWrittenCount();
            PredictAnswer.Write(answer, PredictForm.Rows, signature.Rest, outputs, RestOptions.Default);
        });
    }

    private static int Position(IReadOnlyList<SignatureArgument> arguments) => arguments.ToList().FindIndex(a => a.Name == "key");

    private static double Print(string what, Action once, double less = 0)
    {
        double best = double.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long calls = 0, started = Stopwatch.GetTimestamp();
            for (; Stopwatch.GetElapsedTime(started) < Time / 2; calls += 100)
            {
                for (int i = 0; i < 100; i++)
                    once();
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / calls);
        }
        Console.WriteLine(FormattableString.Invariant($"{best - less:F2} {what}"));
        return best;
    }
}
