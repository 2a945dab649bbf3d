using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary><c>UnicodeTranscode</c>: strings in another encoding.</summary>
internal sealed class UnicodeTranscodeKernel(KernelRequest request) : Kernel
{
    private readonly TextEncoding _from = UnicodeErrors.Encoding(request, "input_encoding");
    private readonly TextEncoding _to = UnicodeErrors.Encoding(request, "output_encoding");
    private readonly UnicodeErrors _errors = new(request);

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        Span<byte> bytes = stackalloc byte[Utf8.MaxBytes];
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = strings[i];
            int size = 0;
            for (int at = 0, length; at < text.Length; at += length)
                size = checked(size + Write(text[at..], bytes, out length));
            Span<byte> room = target.Extend(size);
            for (int at = 0, length; at < text.Length; at += length)
                room = room[Write(text[at..], room, out length)..];
        }
    }

    private int Write(ReadOnlySpan<byte> text, Span<byte> target, out int length)
    {
        int codePoint = _errors.Settle(TextEncodings.Decode(_from, text, out length), strictControls: true);
        return codePoint < 0 ? 0 : TextEncodings.Encode(_to, codePoint, target);
    }
}
