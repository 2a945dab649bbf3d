using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Tests.Keying.Python;

/// <summary>Makes keyed models whose inputs have names that trouble Python: the same ones for the same seed.</summary>
internal sealed class OddNames(int seed)
{
    private static readonly string[] Known =
    [
        "1st_name", "0/obs", "user-key", "user1", "user_", "_id", "image/encoded", "image", "args", "kwargs", "name", "key", "Key", "KEY", "arg_1", "1",
        "arg_0", "A", "a", "a_", "a-", "self_", "Class", "match", "signatures", "inputs", "x.y", "x y", "x=y", "__init__", "-", "é", "É-1",
        "鍵", "🔑", "a🔑", "\U0001E900b", "ß", "٣", "Ⅳ", "e\u0301",
    ];

    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "z", "_", "-", "/", ".", " ", "0", "1", "9", "é", "鍵", "🔑", "٣", "\uFFFDx", "\U0001E900", "ñ", "key",
    ];

    /// <summary>Names that Python cannot take.</summary>
    private static readonly string[] Impossible = ["self", "class", "lambda", "None", "x²", "²", "\uFE70", "\u0E33"];

    private readonly Random _random = new(seed);

    /// <summary>A model with two inputs and two keys, all strings or of different types; null if such names are refused.</summary>
    public SavedModel? Keyed(bool ofOneType)
    {
        string[] names = Names(4, Known);
        DataType other = ofOneType ? DataType.String : DataType.Int64;
        var request = new KeyingRequest
        {
            Keys = [new(names[2]), new(names[3], other)],
            RenameInputs = Renames(ofOneType, names),
        };
        try
        {
            return KeyingPlan.For(Base(ofOneType), request).Apply();
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Refused && e.Message.Contains("Python's tf.saved_model.load", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>A model whose inputs have any names, written as if Python were never asked.</summary>
    public SavedModel Unchecked(bool ofOneType)
    {
        string[] names = Names(2, _random.Next(2) == 0 ? Known : Impossible);
        return KeyingPlan.For(Base(ofOneType), new() { Keys = [], RenameInputs = Renames(ofOneType, names) }).Apply();
    }

    /// <summary>The keyed model as others may have written it: arguments listed, declared or traced in another order, or declared otherwise.</summary>
    public SavedModel? Disarranged(bool ofOneType)
    {
        if (Keyed(ofOneType) is not { } model)
            return null;
        SavedBareConcreteFunction function = model.MetaGraphs[0].Proto.ObjectGraphDef.Nodes.Select(n => n.BareConcreteFunction)
            .Last(f => f is { ConcreteFunctionName: var name } && name.Contains("keyed", StringComparison.Ordinal));
        if (_random.Next(6) == 0)
        {
            function.FunctionSpec = null;
            return model;
        }
        var fields = function.FunctionSpec.Fullargspec.NamedTupleValue.Values.ToDictionary(v => v.Key, v => v.Value);
        List<StructuredValue> names = [.. fields["args"].ListValue.Values, .. fields["kwonlyargs"].ListValue.Values];
        StructuredValue[] shuffled = [.. names];
        _random.Shuffle(shuffled);
        int placed = _random.Next(3) switch { 0 => 0, 1 => names.Count, _ => _random.Next(names.Count) };
        fields["args"].ListValue.Values.Clear();
        fields["args"].ListValue.Values.AddRange(shuffled.Take(placed));
        fields["kwonlyargs"].ListValue.Values.Clear();
        if (_random.Next(4) == 0)
            fields["varkw"].StringValue = "kwargs";
        else
            fields["kwonlyargs"].ListValue.Values.AddRange(shuffled.Skip(placed));
        return model;
    }

    private static SavedModel Base(bool ofOneType) => ModelPlans.Load(ofOneType ? "names_digit_nosig" : "names_separators");

    private static Dictionary<string, string> Renames(bool ofOneType, string[] names) =>
        ofOneType ? new() { ["1st_name"] = names[0], ["Address"] = names[1] } : new() { ["x-1"] = names[0], ["x1"] = names[1] };

    private string[] Names(int count, string[] known)
    {
        // The models' outputs are named s and y.
        var names = new HashSet<string>(["s", "y"], StringComparer.Ordinal);
        while (names.Count < count + 2)
            names.Add(
                _random.Next(2) == 0
                    ? known[_random.Next(known.Length)]
                    : string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pieces[_random.Next(Pieces.Length)])));
        return [.. names.Skip(2)];
    }
}
