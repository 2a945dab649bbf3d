using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Serving.Threads;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Models;

/// <summary>Which thread runs a call: the one that brought it, or one that nobody waits for.</summary>
public sealed class CheapCallTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly BatchScheduler _threads;
    private readonly ShortRuns _short;
    private readonly FakeHost _host;
    private readonly List<string> _ran = [];

    public CheapCallTests()
    {
        _threads = new BatchScheduler(1, _time);
        _short = new ShortRuns(_time);
        _host = new FakeHost(1)
        {
            Model = inputs =>
            {
                _ran.Add(Thread.CurrentThread.Name == "batch 0" ? "elsewhere" : "here");
                return inputs;
            },
        };
    }

    [Fact]
    public async Task The_first_call_of_all_is_run_elsewhere_and_cheap_ones_after_it_where_they_come()
    {
        ServedSignature signature = Signature(endsEarly: true);
        await Call(signature);
        await Call(signature);
        Assert.Equal(["elsewhere", "here"], _ran);
    }

    [Fact]
    public async Task A_call_that_takes_long_against_all_experience_is_ended_and_run_elsewhere()
    {
        ServedSignature signature = Signature(endsEarly: true);
        await Call(signature);
        _host.Ending = token =>
        {
            _host.Ending = null;
            _time.Advance(ShortRuns.Period * 2);
            token.ThrowIfCancellationRequested();
        };
        await Call(signature);
        Assert.Equal(["elsewhere", "elsewhere"], _ran);
        await Call(signature);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Call(signature);
        Assert.Equal(["elsewhere", "elsewhere", "elsewhere", "here"], _ran);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task What_cannot_be_ended_or_may_write_is_never_run_where_others_wait(bool endsEarly, bool mayWrite)
    {
        ServedSignature signature = Signature(endsEarly, mayWrite);
        for (int i = 0; i < 3; i++)
            await Call(signature);
        Assert.Equal(["elsewhere", "elsewhere", "elsewhere"], _ran);
    }

    [Fact]
    public async Task A_cheap_call_whose_deadline_has_passed_is_not_run()
    {
        ServedSignature signature = Signature(endsEarly: true);
        await Call(signature);
        var late = new CallTerms(_time.GetTimestamp(), null, null);
        ServingFault fault = await Assert.ThrowsAsync<ServingFault>(() => signature.Run([Tensor.From<float>(1)], late).AsTask());
        Assert.Equal((Code.DeadlineExceeded, 1), (fault.Code, _ran.Count));
    }

    public void Dispose()
    {
        _short.Dispose();
        _threads.Dispose();
    }

    private ServedSignature Signature(bool endsEarly, bool mayWrite = false) =>
        new(_host, () => _host, [], new() { MayWrite = () => mayWrite, ShortRuns = _short, EndsEarly = endsEarly }, _threads, new FakeHost.Nobody());

    private static Task Call(ServedSignature signature) => Soon.Ends(signature.Run([Tensor.From<float>(1)], CallTerms.None).AsTask());
}
