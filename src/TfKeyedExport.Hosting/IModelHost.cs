namespace TfKeyedExport.Hosting;

/// <summary>A model opened on an engine. Thread-safe.</summary>
/// <remarks>
/// It may be disposed at any time and by any thread, out of a call too, and more than once. From then on nothing new begins: <see cref="Prepare"/> and the
/// runners' <c>Run</c> throw <see cref="ObjectDisposedException"/>. Calls that run end as usual. Disposing does not wait for them: what the model
/// holds is freed when the last of them has ended. What a call answered belongs to its caller and outlives the host.
/// </remarks>
public interface IModelHost : IDisposable
{
    /// <summary>The engine's name.</summary>
    string Engine { get; }

    /// <summary>The engine with its version and the device that it uses, for reports.</summary>
    string Description { get; }

    /// <summary>The names of the signatures that clients can call, sorted.</summary>
    IReadOnlyList<string> Signatures { get; }

    /// <summary>Whether a call ends within milliseconds when it is cancelled, whatever it is at; else it may go on for as long as it takes.</summary>
    bool EndsCallsEarly => false;

    /// <summary>
    /// Whether inputs of shapes that a signature does not declare end in an error at worst; else they may end the process, which nothing can prevent.
    /// </summary>
    bool BearsAnyShape => false;

    /// <summary>Makes one signature ready to run; cheap when it was prepared before.</summary>
    /// <param name="signature">A name out of <see cref="Signatures"/>.</param>
    /// <exception cref="Errors.TfKeyedException">There is no such signature, or the engine lacks operations that it needs: all of them are listed.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    ISignatureRunner Prepare(string signature);

    /// <summary>
    /// Makes one signature ready for inputs of any shape: TensorFlow, and so TF Serving, never compares a request with the shapes that a signature declares.
    /// What the model's own operations refuse stays refused. It shares the state of this host.
    /// </summary>
    /// <remarks>A host that has nothing to add gives what <see cref="Prepare"/> gives.</remarks>
    /// <inheritdoc cref="Prepare"/>
    ISignatureRunner PrepareForAnyShape(string signature) => Prepare(signature);
}
