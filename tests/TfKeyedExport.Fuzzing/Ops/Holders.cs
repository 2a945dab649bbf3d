using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Nodes that give a handle or a variant: variables, tables, lists, optionals; which of them, chance says.</summary>
internal static class Holders
{
    private static readonly (DataType Key, DataType Value)[] Pairs =
        [
            (DataType.String, DataType.Int64), (DataType.Int64, DataType.String), (DataType.String, DataType.Float), (DataType.Int64, DataType.Int64),
            (DataType.Int64, DataType.Float),
        ];

    /// <summary>The nodes; the one that is called <paramref name="name"/> gives the holder.</summary>
    public static IEnumerable<NodeDef> Make(FuzzRandom random, string name, DataType type)
    {
        DataType element = random.OneIn(3) ? random.Pick(HostileTensors.Types) : DataType.Float;
        if (type == DataType.Resource)
        {
            (DataType key, DataType value) = random.Pick(Pairs);
            yield return random.Below(6) switch
            {
                0 => Node(name, "HashTableV2", ("key_dtype", Type(key)), ("value_dtype", Type(value))),
                1 => Node(name, "MutableHashTableV2", ("key_dtype", Type(key)), ("value_dtype", Type(value))),
                _ => Node(
                    name, "VarHandleOp", ("dtype", Type(element)), ("shape", new AttrValue { Shape = AttributeValues.Shape(random) }),
                    ("shared_name", new AttrValue { S = Google.Protobuf.ByteString.CopyFromUtf8(random.Pick("v", "w")) })),
            };
            yield break;
        }
        switch (random.Below(4))
        {
            case 0:
                yield return Node(name, "OptionalNone");
                break;
            case 1:
                yield return Constant($"{name}_value", random, element);
                NodeDef optional = Node(
                    name, "OptionalFromValue", ("Toutput_types", new AttrValue { List = new AttrValue.Types.ListValue { Type = { element } } }));
                optional.Input.Add($"{name}_value");
                yield return optional;
                break;
            case 2:
                yield return Shape($"{name}_shape", random);
                yield return Scalar($"{name}_count", random.OneIn(8) ? HostileTensors.Integer(random) : random.Between(0, 4));
                NodeDef reserve = Node(name, "TensorListReserve", ("element_dtype", Type(element)), ("shape_type", Type(DataType.Int64)));
                reserve.Input.Add([$"{name}_shape", $"{name}_count"]);
                yield return reserve;
                break;
            default:
                yield return Shape($"{name}_shape", random);
                yield return Constant($"{name}_value", random, element);
                NodeDef list = Node(name, "TensorListFromTensor", ("element_dtype", Type(element)), ("shape_type", Type(DataType.Int64)));
                list.Input.Add([$"{name}_value", $"{name}_shape"]);
                yield return list;
                break;
        }
    }

    private static AttrValue Type(DataType type) => new() { Type = type };

    private static NodeDef Constant(string name, FuzzRandom random, DataType type) =>
        Constant(name, HostileTensors.Of(random, type, HostileTensors.Shape(random))!);

    private static NodeDef Shape(string name, FuzzRandom random) =>
        Constant(name, random.OneIn(2) ? Tensor.From<long>(TensorShape.Scalar, [-1L]) : Tensor.From<long>([.. HostileTensors.Shape(random)]));

    private static NodeDef Scalar(string name, long value) => Constant(name, Tensor.From<int>(TensorShape.Scalar, [(int)value]));

    private static NodeDef Constant(string name, Tensor value) =>
        Node(name, "Const", ("dtype", Type(value.Type)), ("value", new AttrValue { Tensor = TensorProtos.ToProto(value) }));

    private static NodeDef Node(string name, string op, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op };
        foreach ((string key, AttrValue value) in attributes)
            node.Attr[key] = value;
        return node;
    }
}
