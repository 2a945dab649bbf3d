using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Operations.Strings;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary><c>UnicodeDecode</c> and <c>UnicodeDecodeWithOffsets</c>: the code points of each string as a ragged matrix.</summary>
internal sealed class UnicodeDecodeKernel<TSplit>(KernelRequest request) : Kernel
    where TSplit : unmanaged, INumber<TSplit>
{
    private readonly TextEncoding _encoding = UnicodeErrors.Encoding(request, "input_encoding");
    private readonly UnicodeErrors _errors = new(request);
    private readonly bool _offsets = request.Is(StringOperations.UnicodeDecodeWithOffsets);

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        Span<TSplit> splits = context.Allocate<TSplit>(0, strings.Count + 1L);
        splits[0] = TSplit.Zero;
        int total = 0;
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = strings[i];
            for (int at = 0; at < text.Length;)
            {
                total += _errors.Settle(TextEncodings.Decode(_encoding, text[at..], out int length), strictControls: false) < 0 ? 0 : 1;
                at += length;
            }
            splits[i + 1] = TSplit.CreateChecked(total);
        }
        Span<int> values = context.Allocate<int>(1, total);
        Span<long> starts = _offsets ? context.Allocate<long>(2, total) : [];
        int next = 0;
        for (int i = 0; i < strings.Count; i++)
        {
            ReadOnlySpan<byte> text = strings[i];
            for (int at = 0, length; at < text.Length; at += length)
            {
                int codePoint = _errors.Settle(TextEncodings.Decode(_encoding, text[at..], out length), strictControls: false);
                if (codePoint < 0)
                    continue;
                if (_offsets)
                    starts[next] = at;
                values[next++] = codePoint;
            }
        }
    }
}
