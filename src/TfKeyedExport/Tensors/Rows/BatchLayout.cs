namespace TfKeyedExport.Tensors.Rows;

/// <summary>Which inputs carry one row a client, and which batch sizes a signature takes.</summary>
/// <param name="Batched">For each input, whether its first dimension is the batch.</param>
/// <param name="FixedSize">The only batch size; null if the size is open.</param>
internal sealed record BatchLayout(IReadOnlyList<bool> Batched, int? FixedSize)
{
    /// <summary>The inputs whose rows are parts of them; they are not <see cref="Batched"/>.</summary>
    public IReadOnlyList<RaggedInput> Ragged { get; init; } = [];
}
