using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary><c>DecodeJSONExample</c>: examples in JSON as serialized ones.</summary>
internal sealed class DecodeJsonKernel : Kernel
{
    private JsonExample? _spare;

    public override void Run(KernelContext context)
    {
        StringBuffer texts = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        JsonExample example = Interlocked.Exchange(ref _spare, null) ?? new JsonExample();
        example.CountBy(context.Call.Pool);
        for (int i = 0; i < texts.Count; i++)
        {
            CallWatch.ThrowIfOver();
            target.Add(example.Make(texts[i], i));
        }
        example.CountBy(null);
        _spare = example.IsWorthKeeping ? example : null;
    }
}
