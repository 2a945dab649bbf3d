namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary>A function of two elements.</summary>
/// <typeparam name="T">The operands' type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
internal interface IBinaryOperation<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Computes one element.</summary>
    static abstract TResult Invoke(T left, T right);
}

/// <summary>A function of one element.</summary>
/// <typeparam name="T">The operand's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
internal interface IUnaryOperation<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Computes one element.</summary>
    static abstract TResult Invoke(T value);
}
