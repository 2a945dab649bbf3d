using System.Diagnostics;
using System.Globalization;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarks;

/// <summary>Times calls as the Python peer does: the same rows, the same warm-up, the same three seconds for each batch size.</summary>
internal static class Latency
{
    private const int WarmUpCalls = 50;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>Prints one JSON object: for each batch size p50 and p99 in microseconds, and rows a second.</summary>
    public static int Measure(string model, string[] sizes)
    {
        using IModelHost host = new EmbeddedEngine().Open(SavedModel.Load(model), new HostOptions());
        ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
        IEnumerable<string> results = sizes.Select(size => $"\"b{size}\": {Measure(runner, int.Parse(size, CultureInfo.InvariantCulture))}");
        Console.WriteLine("{" + string.Join(", ", results) + "}");
        return 0;
    }

    private static string Measure(ISignatureRunner runner, int rows)
    {
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Feed(i, rows))];
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        for (int i = 0; i < WarmUpCalls; i++)
            runner.Run(inputs, outputs);
        var times = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            long before = Stopwatch.GetTimestamp();
            runner.Run(inputs, outputs);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }
        double total = times.Sum();
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"p50_us\": {times[times.Count / 2]:0.0}, \"p99_us\": {times[(int)(times.Count * 0.99)]:0.0}, \"rows_per_s\": "
                + $"{rows * times.Count / total * 1e6:0}}}");
    }

    // Ones, and the word True: what the Python peer feeds.
    public static Tensor Feed(SignatureArgument input, int rows)
    {
        TensorShape shape = input.Shape.Rank <= 0
            ? input.Shape
            : new TensorShape([.. input.Shape.Dimensions.ToArray().Select((size, i) => i == 0 ? rows : Math.Max(1, size))]);
        int count = (int)shape.ElementCount();
        if (input.Type == DataType.String)
            return Tensor.FromStrings(shape, StringValues.FromText([.. Enumerable.Repeat("True", count)]));
        return input.Type switch
        {
            DataType.Float => Tensor.From<float>(shape, Enumerable.Repeat(1f, count).ToArray()),
            DataType.Double => Tensor.From<double>(shape, Enumerable.Repeat(1d, count).ToArray()),
            DataType.Int32 => Tensor.From<int>(shape, Enumerable.Repeat(1, count).ToArray()),
            DataType.Int64 => Tensor.From<long>(shape, Enumerable.Repeat(1L, count).ToArray()),
            _ => throw new NotSupportedException($"no sample values of type {input.Type}"),
        };
    }
}
