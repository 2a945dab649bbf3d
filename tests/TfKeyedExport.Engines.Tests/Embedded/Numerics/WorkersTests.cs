using System.Collections.Concurrent;
using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics;

public class WorkersTests
{
    private const double Long = 1e9;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_piece_is_done_once_on_no_more_threads_than_are_allowed(int threads)
    {
        var job = new Job(new int[500], new ConcurrentDictionary<int, bool>());
        Workers.Run(job.Times.Length, Long, ref job, threads);

        Assert.All(job.Times, t => Assert.Equal(1, t));
        Assert.InRange(job.Threads.Count, 1, threads == 0 ? Workers.Count : Math.Min(threads, Workers.Count));
    }

    [Fact]
    public void Small_jobs_stay_with_their_caller()
    {
        var job = new Job(new int[500], new ConcurrentDictionary<int, bool>());
        Workers.Run(job.Times.Length, 100, ref job);

        Assert.Equal([Environment.CurrentManagedThreadId], job.Threads.Keys);
    }

    [Fact]
    public void Many_callers_at_once_all_get_their_work_done() => Parallel.For(0, 200, _ =>
    {
        var job = new Job(new int[50], new ConcurrentDictionary<int, bool>());
        Workers.Run(job.Times.Length, Long, ref job);
        Assert.All(job.Times, t => Assert.Equal(1, t));
    });

    [Theory]
    [InlineData("mnist_cnn")]
    [InlineData("tiny_transformer")]
    [InlineData("text_lstm")]
    [InlineData("babyweight_keras2")]
    public void Large_batches_give_the_same_bits_on_one_thread(string model)
    {
        SavedModel loaded = SavedModel.Load(Repository.Model(model));
        Tensor[] inputs = [.. loaded.MetaGraphs[0].Signature(ModelSignature.ServingDefault)!.Inputs.Select(Rows)];
        Tensor[] Run(int threads)
        {
            using IModelHost host = new EmbeddedEngine().Open(loaded, new HostOptions { Threads = threads });
            ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
            var outputs = new Tensor[runner.Signature.Outputs.Count];
            runner.Run(inputs, outputs);
            return outputs;
        }

        Assert.All(Run(1).Zip(Run(0)), pair => Assert.True(pair.First.BitEquals(pair.Second)));
    }

    private static Tensor Rows(SignatureArgument input)
    {
        Tensor zeros = Inputs.Zeros(input, 1024);
        var random = new Random(7);
        return input.Type == DataType.Float
            ? Tensor.From<float>(zeros.Shape, [.. Enumerable.Range(0, (int)zeros.Count).Select(_ => random.NextSingle() * 40)])
            : zeros;
    }

    private readonly struct Job(int[] times, ConcurrentDictionary<int, bool> threads) : IJob
    {
        public int[] Times => times;

        public ConcurrentDictionary<int, bool> Threads => threads;

        public void Run(int piece)
        {
            Interlocked.Increment(ref times[piece]);
            threads.TryAdd(Environment.CurrentManagedThreadId, true);
        }
    }
}
