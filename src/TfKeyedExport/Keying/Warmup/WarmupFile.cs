using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Keying.Warmup;

/// <summary>A warm-up file that is to be written anew, or left out.</summary>
/// <param name="Plan">What happens to it.</param>
/// <param name="Edit">How.</param>
internal sealed record WarmupFile(WarmupPlan Plan, WarmupEdit Edit) : IFileEdit
{
    /// <inheritdoc/>
    public string Name => WarmupPlan.FileName;

    /// <inheritdoc/>
    public bool LeavesOut => Plan.Obstacle is not null;

    /// <inheritdoc/>
    public void Write(string source, Stream target) => Edit.Rewrite(source, target);
}
