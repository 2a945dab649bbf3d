using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Deals slices out to as many outputs as there are partitions, in order.</summary>
internal sealed class DynamicPartitionKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value data = context.Input(0), partitions = context.Input(1);
        if (partitions.Rank > data.Rank || !data.Shape[..partitions.Rank].SequenceEqual(partitions.Shape))
            throw KernelContext.Error($"data of {data.ToShape()} must begin with the dimensions of partitions, {partitions.ToShape()}");
        ReadOnlySpan<int> numbers = partitions.Span<int>();
        foreach (int number in numbers)
        {
            if ((uint)number >= (uint)context.OutputCount)
                throw KernelContext.Error($"the partition {number} is not in [0, {context.OutputCount})");
        }
        Span<long> shape = stackalloc long[data.Rank - partitions.Rank + 1];
        data.Shape[partitions.Rank..].CopyTo(shape[1..]);
        int run = Axes.Product(shape[1..]);
        for (int partition = 0; partition < context.OutputCount; partition++)
        {
            shape[0] = numbers.Count(partition);
            Appender result = Appender.For(context, partition, shape);
            for (int i = 0; i < numbers.Length && run > 0; i++)
            {
                if (numbers[i] == partition)
                    result.Append(data, i * run, run);
            }
        }
    }
}
