using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning.Recurrences;

public class RecurrenceFusionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_cells_give_the_same_answers_as_the_ordinary_loop(int hundred)
    {
        for (int seed = 100 * hundred; seed < 100 * (hundred + 1); seed++)
        {
            var recurrence = new RandomRecurrence(seed);
            // Without steps the ordinary loop has nothing to do, and does it.
            bool isEmpty = recurrence.Inputs["steps"].Values<int>()[0] == 0;
            using EmbeddedHost host = Open(recurrence.Model, isEmpty ? KernelCatalog.Default : WithoutOrdinaryLoops());
            IReadOnlyDictionary<string, Tensor> with = Run(host, recurrence.Inputs);
            foreach ((string name, Tensor expected) in Run(
                new EngineWithout(nameof(RecurrenceFusion)).Open(recurrence.Model, new HostOptions(), TestContext.Current.CancellationToken),
                recurrence.Inputs))
                GoldenAnswers.AssertNear(expected, with[name], 2e-5, $"seed {seed} {name}");
        }
    }

    [Theory]
    [InlineData("text_lstm", 1)]
    [InlineData("gru_keras3", 3)]
    public void Recurrent_layers_are_one_step_each(string model, int layers)
    {
        using EmbeddedHost host = Open(SavedModel.Load(Repository.Model(model)), KernelCatalog.Default);
        IWork[] steps = [.. ((EmbeddedRunner)host.Prepare(ModelSignature.ServingDefault)).Plan.Steps.Select(s => s.Node.Work)];
        Assert.Equal(layers, steps.Count(s => s is RecurrenceStep));
        Assert.DoesNotContain(steps, s => s == ControlFlowOperations.While || s == ControlFlowOperations.StatelessWhile);
    }

    [Theory]
    [InlineData("steps")]
    [InlineData("x")]
    [InlineData("h")]
    [InlineData("c")]
    public void What_does_not_fit_is_refused_in_the_words_of_the_ordinary_loop(string input)
    {
        int refused = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var recurrence = new RandomRecurrence(seed);
            int steps = recurrence.Inputs["steps"].Values<int>()[0];
            long[] shape = recurrence.Inputs[input].Shape.Dimensions.ToArray();
            if (shape.Length > 0)
                shape[^1]++;
            recurrence.Inputs[input] = input == "steps"
                ? Tensor.From<int>(TensorShape.Scalar, [steps + 1])
                : Tensor.From<float>(new TensorShape(shape), new float[shape.Aggregate(1L, (a, b) => a * b)]);
            string? expected = Refusal(
                new EngineWithout(nameof(RecurrenceFusion)).Open(recurrence.Model, new HostOptions(), TestContext.Current.CancellationToken),
                recurrence.Inputs);
            Assert.Equal(expected, Refusal(Open(recurrence.Model, KernelCatalog.Default), recurrence.Inputs));
            refused += expected is null ? 0 : 1;
        }
        // Not every cell looks at every input, and a row of one element fits any other one.
        Assert.True(refused > 15, $"only {refused} were refused");
    }

    [Fact]
    public void The_limit_for_loops_holds()
    {
        RandomRecurrence recurrence = Enumerable.Range(0, 100).Select(s => new RandomRecurrence(s)).First(r => r.Inputs["steps"].Values<int>()[0] > 3);
        using EmbeddedHost host = EmbeddedHost.Open(MetaGraphChoice.Of(recurrence.Model, null), new HostOptions { LoopLimit = 3 }, KernelCatalog.Default);
        Assert.Contains("the loop ran 3 times", Refusal(host, recurrence.Inputs), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_ends_when_it_is_cancelled()
    {
        RandomRecurrence recurrence = Enumerable.Range(0, 100).Select(s => new RandomRecurrence(s)).First(r => r.Inputs["steps"].Values<int>()[0] > 3);
        using EmbeddedHost host = Open(recurrence.Model, KernelCatalog.Default);
        ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
        Assert.ThrowsAny<OperationCanceledException>(() => runner.Run(recurrence.Inputs, new CancellationToken(canceled: true)));
    }

    private static EmbeddedHost Open(SavedModel model, KernelRegistry registry) =>
        EmbeddedHost.Open(MetaGraphChoice.Of(model, null), new HostOptions(), registry);

    private static IReadOnlyDictionary<string, Tensor> Run(IModelHost host, Dictionary<string, Tensor> inputs)
    {
        using (host)
            return host.Prepare(ModelSignature.ServingDefault).Run(inputs, TestContext.Current.CancellationToken);
    }

    private static string? Refusal(IModelHost host, Dictionary<string, Tensor> inputs)
    {
        try
        {
            Run(host, inputs);
            return null;
        }
        catch (TfKeyedException e)
        {
            return $"{e.Kind}: {e.Message}";
        }
    }

    // The operations, with one that every round of an ordinary loop here runs broken.
    private static KernelRegistry WithoutOrdinaryLoops() =>
        KernelCatalog.Default.With((request, make) => request.Is(TensorListOperations.TensorListSetItem) ? new BrokenKernel() : make(request));

    private sealed class BrokenKernel : Kernel
    {
        public override void Run(KernelContext context) => throw KernelContext.Error("the ordinary loop ran");
    }
}
