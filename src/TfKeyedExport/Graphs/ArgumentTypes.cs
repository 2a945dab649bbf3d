using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs;

/// <summary>How many tensors a declared argument stands for, and of which types.</summary>
internal static class ArgumentTypes
{
    private const int MostTensors = 1 << 16;

    /// <summary>Adds the types of one argument to a list.</summary>
    /// <returns>How many tensors it stands for.</returns>
    public static int AddTo(List<DataType> types, OpDef.Types.ArgDef argument, NodeAttributes attributes)
    {
        if (argument.TypeListAttr.Length > 0)
        {
            IReadOnlyList<DataType> list = attributes.Types(argument.TypeListAttr);
            types.AddRange(list);
            return list.Count;
        }
        DataType type = argument.TypeAttr.Length > 0 ? attributes.Type(argument.TypeAttr) : argument.Type.WithoutReference();
        long count = argument.NumberAttr.Length > 0 ? attributes.Int(argument.NumberAttr) : 1;
        if (count is < 0 or > MostTensors)
            throw TfKeyedException.Unreadable($"the argument {argument.Name} stands for {count} tensors");
        for (long i = 0; i < count; i++)
            types.Add(type);
        return (int)count;
    }

    /// <summary>The types of all outputs of an operation.</summary>
    public static DataType[] OfOutputs(OpDef declaration, NodeAttributes attributes)
    {
        var types = new List<DataType>(declaration.OutputArg.Count);
        foreach (OpDef.Types.ArgDef argument in declaration.OutputArg)
            AddTo(types, argument, attributes);
        return [.. types];
    }

    /// <summary>The position of the first tensor of an output argument among all outputs; -1 if there is no such argument.</summary>
    public static int StartOf(string outputArgument, OpDef declaration, NodeAttributes attributes)
    {
        var types = new List<DataType>();
        foreach (OpDef.Types.ArgDef argument in declaration.OutputArg)
        {
            if (argument.Name == outputArgument)
                return types.Count;
            AddTo(types, argument, attributes);
        }
        return -1;
    }
}
