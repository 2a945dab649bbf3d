using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Reads tensors of the model's variables. The files are the model's own; no others are read.</summary>
internal sealed unsafe class RestoreKernel(KernelRequest request) : Kernel
{
    private readonly DataType[] _types = [.. request.Attributes.Types("dtypes")];

    public override void Run(KernelContext context)
    {
        VariableBundle bundle = context.Call.Host.Bundle;
        if (context.Strings(0).Count != 1
            || Encoding.UTF8.GetString(context.Strings(0)[0]) != Path.Combine(context.Call.Host.MetaGraph.Model.Folder, "variables", "variables"))
            throw context.Call.Host.Foreign(
                "only the model's own variables are restored: refused",
                $"if you trust this model with other files, add --allow-op {VariableOperations.RestoreV2}", VariableOperations.RestoreV2);
        StringBuffer keys = context.Strings(1), slices = context.Strings(2);
        if (keys.Count != _types.Length || slices.Count != _types.Length)
            throw KernelContext.Error($"{keys.Count} keys and {slices.Count} slices are named for {_types.Length} tensors");
        var wanted = new (string Key, TensorSlice? Slice)[_types.Length];
        for (int i = 0; i < wanted.Length; i++)
            wanted[i] = (Encoding.UTF8.GetString(keys[i]), TensorSlice.ParseSpec(Encoding.UTF8.GetString(slices[i])));
        string folder = context.Call.Host.MetaGraph.Model.Folder;
        VariableMemory.Require(TotalBytes(bundle, wanted, folder), folder);
        for (int i = 0; i < wanted.Length; i++)
        {
            NativeRoom? room = null;
            Tensor tensor = bundle.Read(wanted[i].Key, wanted[i].Slice, length => (room = new NativeRoom(length)).Memory);
            if (tensor.Type != _types[i])
                throw TfKeyedException.Unreadable($"the variable {wanted[i].Key} is stored as {tensor.Type.Name()}; the graph wants {_types[i].Name()}");
            context.Output(i).Share(room is null ? ConstantValue.From(tensor) : ConstantValue.Borrow(tensor.Type, tensor.Shape.Dimensions, room.Data, room));
        }
    }

    private static Int128 TotalBytes(VariableBundle bundle, (string Key, TensorSlice? Slice)[] wanted, string where)
    {
        Int128 total = 0;
        foreach ((string key, TensorSlice? slice) in wanted)
        {
            if (bundle.Entry(key) is not { } entry)
                continue;
            total += slice is null && entry.Slices.Count == 0
                ? entry.Size
                : Math.Max(0, BundleEntry.CountBytes(slice is null ? entry.Shape : slice.Within(entry.Shape, where).Shape(), entry.Type));
        }
        return total;
    }
}
