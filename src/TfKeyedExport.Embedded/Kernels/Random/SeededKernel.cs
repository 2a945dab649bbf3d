using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Random numbers of a generator that the node keeps.</summary>
internal sealed class SeededKernel(KernelRequest request, Distribution distribution) : Kernel
{
    private readonly SeededGenerator _generator = new(request);

    public override void Run(KernelContext context)
    {
        Value output = RandomFill.Allocate(context, 0);
        RandomFill.Fill(context, output, 1, distribution, _generator.Reserve((ulong)output.Count * SeededGenerator.StepsPerElement));
    }
}
