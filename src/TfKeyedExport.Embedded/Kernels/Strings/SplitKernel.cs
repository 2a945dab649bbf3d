using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Operations.Strings;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>The pieces of each string as a sparse matrix: <c>StringSplit</c> and <c>StringSplitV2</c>.</summary>
internal sealed class SplitKernel : Kernel
{
    private readonly bool _isFirstVersion;
    private readonly bool _skipsEmpty;
    private readonly int _most = -1;

    public SplitKernel(KernelRequest request)
    {
        _isFirstVersion = request.Is(StringOperations.StringSplit);
        if (_isFirstVersion)
            _skipsEmpty = request.Attributes.Bool("skip_empty", true);
        else
            _most = (int)Math.Clamp(request.Attributes.Int("maxsplit", -1), -1, int.MaxValue);
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank != 1)
            throw context.ShapeError(0, "input must be a vector");
        if (context.Input(1).Rank != 0)
            throw context.ShapeError(1, "the separator must be a scalar");
        ReadOnlySpan<byte> separator = context.Strings(1)[0];
        SplitKind kind = _isFirstVersion
            ? separator.IsEmpty ? SplitKind.Bytes : SplitKind.AnyOf
            : separator.IsEmpty ? SplitKind.Spaces : SplitKind.Separator;
        StringBuffer strings = input.Strings;
        int total = 0, most = 0;
        for (int row = 0; row < strings.Count; row++)
        {
            int count = 0;
            var pieces = new Splitter(strings[row], kind, separator, _most);
            while (pieces.TryNext(out ReadOnlySpan<byte> piece))
                count += Keeps(piece) ? 1 : 0;
            total = checked(total + count);
            most = Math.Max(most, count);
        }
        Span<long> indices = context.Allocate<long>(0, total, 2);
        StringBuffer values = context.AllocateStrings(1, total);
        int at = 0;
        for (int row = 0; row < strings.Count; row++)
        {
            int column = 0;
            var pieces = new Splitter(strings[row], kind, separator, _most);
            while (pieces.TryNext(out ReadOnlySpan<byte> piece))
            {
                if (!Keeps(piece))
                    continue;
                values.Add(piece);
                indices[at++] = row;
                indices[at++] = column++;
            }
        }
        Span<long> shape = context.Allocate<long>(2, 2);
        shape[0] = strings.Count;
        shape[1] = most;
    }

    private bool Keeps(ReadOnlySpan<byte> piece) => !_skipsEmpty || !piece.IsEmpty;
}
