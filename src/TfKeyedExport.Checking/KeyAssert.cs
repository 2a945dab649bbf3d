using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Checking;

/// <summary>Checks in tests: one line, of any test framework, that fails with the report.</summary>
/// <example>
/// <code>
/// [Fact]
/// public void Keys_are_safe() => KeyAssert.Safe(new EmbeddedEngine(), "models/babyweight_keyed");
/// </code>
/// </example>
public static class KeyAssert
{
    /// <summary>Checks a model, and fails unless it is safe; what is undecided is not.</summary>
    /// <param name="engine">The engine to run the model on.</param>
    /// <param name="folder">The keyed model's folder.</param>
    /// <param name="proved">Whether it has to be proved: as safe as was tested is not enough then.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UnsafeKeysException">It is unsafe, or undecided, or not proved although it has to be.</exception>
    /// <exception cref="TfKeyedException">The model cannot be read or run, or has no keys.</exception>
    public static CheckReport Safe(IEngine engine, string folder, bool proved = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new KeyCheck(engine, SavedModel.Load(folder)).Run(cancellation).Require(proved);
    }

    /// <summary>Fails unless a report is good, for a check with settings of its own.</summary>
    /// <param name="report">The report.</param>
    /// <param name="proved">Whether it has to be proved.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UnsafeKeysException">It is unsafe, or undecided, or not proved although it has to be.</exception>
    public static CheckReport Require(this CheckReport report, bool proved = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Verdict == Verdict.Safe && (!proved || report.Proof == "proved") ? report : throw new UnsafeKeysException(report);
    }
}
