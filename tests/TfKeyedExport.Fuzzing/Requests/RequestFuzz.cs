using System.Diagnostics;
using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Requests;

/// <summary>Reads damaged requests and configurations in process: each has a value, or an error that the contract knows, and soon.</summary>
internal sealed class RequestFuzz(Options options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly RestSignature Signature = new(new ModelSignature(
        "s", ModelSignature.PredictMethod,
        [
            new SignatureArgument("key", DataType.String, new TensorShape(-1), "key:0"),
            new SignatureArgument("x", DataType.Float, new TensorShape(-1), "x:0"),
            new SignatureArgument("n", DataType.Int64, new TensorShape(-1, 2), "n:0"),
            new SignatureArgument("any", DataType.String, TensorShape.Unknown, "any:0"),
        ],
        [new SignatureArgument("y", DataType.Float, new TensorShape(-1), "y:0")]));

    private readonly Summary _summary = new();
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _next = options.From;

    /// <summary>Goes through cases until the time is over.</summary>
    /// <returns>0 without faults.</returns>
    public int Run() => options.Case is { } one ? Replay(one) : Crew.Run(options, _summary, _clock, _ => Work());

    private void Work()
    {
        while (_clock.Elapsed.TotalSeconds < options.Seconds)
        {
            long number = Interlocked.Increment(ref _next) - 1;
            if (options.Count != long.MaxValue && number >= options.From + options.Count)
                break;
            RequestCase one = RequestCase.Make(options.Seed, number, options.Only);
            (Outcome outcome, string detail) = Try(one);
            lock (_lock)
            {
                _summary.Count(outcome, one.Kind);
                if (Fault.IsFault(outcome) && _summary.Add(new Fault(number, outcome, one.Kind, detail, one.Kind)))
                    Keep(one, number);
            }
        }
    }

    private static (Outcome Outcome, string Detail) Try(RequestCase one)
    {
        var clock = Stopwatch.StartNew();
        Outcome outcome;
        string detail = "";
        try
        {
            outcome = Read(one) ? Outcome.Answered : Outcome.Refused;
        }
        catch (TfKeyedException)
        {
            outcome = Outcome.Refused;
        }
        catch (Exception e)
        {
            outcome = Outcome.Escaped;
            detail = $"{e.GetType().Name} {e.StackTrace?.Split('\n')[0].Trim()}";
        }
        return clock.Elapsed > Patience ? (Outcome.Time, $"{clock.Elapsed.TotalSeconds:0.0} s") : (outcome, detail);
    }

    private static bool Read(RequestCase one)
    {
        switch (one.Kind)
        {
            case "predict":
                PredictBody.Read(one.Text, RestOptions.Default).ToTensors(Signature);
                return true;
            case "examples":
                return ExampleBody.Read(one.Text, RestOptions.Default).Examples is not null;
            case "models":
                Reading<ModelServerOptions> models = ModelServerConfigReader.Read("f", one.Text);
                return models.Value is { } value ? ModelServerConfigValidator.Validate(ModelServerOptions.Unset, value).Count == 0 : Refused(models.Faults);
            case "batching":
                Reading<BatchingOptions> batching = BatchingParametersReader.Read("f", one.Text, new BatchingOptions());
                return batching.Value is not null || Refused(batching.Faults);
            case "monitoring":
                Reading<MonitoringOptions> monitoring = MonitoringConfigReader.Read("f", one.Text);
                return monitoring.Value is not null || Refused(monitoring.Faults);
            default:
                Reading<TlsOptions> tls = SslConfigReader.Read("f", one.Text);
                return tls.Value is not null || Refused(tls.Faults);
        }
    }

    private static bool Refused(IReadOnlyList<ConfigurationFault> faults) =>
        faults.Count > 0 ? false : throw new InvalidOperationException("neither a value nor a fault");

    private string Keep(RequestCase one, long number)
    {
        Directory.CreateDirectory(options.Keep);
        string file = Path.Combine(options.Keep, $"request-{one.Kind}-{options.Seed}-{number}");
        File.WriteAllBytes(file, one.Text);
        return file;
    }

    private int Replay(long number)
    {
        RequestCase one = RequestCase.Make(options.Seed, number, options.Only);
        (Outcome outcome, string detail) = Try(one);
        Console.WriteLine($"{one.Kind}, kept in {Keep(one, number)}: {outcome} {detail}\n{Encoding.UTF8.GetString(one.Text)}");
        return Fault.IsFault(outcome) ? 1 : 0;
    }
}
