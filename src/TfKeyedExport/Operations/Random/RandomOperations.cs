using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Random;

/// <summary>Random numbers, and the clock: what no input decides.</summary>
internal static class RandomOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Random");

    public static Operation Multinomial { get; } = Family.Add(effect: Effect.Draws);
    public static Operation NonDeterministicInts { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomGamma { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomShuffle { get; } = Family.Add(effect: Effect.Draws, shapes: ShapeRules.LikeFirst);
    public static Operation RandomStandardNormal { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomUniform { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RandomUniformInt { get; } = Family.Add(effect: Effect.Draws);
    public static Operation RngReadAndSkip { get; } = Family.Add();
    public static Operation RngSkip { get; } = Family.Add();
    public static Operation StatefulStandardNormalV2 { get; } = Family.Add();
    public static Operation StatefulTruncatedNormal { get; } = Family.Add();
    public static Operation StatefulUniform { get; } = Family.Add();
    public static Operation StatefulUniformFullInt { get; } = Family.Add();
    public static Operation StatefulUniformInt { get; } = Family.Add();
    public static Operation StatelessMultinomial { get; } = Family.Add();
    public static Operation StatelessRandomGammaV2 { get; } = Family.Add();
    public static Operation StatelessRandomGammaV3 { get; } = Family.Add();
    public static Operation StatelessRandomGetAlg { get; } = Family.Add(effect: Effect.None);
    public static Operation StatelessRandomGetKeyCounter { get; } = Family.Add();
    public static Operation StatelessRandomGetKeyCounterAlg { get; } = Family.Add();
    public static Operation StatelessRandomNormal { get; } = Family.Add();
    public static Operation StatelessRandomNormalV2 { get; } = Family.Add();
    public static Operation StatelessRandomUniform { get; } = Family.Add();
    public static Operation StatelessRandomUniformFullInt { get; } = Family.Add();
    public static Operation StatelessRandomUniformFullIntV2 { get; } = Family.Add();
    public static Operation StatelessRandomUniformInt { get; } = Family.Add();
    public static Operation StatelessRandomUniformIntV2 { get; } = Family.Add();
    public static Operation StatelessRandomUniformV2 { get; } = Family.Add();
    public static Operation StatelessTruncatedNormal { get; } = Family.Add();
    public static Operation StatelessTruncatedNormalV2 { get; } = Family.Add();
    public static Operation Timestamp { get; } = Family.Add(effect: Effect.Draws);
    public static Operation TruncatedNormal { get; } = Family.Add(effect: Effect.Draws);
}
