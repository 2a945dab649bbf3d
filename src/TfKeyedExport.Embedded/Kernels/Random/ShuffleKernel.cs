using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary><c>RandomShuffle</c>: the parts along the first axis in an order that chance decides.</summary>
internal sealed class ShuffleKernel(KernelRequest request) : Kernel
{
    private const int NumbersPerStep = 4;

    private readonly SeededGenerator _generator = new(request);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Count <= 1 || input.Dim(0) <= 1)
        {
            context.Forward(0, 0);
            return;
        }
        int count = input.Dim(0), run = input.Count / count;
        using var order = new Scratch<int>(context, count);
        Shuffle(order.Span, new PhiloxNumbers(_generator.Reserve((ulong)(count - 1 + NumbersPerStep - 1) / NumbersPerStep)));
        Appender result = Appender.For(context, 0, input.Shape);
        foreach (int from in order.Span)
            result.Append(input, from * run, run);
    }

    private static void Shuffle(Span<int> order, PhiloxNumbers numbers)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        for (int i = 0; i < order.Length - 1; i++)
        {
            int other = i + (int)(numbers.Next() % (uint)(order.Length - i));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
