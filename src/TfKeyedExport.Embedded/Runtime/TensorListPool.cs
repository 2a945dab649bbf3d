namespace TfKeyedExport.Embedded.Runtime;

/// <summary>The lists of tensors of one call at a time, kept for the next.</summary>
internal sealed class TensorListPool(ExecutionContext call)
{
    private readonly Stack<TensorList> _free = new();

    /// <summary>The call whose values the lists hold.</summary>
    public ExecutionContext Call { get; } = call;

    /// <summary>An empty list; give it to a value at once.</summary>
    public TensorList Rent() => _free.Count > 0 ? _free.Pop() : new TensorList(this);

    /// <summary>Takes back a list that nobody holds.</summary>
    public void Return(TensorList list) => _free.Push(list);
}
