using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Models;

/// <summary>Makes what answers calls out of a version's folder: read, opened on an engine, warmed up.</summary>
internal interface IModelOpener
{
    /// <summary>Opens a version.</summary>
    /// <param name="model">The model.</param>
    /// <param name="number">The version.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellation">Ends it early: nobody wants the version any more.</param>
    /// <exception cref="Errors.TfKeyedException">It cannot be read, or no engine can run it.</exception>
    /// <exception cref="Faults.ServingFault">A warm-up call failed.</exception>
    ServedModel Open(ModelOptions model, long number, string folder, CancellationToken cancellation);
}
