using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Strings in lower or upper case.</summary>
internal sealed class CaseKernel : Kernel
{
    private readonly bool _upper;
    private readonly bool _unicode;
    private ByteBuffer? _spare;

    public CaseKernel(KernelRequest request, bool upper)
    {
        _upper = upper;
        string encoding = request.Attributes.TryGet("encoding", out Protos.AttrValue? value) ? value.S.ToStringUtf8() : "";
        _unicode = encoding switch
        {
            "" => false,
            "utf-8" => true,
            _ => throw request.Unsupported($"only utf-8 or '' (no encoding) is supported as encoding, not '{encoding}'"),
        };
    }

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        if (!_unicode)
        {
            for (int i = 0; i < strings.Count; i++)
                CaseMapping.Ascii(strings[i], _upper, target.Extend(strings[i].Length));
            return;
        }
        ByteBuffer buffer = Interlocked.Exchange(ref _spare, null) ?? new ByteBuffer();
        buffer.Pool = context.Call.Pool;
        for (int i = 0; i < strings.Count; i++)
        {
            buffer.Clear();
            CaseMapping.Unicode(strings[i], _upper, buffer);
            target.Add(buffer.Written);
        }
        buffer.Pool = null;
        _spare = buffer.IsWorthKeeping ? buffer : null;
    }
}
