namespace TfKeyedExport.Embedded.Runtime;

/// <summary>The arrays of tensors of one call at a time, kept for the next.</summary>
internal sealed class TensorArrayPool(ExecutionContext call)
{
    private readonly Stack<TensorArray> _free = new();

    /// <summary>The call whose values the arrays hold.</summary>
    public ExecutionContext Call { get; } = call;

    /// <summary>An empty array; give it to a value at once.</summary>
    public TensorArray Rent() => _free.Count > 0 ? _free.Pop() : new TensorArray(this);

    /// <summary>Takes back an array that nobody holds.</summary>
    public void Return(TensorArray array) => _free.Push(array);
}
