using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary><c>UnicodeEncode</c>: the strings of a ragged matrix of code points.</summary>
internal sealed class UnicodeEncodeKernel(KernelRequest request) : Kernel
{
    private readonly TextEncoding _encoding = UnicodeErrors.Encoding(request, "output_encoding");
    private readonly UnicodeErrors _errors = new(request);

    public override void Run(KernelContext context)
    {
        ReadOnlySpan<int> values = context.Span<int>(0);
        Value splits = context.Input(1);
        if (context.Input(0).Rank != 1 || splits.Rank != 1 || splits.Count == 0)
            throw KernelContext.Error("code points and splits must be vectors, and there must be a split");
        if (context.Integer(1, 0) != 0 || context.Integer(1, splits.Count - 1) != values.Length)
            throw KernelContext.Error($"the splits must go from 0 to {values.Length}");
        StringBuffer target = context.AllocateStrings(0, splits.Count - 1);
        Span<byte> bytes = stackalloc byte[Utf8.MaxBytes];
        for (int i = 1; i < splits.Count; i++)
        {
            long first = context.Integer(1, i - 1), last = context.Integer(1, i);
            if (last < first || last > values.Length)
                throw KernelContext.Error($"the splits {first} and {last} are not in order");
            ReadOnlySpan<int> row = values[(int)first..(int)last];
            int length = 0;
            foreach (int value in row)
                length = checked(length + Encode(value, bytes));
            Span<byte> room = target.Extend(length);
            foreach (int value in row)
                room = room[Encode(value, room)..];
        }
    }

    private int Encode(int codePoint, Span<byte> target)
    {
        bool valid = System.Text.Rune.IsValid(codePoint);
        if (!valid && _errors.IsStrict)
            throw KernelContext.Error("Code point is out of range for Unicode.");
        if (!valid && _errors.Ignores)
            return 0;
        return TextEncodings.Encode(_encoding, valid ? codePoint : _errors.Replacement, target);
    }
}
