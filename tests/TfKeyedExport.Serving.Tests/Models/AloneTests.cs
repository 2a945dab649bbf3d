using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Models;

/// <summary>Calls that joining with others would not make faster.</summary>
public sealed class AloneTests : IDisposable
{
    private const int CallsToBeSure = 1000;
    private static readonly BatchSettings Settings = new() { MaxExecutionSize = 4, Timeout = TimeSpan.FromMilliseconds(10) };

    private readonly FakeTimeProvider _time = new();
    private readonly BatchScheduler _scheduler;
    private readonly FakeHost _host;
    private readonly ServedSignature _signature;
    private double _callTakes;
    private double _rowTakes;

    public AloneTests()
    {
        _scheduler = new BatchScheduler(1, _time);
        _host = new FakeHost(1)
        {
            Model = inputs =>
            {
                _time.Advance(TimeSpan.FromMicroseconds(_callTakes + (_rowTakes * inputs[0].Count)));
                return inputs;
            },
        };
        _signature = new ServedSignature(_host, () => _host, [], new() { MayWrite = () => false }, _scheduler, new FakeHost.Nobody());
    }

    [Fact]
    public async Task What_takes_less_time_than_joining_is_run_at_once_when_enough_calls_have_shown_it()
    {
        _callTakes = 19;
        await Show(CallsToBeSure, rows: 1);
        Join(Settings);
        Assert.True(Call(1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task It_waits_for_company_until_then()
    {
        await Show(CallsToBeSure - 1, rows: 1);
        Join(Settings);
        Assert.False(Call(1).IsCompleted);
    }

    [Theory]
    [InlineData("filled up")]
    [InlineData("as TensorFlow Serving does it")]
    public async Task It_waits_where_it_is_asked_for(string how)
    {
        await Show(CallsToBeSure, rows: 1);
        Join(how == "filled up" ? Settings with { AllowedSizes = [2, 4] } : Settings with { AlwaysWaits = true, FailsTogether = true });
        Assert.False(Call(1).IsCompleted);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(30, 5)]
    public async Task Calls_whose_rows_take_less_among_many_are_joined(double call, double row)
    {
        (_callTakes, _rowTakes) = (call, row);
        await Show(CallsToBeSure / 2, rows: 1);
        await Show(CallsToBeSure / 2, rows: 64);
        Join(Settings);
        Assert.False(Call(1).IsCompleted);
    }

    [Fact]
    public async Task Calls_whose_rows_take_as_long_among_many_are_not()
    {
        (_callTakes, _rowTakes) = (10, 100);
        await Show(CallsToBeSure / 2, rows: 1);
        await Show(CallsToBeSure / 2, rows: 64);
        Join(Settings);
        Assert.True(Call(1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_call_that_was_held_up_now_and_then_is_still_known_to_be_short()
    {
        _callTakes = 5;
        await Show(CallsToBeSure, rows: 1);
        _callTakes = 4000;
        await Show(1, rows: 1);
        _callTakes = 5;
        await Show(8, rows: 1);
        Join(Settings);
        Assert.True(Call(1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_in_sixty_four_is_tried_alone()
    {
        _callTakes = 100;
        await Show(CallsToBeSure, rows: 1);
        Join(Settings with { MaxExecutionSize = 100 });
        for (int i = 1; i < 64; i++)
            Assert.False(Call(1).IsCompleted);
        Assert.True(Call(1).IsCompletedSuccessfully);
    }

    public void Dispose()
    {
        _signature.Dispose();
        _scheduler.Dispose();
    }

    private async Task Show(int calls, int rows)
    {
        for (int i = 0; i < calls; i++)
            await Call(rows);
    }

    private void Join(BatchSettings settings) => _signature.Decide(new JoinDecision(new JoinState(true, false, "tested"), [true]), settings);

    private ValueTask<Tensor[]> Call(int rows) => _signature.Run([Tensor.From<float>(new float[rows])], CallTerms.None);
}
