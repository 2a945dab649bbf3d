using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Models;

/// <summary>Told of what is loaded.</summary>
internal interface ILoadObserver
{
    /// <summary>A version was loaded, or could not be.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="isFine">Whether it was.</param>
    /// <param name="took">How long it took.</param>
    void Loaded(string folder, bool isFine, TimeSpan took);

    /// <summary>The calls of a version's warm-up file were made.</summary>
    /// <param name="folder">The version's folder.</param>
    /// <param name="code">What came of them.</param>
    /// <param name="records">How many there were.</param>
    /// <param name="took">How long they took.</param>
    void WarmedUp(string folder, Code code, int records, TimeSpan took);
}
