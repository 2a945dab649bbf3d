using TfKeyedExport.Embedded.Kernels.Tables;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;

namespace TfKeyedExport.Embedded.Kernels.Categorical;

/// <summary>Looks each string up in its place, but for one string that is ignored; see <c>MaskedLookupFusion</c>.</summary>
internal sealed class MaskedLookupKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value keys = context.Input(0);
        if (keys.Rank == 0)
            throw context.ShapeError(0, "it must have at least one dimension");
        StringBuffer strings = keys.Strings;
        ReadOnlySpan<byte> ignored = context.Strings(1)[0];
        LookupTable table = context.Table(2);
        ReadOnlySpan<long> values = table.Values<long>();
        long absent = context.Span<long>(3)[0], masked = context.Span<long>(4)[0];
        Span<long> results = context.Allocate<long>(0, keys.Shape);
        for (int i = 0; i < results.Length; i++)
        {
            ReadOnlySpan<byte> key = strings[i];
            if (key.SequenceEqual(ignored))
            {
                results[i] = masked;
                continue;
            }
            int position = table.Find(key);
            results[i] = position < 0 ? absent : values[position];
        }
    }
}
