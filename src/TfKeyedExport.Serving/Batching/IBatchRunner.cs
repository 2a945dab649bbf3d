using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>What runs the rows of a batch.</summary>
internal interface IBatchRunner
{
    /// <summary>For each input whether its first dimension is the rows.</summary>
    IReadOnlyList<bool> IsBatched { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="rows">How many rows they have.</param>
    /// <param name="padding">How many of these only fill the batch up.</param>
    /// <param name="cancellation">Ends it early.</param>
    Tensor[] Run(Tensor[] inputs, int rows, int padding, CancellationToken cancellation);

    /// <summary>How long a call with so many rows is going to take; null if nobody knows yet.</summary>
    TimeSpan? Estimate(int rows);

    /// <summary>Whether the thread that brings a call may run it: it is going to take no time to speak of.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="until">Ends it if it takes longer after all: then <see cref="TookTooLong"/> is told, and it is run elsewhere.</param>
    bool MayRunHere(int rows, out CancellationToken until);

    /// <summary>Told of a call that was to take no time, and was ended.</summary>
    void TookTooLong();

    /// <summary>Told of each request, or piece of one, whose turn has come.</summary>
    /// <param name="waited">How long it waited.</param>
    void Waited(TimeSpan waited);

    /// <summary>Told of each batch.</summary>
    /// <param name="calls">How many requests, or pieces of them, it has.</param>
    /// <param name="rows">How many rows they have.</param>
    /// <param name="padding">How many rows were added.</param>
    /// <param name="waited">How long the first of them waited.</param>
    /// <param name="closed">Why it was not kept open.</param>
    void Observe(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed);
}
