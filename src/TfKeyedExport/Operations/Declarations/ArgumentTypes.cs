using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Declarations;

/// <summary>How many tensors a declared argument stands for, and of which types.</summary>
internal static class ArgumentTypes
{
    private const int MostTensors = 1 << 16;

    /// <summary>How many tensors one argument stands for.</summary>
    /// <exception cref="TfKeyedException">The attribute that says so is missing, or says something absurd.</exception>
    public static int Count(OpDef.Types.ArgDef argument, NodeAttributes attributes)
    {
        if (argument.TypeListAttr.Length > 0)
            return attributes.Types(argument.TypeListAttr).Count;
        long count = argument.NumberAttr.Length > 0 ? attributes.Int(argument.NumberAttr) : 1;
        return count is < 0 or > MostTensors ? throw TfKeyedException.Unreadable($"the argument {argument.Name} stands for {count} tensors") : (int)count;
    }

    /// <summary>The types of the tensors that one argument stands for.</summary>
    /// <inheritdoc cref="Count" path="/exception"/>
    public static IReadOnlyList<DataType> Of(OpDef.Types.ArgDef argument, NodeAttributes attributes)
    {
        if (argument.TypeListAttr.Length > 0)
            return attributes.Types(argument.TypeListAttr);
        var types = new DataType[Count(argument, attributes)];
        Array.Fill(types, argument.TypeAttr.Length > 0 ? attributes.Type(argument.TypeAttr) : argument.Type.WithoutReference());
        return types;
    }

    /// <summary>The types of all outputs of an operation.</summary>
    public static DataType[] OfOutputs(OpDef declaration, NodeAttributes attributes) => declaration.OutputArg.Count switch
    {
        0 => [],
        1 => (DataType[])Of(declaration.OutputArg[0], attributes),
        _ => [.. declaration.OutputArg.SelectMany(a => Of(a, attributes))],
    };

    /// <summary>The position of the first tensor of an output argument among all outputs; -1 if there is no such argument.</summary>
    public static int StartOf(string outputArgument, OpDef declaration, NodeAttributes attributes)
    {
        int start = 0;
        for (int i = 0; i < declaration.OutputArg.Count; i++)
        {
            OpDef.Types.ArgDef argument = declaration.OutputArg[i];
            if (argument.Name == outputArgument)
                return start;
            start += Count(argument, attributes);
        }
        return -1;
    }
}
