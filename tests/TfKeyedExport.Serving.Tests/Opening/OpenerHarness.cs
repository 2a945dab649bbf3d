using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Opening;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Verdicts;
using TfKeyedExport.TensorFlow;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Opening;

/// <summary>Opens models on the embedded engine, as a server does, and counts what is run.</summary>
internal sealed class OpenerHarness : ISignatureObserver, IDisposable
{
    private static readonly BatchSettings Settings = new() { MaxExecutionSize = 32 };

    private readonly string _verdicts = Directory.CreateTempSubdirectory("verdicts").FullName;
    private readonly BatchScheduler _scheduler = new(2, TimeProvider.System);
    private readonly List<ServedModel> _opened = [];
    private readonly JoinJudge _judge;
    private int _runs;

    public OpenerHarness(params string[] insisted)
        : this(Task.CompletedTask, insisted)
    {
    }

    public OpenerHarness(Task mayJudge, params string[] insisted)
        : this(mayJudge, provedOnly: false, insisted)
    {
    }

    public OpenerHarness(Task mayJudge, bool provedOnly, params string[] insisted) =>
        _judge = new JoinJudge(new VerdictCache(_verdicts), insisted, provedOnly, new EmbeddedEngine(), NullLogger.Instance, mayJudge);

    public int Runs => Volatile.Read(ref _runs);

    public ServedModel Open(string folder, bool batching = false, bool hostKeys = false, WarmUp? warmUp = null)
    {
        var engines = new EngineSelector(static () => new EmbeddedEngine(), static () => new TensorFlowEngine());
        var opener = new ModelOpener(
            new EngineChoice(engines, EngineKind.Embedded, new HostOptions()), _scheduler, batching ? _judge : null,
            _ => batching ? new BatchRules(new BatchingOptions { Enabled = true }, Settings) : null, warmUp, (_, _, _) => this,
            new KeyHandling(hostKeys, KeyRules.None));
        ServedModel model = opener.Open(new ModelOptions { Name = "m", BasePath = folder }, 1, folder, TestContext.Current.CancellationToken);
        _opened.Add(model);
        return model;
    }

    /// <summary>What the judge says in the end.</summary>
    public static async Task<JoinState> Verdict(ServedSignature signature)
    {
        for (DateTime patience = DateTime.UtcNow + Soon.Patience; signature.JoinState.IsPending; await Task.Yield())
            Assert.True(DateTime.UtcNow < patience, "there was never a verdict");
        return signature.JoinState;
    }

    public void Run(int rows, TimeSpan took) => Interlocked.Increment(ref _runs);

    public void Answered(CallKind kind, int rows, TimeSpan took)
    {
    }

    public void Joined(int rows, int inputs)
    {
    }

    public void Waited(TimeSpan waited)
    {
    }

    public void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed)
    {
    }

    public void KeyFault()
    {
    }

    public void EqualKeys()
    {
    }

    public void Dispose()
    {
        _opened.ForEach(m => m.Dispose());
        _judge.Dispose();
        _scheduler.Dispose();
        Directory.Delete(_verdicts, recursive: true);
    }
}
