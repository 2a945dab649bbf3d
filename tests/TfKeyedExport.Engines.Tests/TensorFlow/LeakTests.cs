using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using TfKeyedExport.Hosting;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

/// <summary>Watches the process's memory over many calls. <c>scripts/leak-test.sh</c> runs it long.</summary>
[Collection(Alone)]
public class LeakTests(ITestOutputHelper output)
{
    /// <summary>Tests that need the process for themselves.</summary>
    public const string Alone = "alone in the process";

    /// <summary>The environment variable with the number of small calls.</summary>
    private const string CallsVariable = "TFKEYED_LEAK_CALLS";

    private const long MiB = 1 << 20;
    private const int Rounds = 3;

    [Fact]
    public void Calls_with_large_strings_and_lent_memory_leave_nothing_behind()
    {
        using TensorFlowHost text = TensorFlowForTests.Open(Echo(DataType.String)), numbers = TensorFlowForTests.Open(Echo(DataType.Float));
        ISignatureRunner texts = text.Prepare("serving_default"), floats = numbers.Prepare("serving_default");
        Tensor large = Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes(new byte[256 << 10]));
        Tensor block = Tensor.From<float>(new float[64 << 10]);

        // Were one of each call's four copies kept, a third of 4,000 calls would keep 330 MiB.
        long grown = Growth(warmUp: 500, calls: 4000, _ =>
        {
            texts.Answers(large);
            floats.Answers(block);
        });

        Assert.InRange(grown, long.MinValue, 40 * MiB);
    }

    [Fact]
    public void Many_small_calls_leave_nothing_behind()
    {
        int calls = int.Parse(Environment.GetEnvironmentVariable(CallsVariable) ?? "20000", CultureInfo.InvariantCulture);
        using TensorFlowHost host = TensorFlowForTests.Open("babyweight_keyed_reference");
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => i.Type == DataType.String
            ? Tensor.FromText(new string('k', 40), "Unknown") : Inputs.Zeros(i, 2))];
        using var cancellation = new CancellationTokenSource();
        var outputs = new Tensor[runner.Signature.Outputs.Count];

        // Every fourth call takes the way of calls that can be cancelled. 64 bytes a call would show in a run of millions.
        long grown = Growth(warmUp: 5000, calls, i => runner.Run(inputs, outputs, i % 4 == 0 ? cancellation.Token : CancellationToken.None));

        Assert.InRange(grown, long.MinValue, 10 * MiB);
    }

    [Fact]
    public void Failing_calls_leave_nothing_behind()
    {
        using TensorFlowHost host = TensorFlowForTests.Open(Embedded.OneOp.Model(
            "MatMul", new() { ["T"] = GraphModel.Type(DataType.Float) }, [Tensor.From<float>(0), Tensor.From<float>(0)], [DataType.Float]));
        ISignatureRunner runner = host.Prepare("serving_default");
        var memory = new CountedMemory(256 << 10);
        Tensor wrong = Tensor.FromBytes(DataType.Float, new TensorShape(1 << 16, 1), memory.Memory);

        // Counted, not measured: of a call that failed TensorFlow itself keeps a kilobyte, and where that comes to lie between
        // large blocks, the heap grows by these.
        for (int i = 0; i < 100; i++)
            Assert.Throws<Errors.TfKeyedException>(() => runner.Answers(wrong, wrong));

        Assert.Equal(200, memory.Pins);
        Assert.True(SpinWait.SpinUntil(() => memory.Unpins == 200, TimeSpan.FromSeconds(30)), $"{memory.Unpins} of 200 given back");
    }

    private static SavedModels.SavedModel Echo(DataType type) => Embedded.OneOp.Model(
        "Identity", new() { ["T"] = GraphModel.Type(type) },
        [type == DataType.String ? Tensor.FromText() : Tensor.From<float>()], [type]);

    // What leaks grows every time; what the collector or TensorFlow's threads keep for later grows once.
    private long Growth(int warmUp, int calls, Action<int> call)
    {
        for (int i = 0; i < warmUp; i++)
            call(i);
        long least = long.MaxValue;
        long before = ResidentBytes();
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < calls / Rounds; i++)
                call(i);
            long after = ResidentBytes();
            output.WriteLine($"{calls / Rounds} calls: {before / MiB} MiB before, {after / MiB} MiB after");
            least = Math.Min(least, after - before);
            before = after;
        }
        return least;
    }

    /// <summary>Memory as TensorFlow takes it without a copy, that knows how often it was lent and given back.</summary>
    private sealed unsafe class CountedMemory : MemoryManager<byte>
    {
        private const int Alignment = 64;
        private readonly byte[] _bytes;
        private readonly int _start;
        private readonly int _length;
        private int _pins;
        private int _unpins;

        public CountedMemory(int length)
        {
            _length = length;
            _bytes = GC.AllocateArray<byte>(length + Alignment, pinned: true);
            _start = (int)(-(nint)Unsafe.AsPointer(ref _bytes[0]) & (Alignment - 1));
        }

        public int Pins => Volatile.Read(ref _pins);

        public int Unpins => Volatile.Read(ref _unpins);

        public override Span<byte> GetSpan() => _bytes.AsSpan(_start, _length);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Interlocked.Increment(ref _pins);
            return new MemoryHandle(Unsafe.AsPointer(ref _bytes[_start + elementIndex]), default, this);
        }

        public override void Unpin() => Interlocked.Increment(ref _unpins);

        protected override void Dispose(bool disposing)
        {
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}

[CollectionDefinition(LeakTests.Alone, DisableParallelization = true)]
public class AloneInTheProcess;
