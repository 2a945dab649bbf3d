namespace TfKeyedExport.Hosting;

/// <summary>A model opened on an engine. Thread-safe.</summary>
public interface IModelHost : IDisposable
{
    /// <summary>The engine's name.</summary>
    string Engine { get; }

    /// <summary>The engine with its version and the device that it uses, for reports.</summary>
    string Description { get; }

    /// <summary>The names of the signatures that clients can call, sorted.</summary>
    IReadOnlyList<string> Signatures { get; }

    /// <summary>Makes one signature ready to run; cheap when it was prepared before.</summary>
    /// <param name="signature">A name out of <see cref="Signatures"/>.</param>
    /// <exception cref="Errors.TfKeyedException">There is no such signature, or the engine lacks operations that it needs: all of them are listed.</exception>
    ISignatureRunner Prepare(string signature);
}
