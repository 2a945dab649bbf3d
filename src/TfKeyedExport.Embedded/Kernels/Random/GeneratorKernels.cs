using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TfKeyedExport.Embedded.Kernels.Variables;
using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>The state of a <c>tf.random.Generator</c>: a variable with a counter of two numbers and a key.</summary>
internal static class GeneratorState
{
    /// <summary>The numbers of a state.</summary>
    public const int Size = 3;

    /// <summary>The generator as the variable of input 0 has it; the variable then has it some elements further on.</summary>
    public static Philox Advance(KernelContext context, int algorithmInput, ulong elements)
    {
        if (context.Input(algorithmInput).Rank != 0)
            throw context.ShapeError(algorithmInput, "a generator's algorithm is a scalar");
        Algorithms.Require(context, algorithmInput);
        Philox before = default;
        context.Variable(0).Update(current =>
        {
            Value state = current.Value;
            if (state.Type != DataType.Int64 || state.Rank != 1 || state.Count < Size)
                throw KernelContext.Error($"a generator's state is a vector of at least {Size} int64 numbers; the variable is {state}");
            ReadOnlySpan<ulong> numbers = state.Span<ulong>();
            before = new Philox(numbers[2], numbers[0], numbers[1]);
            Philox after = before;
            after.Skip(unchecked(elements * SeededGenerator.StepsPerElement));
            using var changes = new Scratch<ulong>(context, state.Count);
            numbers.CopyTo(changes.Span);
            (changes.Span[0], changes.Span[1]) = after.Counter;
            return ConstantValue.Copy(state.Type, state.Shape, MemoryMarshal.AsBytes(changes.Span));
        });
        return before;
    }
}

/// <summary><c>RngReadAndSkip</c> and <c>RngSkip</c>: moves a generator on, and gives its state before, if that is an output.</summary>
internal sealed class SkipKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value elements = context.Input(2);
        if (elements.Rank != 0)
            throw context.ShapeError(2, "it must be a scalar");
        Philox before = GeneratorState.Advance(context, 1, elements.Scalar<ulong>());
        if (context.OutputCount == 0)
            return;
        Span<ulong> state = context.Allocate(0, GeneratorState.Size).Span<ulong>();
        (state[0], state[1]) = before.Counter;
        state[2] = before.Key;
    }
}

/// <summary>Random numbers of a generator whose state is a variable.</summary>
internal sealed class StatefulKernel(Distribution distribution) : Kernel
{
    public override void Run(KernelContext context)
    {
        if (distribution == Distribution.UniformInt)
            RandomFill.RequireBounds(context, 3);
        Value output = RandomFill.Allocate(context, 2);
        RandomFill.Fill(context, output, 3, distribution, GeneratorState.Advance(context, 1, (ulong)output.Count));
    }
}

/// <summary><c>NonDeterministicInts</c>: what the system has of chance.</summary>
internal sealed class ChanceKernel : Kernel
{
    public override unsafe void Run(KernelContext context)
    {
        Value output = RandomFill.Allocate(context, 0);
        RandomNumberGenerator.Fill(new Span<byte>(output.Bytes, checked((int)output.ByteCount)));
    }
}
