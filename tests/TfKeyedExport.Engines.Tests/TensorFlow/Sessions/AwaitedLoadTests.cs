using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Sessions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Sessions;

public class AwaitedLoadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_cancels_while_a_model_is_loaded_waits_no_longer()
    {
        using var load = new SlowLoad();
        using var cancellation = new CancellationTokenSource();
        Task waiting = OwnThread.Run(() => load.Run(Patience, cancellation.Token));
        Assert.True(load.Began.Wait(Patience, TestContext.Current.CancellationToken));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_load_that_takes_longer_than_the_limit_ends_with_a_limit_that_names_the_model()
    {
        using var load = new SlowLoad();

        var error = Assert.Throws<TimeLimitException>(() => load.Run(TimeSpan.FromMilliseconds(1), CancellationToken.None));

        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains("loading the model took longer than 5 seconds", error.Message, StringComparison.Ordinal);
        Assert.Equal("the/model", error.Where);
    }

    [Fact]
    public void What_a_load_throws_reaches_who_waits()
    {
        var error = Assert.Throws<InvalidDataException>(() => AwaitedLoad.Run(
            () => throw new InvalidDataException("torn"), Patience, new CallLimit(Patience), "the/model", CancellationToken.None));

        Assert.Equal("torn", error.Message);
    }

    private sealed class SlowLoad : IDisposable
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly ManualResetEventSlim _ended = new();

        public ManualResetEventSlim Began { get; } = new();

        public void Run(TimeSpan patience, CancellationToken cancellation) =>
            AwaitedLoad.Run(Load, patience, new CallLimit(TimeSpan.FromSeconds(5)), "the/model", cancellation);

        public void Dispose()
        {
            _end.Set();
            _ended.Wait();
            _end.Dispose();
            _ended.Dispose();
            Began.Dispose();
        }

        private (GraphHandle, SessionHandle) Load()
        {
            Began.Set();
            _end.Wait();
            _ended.Set();
            // No handles: nothing of TensorFlow is needed to wait for it.
            return default;
        }
    }
}
