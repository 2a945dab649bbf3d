using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;
using DataType = TfKeyedExport.Tensors.DataType;
using TensorShape = TfKeyedExport.Tensors.TensorShape;

namespace TfKeyedExport.Serving.Tests.Models;

/// <summary>What is held against the signature before and after a call, whatever the engine does.</summary>
public sealed class GuardedCallTests : IDisposable
{
    private readonly BatchScheduler _scheduler = new(1, TimeProvider.System);

    [Theory]
    [InlineData(-1, 2, 3)]
    [InlineData(-1, 4, 3)]
    public async Task Rows_that_belong_to_nobody_are_an_error_and_no_answer(int declared, int given, int keys)
    {
        ServingFault fault = await Soon.Faults(Ask(declared, new float[given], keys));
        Assert.Equal(Code.FailedPrecondition, fault.Code);
        Assert.Equal($"the model gave {given} rows of 'y' for {keys} keys, so no answer can be told from another", fault.Message);
    }

    [Theory]
    [InlineData(-1, 3, 3)]
    [InlineData(2, 2, 3)]
    public async Task Rows_of_their_own_and_sizes_that_are_declared_are_answers(int declared, int given, int keys) =>
        Assert.Equal(given, (await Soon.Ends(Ask(declared, new float[given], keys)))[1].Count);

    [Fact]
    public async Task That_error_never_ends_in_quarantine_since_clients_can_cause_it()
    {
        using ServedSignature signature = Keyed(-1, inputs => [inputs[0], Tensor.From<float>(1, 2)]);
        for (int i = 0; i < 20; i++)
            await Soon.Faults(signature.Run([Keys(3)], CallTerms.None).AsTask());
        Assert.False(signature.IsQuarantined);
    }

    [Fact]
    public async Task Rows_without_a_key_of_their_own_are_refused_before_the_model_is_asked()
    {
        using ServedSignature signature = Keyed(-1, _ => throw new InvalidOperationException("the model was asked"));
        Tensor one = Tensor.FromStrings(TensorShape.Scalar, StringValues.FromBytes("k"u8.ToArray()));
        ServingFault scalar = await Soon.Faults(signature.Run([one], CallTerms.None).AsTask());
        Assert.Equal(Code.InvalidArgument, scalar.Code);
        Assert.Contains("'key' is one key for the whole call", scalar.Message, StringComparison.Ordinal);
        Tensor none = Tensor.FromStrings(new TensorShape(2, 0), StringValues.FromBytes());
        ServingFault empty = await Soon.Faults(signature.Run([none], CallTerms.None).AsTask());
        Assert.Equal(Code.InvalidArgument, empty.Code);
        Assert.Contains("2 rows without a key", empty.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shapes_that_are_not_declared_reach_only_an_engine_that_bears_them(bool bears)
    {
        var host = new FakeHost(1) { Model = _ => [Tensor.From<float>(5)] };
        using var signature = new ServedSignature(
            host, () => host, [], new() { MayWrite = () => false, TakesAnyShape = bears }, _scheduler, new FakeHost.Nobody());
        Task<Tensor[]> answer = signature.Run([Tensor.From<float>(new TensorShape(1, 1), [1])], CallTerms.None).AsTask();
        if (bears)
            Assert.Equal(5, (await Soon.Ends(answer))[0].Values<float>()[0]);
        else
            Assert.Equal(Code.InvalidArgument, (await Soon.Faults(answer)).Code);
    }

    public void Dispose() => _scheduler.Dispose();

    private Task<Tensor[]> Ask(int declared, float[] rows, int keys)
    {
        ServedSignature signature = Keyed(declared, inputs => [inputs[0], Tensor.From<float>(rows)]);
        return signature.Run([Keys(keys)], CallTerms.None).AsTask();
    }

    private static Tensor Keys(int count) => Tensor.FromText([.. Enumerable.Range(0, count).Select(i => $"k{i}")]);

    private ServedSignature Keyed(int declared, Func<Tensor[], Tensor[]> model)
    {
        var host = new FakeHost(1)
        {
            Signature = new ModelSignature(
                "s", ModelSignature.PredictMethod, [new SignatureArgument("key", DataType.String, new TensorShape(-1), "k:0")],
                [new SignatureArgument("key", DataType.String, new TensorShape(-1), "k:0"),
                    new SignatureArgument("y", DataType.Float, new TensorShape(declared), "y:0")]),
            Model = model,
        };
        return new ServedSignature(host, () => host, [new KeyPosition(0, 0)], new() { MayWrite = () => false }, _scheduler, new FakeHost.Nobody());
    }
}
