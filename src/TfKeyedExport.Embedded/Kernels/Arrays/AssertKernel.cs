using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Ends the call with the model's own message where a condition does not hold.</summary>
internal sealed class AssertKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Count != 1)
            throw context.ShapeError(0, "the condition must be a scalar");
        if (context.Span<bool>(0)[0])
            return;
        var texts = new List<string>();
        for (int i = 1; i < context.InputCount; i++)
        {
            Value data = context.Input(i);
            if (data.Type == DataType.String && data.Count == 1)
                texts.Add(System.Text.Encoding.UTF8.GetString(data.Strings[0]));
        }
        throw KernelContext.Error($"the model's assertion failed: {string.Join(' ', texts)}");
    }
}
