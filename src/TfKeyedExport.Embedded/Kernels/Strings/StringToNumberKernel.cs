using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>The number that each string spells.</summary>
internal sealed class StringToNumberKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.OutputType(0) is DataType.Float or DataType.Double or DataType.Int32 or DataType.Int64
        ? request.OutputType(0)
        : throw request.Unsupported($"strings cannot become {request.OutputType(0).Name()}");

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        Value output = context.Allocate(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
        {
            bool read = _type switch
            {
                DataType.Float => NumberText.TrySingle(strings[i], out output.Span<float>()[i]),
                DataType.Double => NumberText.TryDouble(strings[i], out output.Span<double>()[i]),
                DataType.Int64 => NumberText.TryInteger(strings[i], out output.Span<long>()[i]),
                _ => TryInt32(strings[i], out output.Span<int>()[i]),
            };
            if (!read)
                throw Wrong(strings[i]);
        }
    }

    private static bool TryInt32(ReadOnlySpan<byte> text, out int value)
    {
        bool read = NumberText.TryInteger(text, out long wide);
        value = unchecked((int)wide);
        return read && value == wide;
    }

    private static TfKeyedException Wrong(ReadOnlySpan<byte> text) =>
        KernelContext.Error($"StringToNumberOp could not correctly convert string: {Encoding.UTF8.GetString(text)}");
}
