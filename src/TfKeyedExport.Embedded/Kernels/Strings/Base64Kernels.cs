using System.Buffers.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Strings as web-safe base64, padded or not.</summary>
internal sealed class EncodeBase64Kernel(KernelRequest request) : Kernel
{
    private readonly bool _pads = request.Attributes.Bool("pad", false);

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
        {
            int length = Base64Url.GetEncodedLength(strings[i].Length);
            Span<byte> room = target.Extend(_pads ? (length + 3) / 4 * 4 : length);
            Base64Url.EncodeToUtf8(strings[i], room);
            room[length..].Fill((byte)'=');
        }
    }
}

/// <summary>The bytes of web-safe base64, padded or not; bits behind the last byte are let go.</summary>
internal sealed class DecodeBase64Kernel : Kernel
{
    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = Base64Text.WithoutPadding(strings[i]);
            if (text.Length % 4 == 1)
                throw KernelContext.Error("Base64 string length cannot be 1 modulo 4.");
            if (!Base64Text.TryDecode(text, isLenient: false, target.Extend(Base64Text.DecodedLength(text))))
                throw KernelContext.Error("Invalid character found in base64.");
        }
    }
}
