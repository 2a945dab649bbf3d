using System.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>Whether both are equal; NaN equals nothing.</summary>
internal readonly struct EqualOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IEqualityOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left == right;
}

/// <summary>Whether they differ; NaN differs from everything.</summary>
internal readonly struct NotEqualOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IEqualityOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left != right;
}

/// <summary>Whether the left one is smaller.</summary>
internal readonly struct LessOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left < right;
}

/// <summary>Whether the left one is not larger.</summary>
internal readonly struct LessEqualOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left <= right;
}

/// <summary>Whether the left one is larger.</summary>
internal readonly struct GreaterOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left > right;
}

/// <summary>Whether the left one is not smaller.</summary>
internal readonly struct GreaterEqualOperation<T> : IBinaryOperation<T, bool>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Invoke(T left, T right) => left >= right;
}

/// <summary>Whether it is no number.</summary>
internal readonly struct IsNanOperation<T> : IUnaryOperation<T, bool>
    where T : unmanaged, INumberBase<T>
{
    public static bool Invoke(T value) => T.IsNaN(value);
}

/// <summary>Whether it is infinite.</summary>
internal readonly struct IsInfOperation<T> : IUnaryOperation<T, bool>
    where T : unmanaged, INumberBase<T>
{
    public static bool Invoke(T value) => T.IsInfinity(value);
}

/// <summary>Whether it is neither infinite nor NaN.</summary>
internal readonly struct IsFiniteOperation<T> : IUnaryOperation<T, bool>
    where T : unmanaged, INumberBase<T>
{
    public static bool Invoke(T value) => T.IsFinite(value);
}
