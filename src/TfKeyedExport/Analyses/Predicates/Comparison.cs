using System.Numerics;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Elementwise;

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>How two numbers are compared.</summary>
internal sealed class Comparison
{
    private readonly Func<double, double, bool> _holds;
    private readonly Operation _operation;

    private Comparison(Operation operation, Func<double, double, bool> holds) => (_operation, _holds) = (operation, holds);

    /// <summary>Whether both are the same.</summary>
    public static Comparison Equal { get; } = new(ElementwiseOperations.Equal, (l, r) => l == r);

    private static Comparison[] All { get; } =
    [
        Equal,
        new(ElementwiseOperations.NotEqual, (l, r) => l != r),
        new(ElementwiseOperations.Less, (l, r) => l < r),
        new(ElementwiseOperations.LessEqual, (l, r) => l <= r),
        new(ElementwiseOperations.Greater, (l, r) => l > r),
        new(ElementwiseOperations.GreaterEqual, (l, r) => l >= r),
    ];

    /// <summary>The one that an operation makes; null if it makes none.</summary>
    public static Comparison? Of(Operation? operation) => Array.Find(All, c => ReferenceEquals(c._operation, operation));

    /// <summary>How far two numbers are from holding, or from not holding; 0 if they do, more the farther they are apart.</summary>
    /// <remarks>On a logarithmic scale, so that in a sum of several a small number and a large one both count.</remarks>
    public double Distance(double left, double right, Goal goal) =>
        _holds(left, right) == goal.Wanted ? 0
        : goal.ByBits && IsWhole(left) && IsWhole(right) ? BitOperations.PopCount((ulong)((long)left ^ (long)right))
        : Math.Max(Math.Log(1 + Math.Abs(left - right)), double.Epsilon);

    private static bool IsWhole(double number) => Math.Abs(number) < 1L << 53 && number == Math.Floor(number);
}
