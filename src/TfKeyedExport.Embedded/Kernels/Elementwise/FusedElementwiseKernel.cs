using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>
/// A chain or tree of functions of elements, see <see cref="ElementwiseStep"/>. What has one shape runs in one pass over blocks; broadcasting
/// makes shapes grow along the chain, so small results are computed first, in their own size.
/// </summary>
internal sealed class FusedElementwiseKernel(KernelRequest request, ElementwiseStep step) : Kernel
{
    private readonly ElementInstruction[] _program = step.Program;
    private readonly int _inputs = request.InputCount;

    public override void Run(KernelContext context)
    {
        Span<long> shapes = stackalloc long[_program.Length * Value.MaxRank];
        Span<int> ranks = stackalloc int[_program.Length], order = stackalloc int[_program.Length];
        Infer(context, shapes, ranks, order);
        Results results = default;
        for (int first = 0, end; first < order.Length; first = end)
        {
            ReadOnlySpan<long> shape = Shape(shapes, ranks, order[first]);
            uint selected = 0;
            for (end = first; end < order.Length && Shape(shapes, ranks, order[end]).SequenceEqual(shape); end++)
                selected |= 1u << order[end];
            var pass = new FusedPass(context, _program, _inputs, selected);
            pass.Run(shape, results);
        }
        for (int i = 0; i < _program.Length; i++)
        {
            if (results[i] is { } value && _program[i].Output < 0)
                context.Call.Return(value);
        }
    }

    private static ReadOnlySpan<long> Shape(ReadOnlySpan<long> shapes, ReadOnlySpan<int> ranks, int instruction) =>
        shapes.Slice(instruction * Value.MaxRank, ranks[instruction]);

    // The shape of each result, and an order in which small ones come first.
    private void Infer(KernelContext context, Span<long> shapes, Span<int> ranks, Span<int> order)
    {
        Span<long> counts = stackalloc long[_program.Length];
        bool isEmpty = false;
        for (int i = 0; i < _program.Length; i++)
        {
            ElementInstruction instruction = _program[i];
            ReadOnlySpan<long> left = instruction.Left < _inputs ? context.Input(instruction.Left).Shape : Shape(shapes, ranks, instruction.Left - _inputs);
            ReadOnlySpan<long> right = instruction.Right < _inputs ? context.Input(instruction.Right).Shape : Shape(shapes, ranks, instruction.Right - _inputs);
            if (instruction.Function == ElementFunction.AddBias && (left.Length < 2 || right.Length != 1 || right[0] != left[^1]))
                throw KernelContext.Error(
                    $"the input {ShapeText.Of(left)} must have at least two dimensions and the bias {ShapeText.Of(right)} as many values as the last of them");
            Span<long> shape = shapes.Slice(i * Value.MaxRank, Value.MaxRank);
            if (left.SequenceEqual(right))
            {
                left.CopyTo(shape);
                ranks[i] = left.Length;
            }
            else
            {
                ranks[i] = Broadcast.Shape(left, right, shape);
            }
            counts[i] = 1;
            foreach (long size in shape[..ranks[i]])
                counts[i] *= size;
            isEmpty |= counts[i] == 0;
            int at = i;
            // Without empty tensors no operand is larger than its result: whatever is read comes first.
            for (; !isEmpty && at > 0 && counts[order[at - 1]] > counts[i]; at--)
                order[at] = order[at - 1];
            order[at] = i;
        }
        for (int i = 0; isEmpty && i < order.Length; i++)
            order[i] = i;
    }

    /// <summary>The results that outlive their pass.</summary>
    [InlineArray(ElementwiseStep.MostFunctions)]
    internal struct Results
    {
        private Value? _first;
    }
}
