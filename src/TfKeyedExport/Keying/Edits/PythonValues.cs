using TfKeyedExport.Keying.Names;
using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Serialization;

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

    /// <summary>
    /// The declaration of a function that is called by name. Python sorts arguments that can only be given by name, each version
    /// of TensorFlow by another form of the names. Where the forms give other orders than the names themselves, the arguments are
    /// declared as ones that have a place too, since then the order of the declaration counts, in every version.
    /// </summary>
    /// <param name="names">The arguments, sorted by name.</param>
    public static FunctionSpec SignatureFunction(IReadOnlyList<string> names)
    {
        var arguments = new ListValue();
        arguments.Values.AddRange(names.Select(n => new StructuredValue { StringValue = n }));
        var declared = new StructuredValue { ListValue = arguments };
        // A first argument named self would be taken for an object and dropped.
        bool byNameOnly = PythonNames.KeepTheirOrder(names) || names[0] == "self";
        var fields = new NamedTupleValue
        {
            Name = "FullArgSpec",
            Values =
            {
                new PairValue { Key = "args", Value = byNameOnly ? EmptyList : declared },
                new PairValue { Key = "varargs", Value = None },
                new PairValue { Key = "varkw", Value = None },
                new PairValue { Key = "defaults", Value = None },
                new PairValue { Key = "kwonlyargs", Value = byNameOnly ? declared : EmptyList },
                new PairValue { Key = "kwonlydefaults", Value = None },
                new PairValue { Key = "annotations", Value = new StructuredValue { DictValue = new DictValue() } },
            },
        };
        return new FunctionSpec { Fullargspec = new StructuredValue { NamedTupleValue = fields }, InputSignature = None };
    }
}
