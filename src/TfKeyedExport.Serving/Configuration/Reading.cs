namespace TfKeyedExport.Serving.Configuration;

/// <summary>What a configuration came to, or all that is wrong with it.</summary>
/// <param name="Value">What was read; null if there are faults.</param>
/// <param name="Faults">All that is wrong, in the order of the text.</param>
internal sealed record Reading<T>(T? Value, IReadOnlyList<ConfigurationFault> Faults)
    where T : class
{
    /// <summary>What was read, unless there are faults.</summary>
    public static Reading<T> Of(T value, IReadOnlyList<ConfigurationFault> faults) => new(faults.Count == 0 ? value : null, faults);
}
