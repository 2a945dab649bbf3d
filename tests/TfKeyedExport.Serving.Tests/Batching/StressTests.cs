using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Batching;

/// <summary>
/// Many threads, sizes and shapes, a model that fails now and then: whoever is answered is answered with his own rows, and everybody is answered.
/// </summary>
public sealed class StressTests
{
    private const int Threads = 8;
    private const int Requests = 600;

    public static TheoryData<string> Rules => ["waits", "at once", "padded", "uncut", "cheap"];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Everybody_gets_his_own_rows(string rules)
    {
        BatchSettings settings = rules switch
        {
            "waits" => new BatchSettings { MaxExecutionSize = 16, Timeout = TimeSpan.FromMilliseconds(1), AlwaysWaits = true },
            "at once" => new BatchSettings { MaxExecutionSize = 16 },
            "padded" => new BatchSettings { MaxExecutionSize = 16, Timeout = TimeSpan.FromMilliseconds(1), AllowedSizes = [4, 16] },
            "uncut" => new BatchSettings { MaxExecutionSize = 64, MaxBatchSize = 64, SplitsLarge = false, MaxEnqueuedBatches = 3 },
            _ => new BatchSettings { MaxExecutionSize = 16, Timeout = TimeSpan.FromMilliseconds(1) },
        };
        using var scheduler = new BatchScheduler(2, TimeProvider.System);
        int runs = 0;
        var runner = new FakeRunner(true, true, false)
        {
            Cost = rows => rules == "cheap" ? TimeSpan.FromMicroseconds(rows) : null,
            // The rows are held against each other here, too: a key beside another's row is found at once.
            Model = inputs => Interlocked.Increment(ref runs) % 7 == 0 ? throw ServingFault.Invalid("now and then") : [Checked(inputs), inputs[1]],
        };
        using var batcher = new SignatureBatcher(scheduler, settings, runner);
        int[] answered = await Soon.Ends(Task.WhenAll(Enumerable.Range(0, Threads).Select(t => OwnThread.Run(() => Client(batcher, t)))));
        Assert.InRange(answered.Sum(), Threads * Requests / 4, Threads * Requests);
        Assert.Equal(0, batcher.Waiting);
    }

    private static Tensor Checked(Tensor[] inputs)
    {
        int width = inputs[1].RowWidth();
        for (int row = 0; row < inputs[0].Count; row++)
            Assert.Equal(inputs[0].Strings.Text(row), $"{inputs[1].Values<long>()[row * width]}");
        return inputs[0];
    }

    private static int Client(SignatureBatcher batcher, int thread)
    {
        var random = new Random(thread);
        int answered = 0;
        var open = new List<(Tensor[] Inputs, Task<Tensor[]> Answer)>();
        for (int i = 0; i < Requests; i++)
        {
            Tensor[] inputs = Inputs(random, thread, i);
            var call = new PendingCall(inputs, (int)inputs[0].Shape[0], CallTerms.None);
            try
            {
                Assert.True(batcher.TrySubmit(call));
            }
            catch (ServingFault full) when (full.Code == Code.Unavailable)
            {
                continue;
            }
            open.Add((inputs, call.Answer.AsTask()));
            if (random.Next(3) > 0)
                continue;
            answered += open.Count(o => IsAnswered(o.Inputs, o.Answer));
            open.Clear();
        }
        return answered + open.Count(o => IsAnswered(o.Inputs, o.Answer));
    }

    private static bool IsAnswered(Tensor[] inputs, Task<Tensor[]> answer)
    {
        Assert.True(((IAsyncResult)answer).AsyncWaitHandle.WaitOne(Soon.Patience), "a request was forgotten");
        if (answer.IsFaulted)
        {
            Assert.Equal("now and then", Assert.IsType<ServingFault>(answer.Exception!.InnerException).Message);
            return false;
        }
        Tensor[] outputs = answer.GetAwaiter().GetResult();
        Assert.True(outputs[0].BitEquals(inputs[0]) && outputs[1].BitEquals(inputs[1]), "a request got rows that are not its own");
        return true;
    }

    private static Tensor[] Inputs(Random random, int thread, int request)
    {
        int rows = 1 + (random.Next(8) == 0 ? random.Next(60) : random.Next(4)), width = 1 + random.Next(3);
        long first = (thread * 1_000_000L) + (request * 100);
        long[] values = [.. Enumerable.Range(0, rows * width).Select(i => first + (i / width))];
        return
        [
            Tensor.FromText([.. Enumerable.Range(0, rows).Select(r => $"{first + r}")]),
            Tensor.From<long>(new TensorShape(rows, width), values),
            Tensor.From<float>(TensorShape.Scalar, [random.Next(2)]),
        ];
    }
}

file static class Widths
{
    public static int RowWidth(this Tensor tensor) => (int)tensor.Shape[1];
}
