using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Models;

public sealed class LoggedRowsTests : IDisposable
{
    private static readonly SignatureArgument Key = new("key", DataType.Float, new TensorShape(-1), "key:0");

    private readonly BatchScheduler _threads = new(1, TimeProvider.System);
    private readonly List<(LoggedSignature Signature, Tensor[] Outputs)> _taken = [];

    [Fact]
    public async Task A_call_that_is_logged_hands_its_rows_over_when_its_keys_were_checked()
    {
        Tensor[] outputs = await Run(inputs => inputs, isLogged: true);
        Assert.Equal((3L, outputs), (Assert.Single(_taken).Signature.Version, _taken[0].Outputs));
    }

    [Fact]
    public async Task A_call_whose_keys_came_back_changed_is_not_logged()
    {
        Assert.Equal(Code.Internal, (await Assert.ThrowsAsync<ServingFault>(() => Run(_ => [Tensor.From<float>(9)], isLogged: true))).Code);
        Assert.Empty(_taken);
    }

    [Fact]
    public async Task Nothing_is_handed_over_where_nothing_is_logged()
    {
        await Run(inputs => inputs, isLogged: false);
        Assert.Empty(_taken);
    }

    public void Dispose() => _threads.Dispose();

    private async Task<Tensor[]> Run(Func<Tensor[], Tensor[]> model, bool isLogged)
    {
        var signature = new ModelSignature(ModelSignature.ServingDefault, ModelSignature.PredictMethod, [Key], [Key]);
        using var host = new FakeHost(3) { Signature = signature, Model = model };
        var metrics = new Serving.Metrics.ServerMetrics(TimeProvider.System);
        var options = new SignatureOptions { MayWrite = () => false, Logged = new LoggedSignature("m", 3, signature, [0], [0]) };
        using var served = new ServedSignature(host, () => host, [new KeyPosition(0, 0)], options, _threads, metrics.Of("m", 3, "s"));
        CallSpan span = metrics.Begin(CallProtocol.Rest);
        span.Log = isLogged ? new CallLog(new Sink(_taken), "r", 1, [], DateTimeOffset.UnixEpoch, 0) : null;
        return await Soon.Ends(served.Run([Tensor.From<float>(1)], new CallTerms(long.MaxValue, null, null) { Span = span }).AsTask());
    }

    private sealed class Sink(List<(LoggedSignature Signature, Tensor[] Outputs)> taken) : ICallLogSink
    {
        public void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs) => taken.Add((signature, outputs));
    }
}
