using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Models;

/// <summary>Calls that take less time than it takes to join them with others.</summary>
public sealed class TinyCallTests : IDisposable
{
    private const int CallsToBeSure = 1000;
    private static readonly BatchSettings Settings = new() { MaxExecutionSize = 4, Timeout = TimeSpan.FromMilliseconds(10) };

    private readonly FakeTimeProvider _time = new();
    private readonly BatchScheduler _scheduler;
    private readonly FakeHost _host = new(1) { Model = inputs => inputs };
    private readonly ServedSignature _signature;

    public TinyCallTests()
    {
        _scheduler = new BatchScheduler(1, _time);
        _signature = new ServedSignature(_host, () => _host, [], new() { MayWrite = () => false }, _scheduler, new FakeHost.Nobody());
    }

    [Fact]
    public async Task They_are_run_at_once_when_enough_calls_have_shown_it()
    {
        await Show(CallsToBeSure);
        Join(Settings);
        Assert.True(Call().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task They_wait_for_company_until_then()
    {
        await Show(CallsToBeSure - 1);
        Join(Settings);
        Assert.False(Call().IsCompleted);
    }

    [Theory]
    [InlineData("filled up")]
    [InlineData("as TensorFlow Serving does it")]
    public async Task They_wait_where_it_is_asked_for(string how)
    {
        await Show(CallsToBeSure);
        Join(how == "filled up" ? Settings with { AllowedSizes = [2, 4] } : Settings with { AlwaysWaits = true, FailsTogether = true });
        Assert.False(Call().IsCompleted);
    }

    [Fact]
    public async Task Calls_that_take_longer_are_joined()
    {
        _host.Model = inputs =>
        {
            _time.Advance(TimeSpan.FromMicroseconds(30));
            return inputs;
        };
        await Show(CallsToBeSure);
        Join(Settings);
        Assert.False(Call().IsCompleted);
    }

    public void Dispose()
    {
        _signature.Dispose();
        _scheduler.Dispose();
    }

    private async Task Show(int calls)
    {
        for (int i = 0; i < calls; i++)
            await Call();
    }

    private void Join(BatchSettings settings) => _signature.Decide(new JoinDecision(new JoinState(true, false, "tested"), [true]), settings);

    private ValueTask<Tensor[]> Call() => _signature.Run([Tensor.From<float>(1)], CallTerms.None);
}
