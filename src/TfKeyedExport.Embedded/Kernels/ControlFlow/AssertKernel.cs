using System.Globalization;
using System.Numerics;
using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary><c>Assert</c>: ends the call with an error that shows some tensors, unless a condition holds.</summary>
internal sealed class AssertKernel(KernelRequest request) : Kernel
{
    private const long MostShown = 100;

    private readonly int _shown = (int)Math.Clamp(request.Attributes.Int("summarize", 3), 0, MostShown);

    public override void Run(KernelContext context)
    {
        if (context.Input(0).Count != 1)
            throw context.ShapeError(0, "the condition must be a scalar");
        if (context.Span<bool>(0)[0])
            return;
        var text = new StringBuilder("the model's assertion failed:");
        for (int i = 1; i < context.InputCount; i++)
            text.Append(CultureInfo.InvariantCulture, $" [{Summary(context.Input(i))}]");
        throw KernelContext.Error(text.ToString());
    }

    private string Summary(Value value)
    {
        var text = new StringBuilder();
        for (int i = 0; i < value.Count && i < _shown; i++)
            text.Append(i == 0 ? "" : " ").Append(Element(value, i));
        return text.Append(value.Count > _shown ? "..." : "").ToString();
    }

    private static string Element(Value value, int i) => value.Type switch
    {
        DataType.String => Encoding.UTF8.GetString(value.Strings[i]),
        DataType.Bool => value.Span<bool>()[i] ? "1" : "0",
        DataType.Float => Number<float>(value, i),
        DataType.Double => Number<double>(value, i),
        DataType.Half => Number<Half>(value, i),
        DataType.Int8 => Number<sbyte>(value, i),
        DataType.Int16 => Number<short>(value, i),
        DataType.Int32 => Number<int>(value, i),
        DataType.Int64 => Number<long>(value, i),
        DataType.Uint8 => Number<byte>(value, i),
        DataType.Uint16 => Number<ushort>(value, i),
        DataType.Uint32 => Number<uint>(value, i),
        DataType.Uint64 => Number<ulong>(value, i),
        _ => value.Type.Name(),
    };

    private static string Number<T>(Value value, int i)
        where T : unmanaged, INumberBase<T> => value.Span<T>()[i].ToString(null, CultureInfo.InvariantCulture);
}
