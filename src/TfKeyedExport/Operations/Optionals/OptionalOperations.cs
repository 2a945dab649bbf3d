namespace TfKeyedExport.Operations.Optionals;

/// <summary>Values that may be there.</summary>
internal static class OptionalOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Optionals");

    public static Operation OptionalFromValue { get; } = Family.Add();
    public static Operation OptionalGetValue { get; } = Family.Add();
    public static Operation OptionalHasValue { get; } = Family.Add();
    public static Operation OptionalNone { get; } = Family.Add();
}
