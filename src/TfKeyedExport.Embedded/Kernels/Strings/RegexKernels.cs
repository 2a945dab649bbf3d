using System.Text;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Embedded.Text.Regexes;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>A pattern that is an attribute or an input; compiled once if it is the same in every call.</summary>
internal sealed class PatternSource
{
    private readonly ByteRegex? _fixed;
    private (byte[] Pattern, ByteRegex Regex)? _last;

    public PatternSource(KernelRequest request, bool isStatic)
    {
        if (isStatic)
            _fixed = Compile(request.Attributes.Bytes("pattern").Span);
        else if (request.Constant(1) is { Count: 1 } constant)
            _fixed = Compile(constant.Strings[0]);
    }

    /// <summary>The pattern of this call.</summary>
    public ByteRegex Of(KernelContext context)
    {
        if (_fixed is not null)
            return _fixed;
        if (context.Input(1).Rank != 0)
            throw context.ShapeError(1, "Pattern must be scalar");
        ReadOnlySpan<byte> pattern = context.Strings(1)[0];
        lock (this)
        {
            if (_last is not { } last || !pattern.SequenceEqual(last.Pattern))
                _last = last = (pattern.ToArray(), Compile(pattern));
            return last.Regex;
        }
    }

    private static ByteRegex Compile(ReadOnlySpan<byte> pattern)
    {
        try
        {
            return new ByteRegex(pattern);
        }
        catch (RegexSyntaxException e)
        {
            throw KernelContext.Error($"Invalid pattern: {Encoding.UTF8.GetString(pattern)}, error: {e.Message}");
        }
    }
}

/// <summary>Whether each whole string matches a pattern.</summary>
internal sealed class RegexFullMatchKernel(KernelRequest request, bool isStatic) : Kernel
{
    private readonly PatternSource _pattern = new(request, isStatic);

    public override void Run(KernelContext context)
    {
        ByteRegex regex = _pattern.Of(context);
        StringBuffer strings = context.Strings(0);
        Span<bool> result = context.Allocate<bool>(0, context.Input(0).Shape);
        for (int i = 0; i < result.Length; i++)
        {
            CallWatch.ThrowIfOver();
            result[i] = regex.MatchesWhole(strings[i]);
        }
    }
}

/// <summary>Strings with the matches of a pattern rewritten.</summary>
internal sealed class RegexReplaceKernel : Kernel
{
    private readonly PatternSource _pattern;
    private readonly Rewrite? _rewrite;
    private readonly bool _all;
    private ByteBuffer? _spare;

    public RegexReplaceKernel(KernelRequest request, bool isStatic)
    {
        _pattern = new PatternSource(request, isStatic);
        _all = request.Attributes.Bool("replace_global", true);
        if (isStatic)
            _rewrite = new Rewrite(request.Attributes.Bytes("rewrite").Span);
        else if (request.Constant(2) is { Count: 1 } constant)
            _rewrite = new Rewrite(constant.Strings[0]);
    }

    public override void Run(KernelContext context)
    {
        ByteRegex regex = _pattern.Of(context);
        if (_rewrite is null && context.Input(2).Rank != 0)
            throw context.ShapeError(2, "Rewrite must be scalar");
        Rewrite rewrite = _rewrite ?? new Rewrite(context.Strings(2)[0]);
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        ByteBuffer buffer = Interlocked.Exchange(ref _spare, null) ?? new ByteBuffer();
        buffer.Pool = context.Call.Pool;
        for (int i = 0; i < strings.Count; i++)
        {
            CallWatch.ThrowIfOver();
            buffer.Clear();
            regex.Replace(strings[i], rewrite, _all, buffer);
            target.Add(buffer.Written);
        }
        buffer.Pool = null;
        _spare = buffer.IsWorthKeeping ? buffer : null;
    }
}
