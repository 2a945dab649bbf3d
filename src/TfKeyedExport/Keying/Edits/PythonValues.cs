using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Makes the Python values that describe a signature's function.</summary>
internal static class PythonValues
{
    private static StructuredValue None => new() { NoneValue = new NoneValue() };

    private static StructuredValue EmptyList => new() { ListValue = new ListValue() };

    /// <summary>The way in which a signature is called: no positional arguments, a tensor for each keyword.</summary>
    public static StructuredValue KeywordArguments(IEnumerable<SignatureArgument> arguments) => new()
    {
        TupleValue = new TupleValue
        {
            Values = { new StructuredValue { TupleValue = new TupleValue() }, Dictionary(arguments) },
        },
    };

    /// <summary>A dictionary of tensors by name.</summary>
    public static StructuredValue Dictionary(IEnumerable<SignatureArgument> arguments)
    {
        var dictionary = new DictValue();
        foreach (SignatureArgument argument in arguments)
        {
            var spec = new TensorSpecProto { Name = argument.Name, Shape = argument.Shape.ToProto(), Dtype = argument.Type };
            dictionary.Fields[argument.Name] = new StructuredValue { TensorSpecValue = spec };
        }
        return new StructuredValue { DictValue = dictionary };
    }

    /// <summary>The declaration of a function that takes keywords only.</summary>
    public static FunctionSpec KeywordFunction(IEnumerable<string> names)
    {
        var keywords = new ListValue();
        keywords.Values.AddRange(names.Select(n => new StructuredValue { StringValue = n }));
        var fields = new NamedTupleValue
        {
            Name = "FullArgSpec",
            Values =
            {
                new PairValue { Key = "args", Value = EmptyList },
                new PairValue { Key = "varargs", Value = None },
                new PairValue { Key = "varkw", Value = None },
                new PairValue { Key = "defaults", Value = None },
                new PairValue { Key = "kwonlyargs", Value = new StructuredValue { ListValue = keywords } },
                new PairValue { Key = "kwonlydefaults", Value = None },
                new PairValue { Key = "annotations", Value = new StructuredValue { DictValue = new DictValue() } },
            },
        };
        return new FunctionSpec { Fullargspec = new StructuredValue { NamedTupleValue = fields }, InputSignature = None };
    }
}
