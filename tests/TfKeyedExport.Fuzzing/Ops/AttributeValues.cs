using Google.Protobuf;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Random values of attributes, by their declaration.</summary>
internal static class AttributeValues
{
    /// <summary>A value of the declared kind; null for kinds that only a graph can give (functions).</summary>
    public static AttrValue? Of(FuzzRandom random, OpDef.Types.AttrDef attribute, KernelRegistration? registration)
    {
        if (attribute.AllowedValues?.List is { } allowed && !random.OneIn(20))
        {
            if (attribute.Type == "string" && allowed.S.Count > 0)
                return new AttrValue { S = random.Pick(allowed.S) };
            if (attribute.Type == "type" && allowed.Type.Count > 0)
                return new AttrValue { Type = TypeOf(random, attribute, registration, [.. allowed.Type]) };
        }
        return attribute.Type switch
        {
            "type" => new AttrValue { Type = TypeOf(random, attribute, registration, HostileTensors.Types) },
            "int" => new AttrValue
            {
                I = random.OneIn(3) ? HostileTensors.Integer(random) : random.Between(attribute.HasMinimum ? Math.Clamp(attribute.Minimum, -5, 5) : 0, 4),
            },
            "float" => new AttrValue { F = (float)HostileTensors.Float(random) },
            "bool" => new AttrValue { B = random.OneIn(2) },
            "string" => new AttrValue { S = ByteString.CopyFrom(HostileTensors.Text(random)) },
            "shape" => new AttrValue { Shape = Shape(random) },
            "tensor" =>
                new AttrValue { Tensor = TensorProtos.ToProto(HostileTensors.Of(random, random.Pick(HostileTensors.Types), HostileTensors.Shape(random))!) },
            "list(type)" => List(random, (l, _) => l.Type.Add(random.Pick(HostileTensors.Types))),
            "list(int)" => Integers(random),
            "list(float)" => List(random, (l, _) => l.F.Add((float)HostileTensors.Float(random))),
            "list(bool)" => List(random, (l, _) => l.B.Add(random.OneIn(2))),
            "list(string)" => List(random, (l, _) => l.S.Add(ByteString.CopyFrom(HostileTensors.Text(random)))),
            "list(shape)" => List(random, (l, _) => l.Shape.Add(Shape(random))),
            _ => null,
        };
    }

    /// <summary>A shape, often a strange one.</summary>
    public static TensorShapeProto Shape(FuzzRandom random)
    {
        if (random.OneIn(5))
            return new TensorShapeProto { UnknownRank = true };
        var shape = new TensorShapeProto();
        long[] sizes = random.OneIn(40) ? new long[300] : HostileTensors.Shape(random);
        foreach (long size in sizes)
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = random.Below(8) switch { 0 => -1, 1 => HostileTensors.Integer(random), _ => size } });
        return shape;
    }

    private static AttrValue Integers(FuzzRandom random)
    {
        bool hostile = random.OneIn(3);
        return List(random, (l, i) => l.I.Add(hostile ? HostileTensors.Integer(random) : random.Between(i == 0 ? 1 : 0, 3)));
    }

    private static AttrValue List(FuzzRandom random, Action<AttrValue.Types.ListValue, int> add)
    {
        var list = new AttrValue.Types.ListValue();
        int count = random.Below(6);
        for (int i = 0; i < count; i++)
            add(list, i);
        return new AttrValue { List = list };
    }

    private static DataType TypeOf(FuzzRandom random, OpDef.Types.AttrDef attribute, KernelRegistration? registration, IReadOnlyList<DataType> others) =>
        registration is { Types.Length: > 0 } && registration.TypeAttribute == attribute.Name ? random.Pick(registration.Types) : random.Pick(others);
}
