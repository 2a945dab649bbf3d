using System.Runtime.InteropServices;
using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Reads tensors of the model's variables. The files are the model's own, whatever prefix the graph asks for.</summary>
internal sealed unsafe class RestoreKernel(KernelRequest request) : Kernel
{
    private readonly DataType[] _types = [.. request.Attributes.Types("dtypes")];

    public override void Run(KernelContext context)
    {
        VariableBundle bundle = context.Call.Host.Bundle;
        StringBuffer keys = context.Strings(1), slices = context.Strings(2);
        if (keys.Count != _types.Length || slices.Count != _types.Length)
            throw KernelContext.Error($"{keys.Count} keys and {slices.Count} slices are named for {_types.Length} tensors");
        for (int i = 0; i < _types.Length; i++)
        {
            string key = Encoding.UTF8.GetString(keys[i]);
            Tensor tensor = bundle.Read(key, TensorSlice.ParseSpec(Encoding.UTF8.GetString(slices[i])));
            if (tensor.Type != _types[i])
                throw TfKeyedException.Unreadable($"the variable {key} is stored as {tensor.Type.Name()}; the graph wants {_types[i].Name()}");
            context.Output(i).Share(Constant(tensor));
        }
    }

    // Mapped memory is read in place; what had to be put together is in an array, which may move.
    private static ConstantValue Constant(Tensor tensor)
    {
        if (tensor.Type == DataType.String || tensor.Count == 0 || MemoryMarshal.TryGetArray(tensor.Bytes, out _))
            return ConstantValue.From(tensor);
        fixed (byte* mapped = tensor.Bytes.Span)
            return ConstantValue.Borrow(tensor.Type, tensor.Shape.Dimensions, mapped, tensor);
    }
}
