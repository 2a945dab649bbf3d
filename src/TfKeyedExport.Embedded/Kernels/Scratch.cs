using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Memory for a kernel's own use during one run; counted against the call's limit and given back when it is disposed.</summary>
internal readonly ref struct Scratch<T> : IDisposable
    where T : unmanaged
{
    private readonly KernelContext _context;
    private readonly Value _value;

    /// <summary>Takes memory; its content is undefined.</summary>
    public Scratch(KernelContext context, int count)
    {
        _context = context;
        _value = context.Rent();
        _value.Allocate(DataTypeFacts.Of<T>(), [count], context.Call.Pool);
    }

    /// <summary>The elements.</summary>
    public Span<T> Span => _value.Span<T>();

    /// <inheritdoc/>
    public void Dispose() => _context.Call.Return(_value);
}
