namespace TfKeyedExport.Operations.Random;

/// <summary>Random numbers, and the clock: what no input decides.</summary>
internal static class RandomOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Random");

    public static Operation RandomStandardNormal { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomUniform { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomUniformInt { get; } = Family.Add(effect: Effect.Draws);
    public static Operation StatelessRandomGetAlg { get; } = Family.Add(effect: Effect.None);
    public static Operation StatelessRandomGetKeyCounter { get; } = Family.Add();
    public static Operation StatelessRandomNormal { get; } = Family.Add();
    public static Operation StatelessRandomNormalV2 { get; } = Family.Add();
    public static Operation StatelessRandomUniform { get; } = Family.Add();
    public static Operation StatelessRandomUniformInt { get; } = Family.Add();
    public static Operation StatelessRandomUniformIntV2 { get; } = Family.Add();
    public static Operation StatelessRandomUniformV2 { get; } = Family.Add();
    public static Operation StatelessTruncatedNormal { get; } = Family.Add();
    public static Operation StatelessTruncatedNormalV2 { get; } = Family.Add();
    public static Operation Timestamp { get; } = Family.Add(effect: Effect.Draws);
    public static Operation TruncatedNormal { get; } = Family.Add(effect: Effect.Draws);
}
